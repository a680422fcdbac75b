"""A stack on Alibaba Cloud that no rule has anything to say about."""

import json
from collections.abc import Mapping

from policies.pack.resource import Resource
from policies.pack.values import Secret
from tests.policies.building import Stack, made, stack_of

KEY_ID = "key-hzz65f176a0ogplgq0000"
PARTS = {"ali-api": (2.0, 6.0), "ali-job": (0.0, 1.0)}
"""Group -> least and most instances."""


def document(*statements: Mapping[str, object]) -> str:
    return json.dumps({"Version": "1", "Statement": list(statements)})


ALLOWED = {"Effect": "Allow", "Action": ["oss:GetObject"], "Resource": ["acs:oss:*:1:files/*"]}
TLS_ONLY = {
    "Effect": "Deny",
    "Principal": ["*"],
    "Action": ["oss:*"],
    "Resource": ["acs:oss:*:*:files", "acs:oss:*:*:files/*"],
    "Condition": {"Bool": {"acs:SecureTransport": ["false"]}},
}


def alicloud() -> Stack:
    """Everything that a rule judges there."""
    return {**_network(), **_data(), **_bucket(), **_parts(), **_entry(), **_operations()}


def _network() -> Stack:
    vpc = made("alicloud:vpc/network:Network", "ali-network", {"cidrBlock": "10.0.0.0/16"})
    door = made("alicloud:ecs/securityGroup:SecurityGroup", "ali-door", {"innerAccessPolicy": "Drop"}, vpcId=vpc)
    room = made("alicloud:ecs/securityGroup:SecurityGroup", "ali-room", {"innerAccessPolicy": "Drop"}, vpcId=vpc)
    address = made("alicloud:ecs/eipAddress:EipAddress", "ali-address", {})
    return stack_of(
        vpc,
        door,
        room,
        address,
        made("alicloud:vpc/flowLog:FlowLog", "ali-flow", {"trafficType": "All"}, resourceId=vpc),
        made("alicloud:ecs/eipAssociation:EipAssociation", "ali-bound", {"instanceType": "Nat"}, allocationId=address),
        made(
            "alicloud:vpc/routeEntry:RouteEntry",
            "ali-out",
            {"destinationCidrblock": "0.0.0.0/0", "nexthopType": "NatGateway"},
        ),
        _rule("ali-door-https", "ingress", "tcp", "443/443", {"cidrIp": "0.0.0.0/0"}, door),
        _rule("ali-room-from-door", "ingress", "tcp", "8000/8000", {}, room),
        _rule("ali-room-out", "egress", "tcp", "443/443", {"cidrIp": "0.0.0.0/0"}, room),
        _rule("ali-room-closed", "egress", "all", "-1/-1", {"cidrIp": "0.0.0.0/0", "policy": "drop"}, room),
    )


def _rule(
    name: str, direction: str, protocol: str, ports: str, more: Mapping[str, object], group: Resource
) -> Resource:
    inputs = {"type": direction, "ipProtocol": protocol, "portRange": ports, "policy": "accept", **more}
    return made("alicloud:ecs/securityGroupRule:SecurityGroupRule", name, inputs, securityGroupId=group)


def _data() -> Stack:
    key = made(
        "alicloud:kms/key:Key",
        "ali-key",
        {
            "automaticRotation": "Enabled",
            "rotationInterval": "365d",
            "deletionProtection": "Enabled",
            "pendingWindowInDays": 30.0,
        },
        protect=True,
    )
    database = made(
        "alicloud:rds/instance:Instance",
        "ali-database",
        {
            "securityIps": ["127.0.0.1"],
            "encryptionKey": KEY_ID,
            "roleArn": "acs:ram::1:role/aliyunrdsinstanceencryptiondefaultrole",
            "sslAction": "Open",
            "pgHbaConfs": [{"type": "hostssl"}],
            "category": "HighAvailability",
            "zoneIdSlaveA": "eu-central-1b",
            "deletionProtection": True,
            "autoUpgradeMinorVersion": "Auto",
            "vswitchId": "vsw-1,vsw-2",
        },
        protect=True,
    )
    cluster = made(
        "alicloud:polardb/cluster:Cluster",
        "ali-cluster",
        {
            "dbClusterIpArrays": [{"securityIps": ["127.0.0.1"]}],
            "tdeStatus": "Enabled",
            "encryptionKey": KEY_ID,
            "hotStandbyCluster": "ON",
            "deletionLock": 1.0,
            "backupRetentionPolicyOnClusterDeletion": "LATEST",
            "vswitchId": "vsw-1",
        },
        protect=True,
    )
    cache = made(
        "alicloud:redis/tairInstance:TairInstance",
        "ali-cache",
        {
            "tdeStatus": "enabled",
            "encryptionKey": KEY_ID,
            "sslEnabled": "Enable",
            "vpcAuthMode": "Open",
            "nodeType": "MASTER_SLAVE",
            "secondaryZoneId": "eu-central-1b",
            "vswitchId": "vsw-1",
            "password": Secret("generated"),
        },
        protect=True,
    )
    return stack_of(
        key,
        database,
        cluster,
        cache,
        made(
            "alicloud:rds/backupPolicy:BackupPolicy",
            "ali-backups",
            {"backupRetentionPeriod": 30.0, "enableBackupLog": True, "releasedKeepPolicy": "Lastest"},
            instanceId=database,
        ),
        made(
            "alicloud:polardb/backupPolicy:BackupPolicy",
            "ali-cluster-backups",
            {"logBackupRetentionPeriod": 30.0},
            dbClusterId=cluster,
        ),
        made("alicloud:kvstore/backupPolicy:BackupPolicy", "ali-cache-backups", {}, instanceId=cache),
        made("alicloud:rds/account:Account", "ali-account", {"accountPassword": Secret("generated")}),
        made("alicloud:polardb/account:Account", "ali-cluster-account", {"accountPassword": Secret("generated")}),
    )


def _bucket() -> Stack:
    uploads = {"lifecycleRules": [{"abortMultipartUploads": [{"days": 7.0}]}], "forceDestroy": False}
    files = made("alicloud:oss/bucket:Bucket", "ali-files", uploads, protect=True)
    return stack_of(
        files,
        made(
            "alicloud:oss/bucketPublicAccessBlock:BucketPublicAccessBlock",
            "ali-files-private",
            {"blockPublicAccess": True},
            bucket=files,
        ),
        made("alicloud:oss/bucketAcl:BucketAcl", "ali-files-acl", {"acl": "private"}, bucket=files),
        made(
            "alicloud:oss/bucketPolicy:BucketPolicy", "ali-files-policy", {"policy": document(TLS_ONLY)}, bucket=files
        ),
        made(
            "alicloud:oss/bucketHttpsConfig:BucketHttpsConfig",
            "ali-files-tls",
            {"tlsVersions": ["TLSv1.2", "TLSv1.3"]},
            bucket=files,
        ),
        made(
            "alicloud:oss/bucketServerSideEncryption:BucketServerSideEncryption",
            "ali-files-encryption",
            {"sseAlgorithm": "KMS", "kmsMasterKeyId": KEY_ID},
            bucket=files,
        ),
        made(
            "alicloud:oss/bucketVersioning:BucketVersioning",
            "ali-files-versioning",
            {"status": "Enabled"},
            bucket=files,
        ),
        made("alicloud:oss/bucketLogging:BucketLogging", "ali-files-logging", {"targetPrefix": "oss/"}, bucket=files),
    )


def _parts() -> Stack:
    trust = document({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": ["ecs.aliyuncs.com"]}})
    container = {
        "name": "api",
        "environmentVars": [
            {"key": "DATABASE_PASSWORD", "value": Secret("generated")},
            {"key": "LOG_LEVEL", "value": "info"},
        ],
        "securityContextReadOnlyRootFileSystem": True,
    }
    groups = {
        name: made("alicloud:ess/scalingGroup:ScalingGroup", name, {"minSize": least, "maxSize": most})
        for name, (least, most) in PARTS.items()
    }
    return stack_of(
        *groups.values(),
        made("alicloud:oos/execution:Execution", "ali-rollout", {}, parameters=groups["ali-api"]),
        made("alicloud:ram/role:Role", "ali-role", {"assumeRolePolicyDocument": trust}),
        made("alicloud:ram/policy:Policy", "ali-policy", {"policyDocument": document(ALLOWED)}),
        made(
            "alicloud:ram/rolePolicyAttachment:RolePolicyAttachment",
            "ali-permission",
            {"policyName": "notes-prod-api-role-policy", "policyType": "Custom"},
        ),
        made(
            "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration",
            "ali-configuration",
            {
                "autoCreateEip": False,
                "enableSls": True,
                "ramRoleName": "notes-prod-api-role",
                "containers": [container],
                "initContainers": [{**container, "name": "migrate"}],
            },
        ),
    )


def _entry() -> Stack:
    network = _network()
    public = made(
        "alicloud:alb/loadBalancer:LoadBalancer",
        "ali-entry",
        {
            "addressType": "Internet",
            "accessLogConfig": {"logStore": "entry-access"},
            "deletionProtectionEnabled": True,
            "zoneMappings": [{"zoneId": "a"}, {"zoneId": "b"}],
        },
    )
    https = made(
        "alicloud:alb/listener:Listener",
        "ali-https",
        {"listenerProtocol": "HTTPS", "securityPolicyId": "tls_cipher_policy_1_2_strict_with_1_3"},
        loadBalancerId=public,
    )
    http = made("alicloud:alb/listener:Listener", "ali-http", {"listenerProtocol": "HTTP"}, loadBalancerId=public)
    domain = made("alicloud:cdn/domainNew:DomainNew", "ali-cdn", {"domainName": "notes.example.com"})
    redirect = {"ruleActions": [{"type": "Redirect", "redirectConfig": {"protocol": "HTTPS"}}]}
    functions = {
        "https": ("https_force", {"enable": "on"}),
        "tls": ("https_tls_version", {"tls10": "off", "tls11": "off", "tls12": "on"}),
        "private": ("l2_oss_key", {"private_oss_auth": "on"}),
        "hsts": ("HSTS", {"enabled": "on", "https_hsts_max_age": "31536000"}),
    }
    return stack_of(
        public,
        https,
        http,
        domain,
        made(
            "alicloud:alb/loadBalancerSecurityGroupAttachment:LoadBalancerSecurityGroupAttachment",
            "ali-entry-group",
            {},
            loadBalancerId=public,
            securityGroupId=network["ali-door"],
        ),
        made("alicloud:alb/rule:Rule", "ali-redirect", redirect, listenerId=http),
        *(
            made(
                "alicloud:cdn/domainConfig:DomainConfig",
                f"ali-cdn-{purpose}",
                {
                    "functionName": function,
                    "functionArgs": [{"argName": key, "argValue": value} for key, value in arguments.items()],
                },
                domainName=domain,
            )
            for purpose, (function, arguments) in functions.items()
        ),
    )


def _operations() -> Stack:
    return stack_of(
        made(
            "alicloud:kms/secret:Secret",
            "ali-secret",
            {"encryptionKeyId": KEY_ID, "secretData": Secret("generated"), "recoveryWindowInDays": 30.0},
        ),
        made("alicloud:log/store:Store", "ali-store", {"retentionPeriod": 365.0, "encryptConf": {"enable": True}}),
        made("alicloud:cms/alarm:Alarm", "ali-alarm", {"contactGroups": ["operations"]}),
    )
