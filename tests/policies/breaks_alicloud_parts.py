"""How more rules about identities, containers, registries and entries are broken on Alibaba Cloud."""

import json

from tests.policies.breaks import Break, adding, linking, removing, setting
from tests.policies.breaks_alicloud import TRUSTS_ALL, granting
from tests.policies.building import GONE, Stack, changed, joined, made, relinked
from tests.policies.good_alicloud_data import document

EVERYTHING = document({"Effect": "Allow", "Action": ["*"], "Resource": ["*"]})
DIGEST = f"sha256:{'0' * 64}"


def old_spelling(*rules: str) -> list[Break]:
    """The whole document under the property of before: each rule reads it."""
    return [setting(rule, "ali-policy", "document", EVERYTHING, *(set(rules) - {rule})) for rule in rules]


def _attached_log(stack: Stack) -> Stack:
    """Recorded by an attachment that is gone again."""
    return changed(stack, "ali-entry", "accessLogConfig", {"logProject": "notes"})


def _given_away(stack: Stack) -> Stack:
    return relinked(changed(stack, "ali-bound", "instanceId", "eci-1"), "ali-bound", "instanceId", "ali-pod")


def _through_a_gateway(stack: Stack) -> Stack:
    table = made("alicloud:vpc/routeTable:RouteTable", "ali-table")
    attached = made(
        "alicloud:vpc/routeTableAttachment:RouteTableAttachment",
        "ali-attached",
        vswitchId=stack["ali-switch-a"],
        routeTableId=table,
    )
    way = made("alicloud:vpc/routeEntry:RouteEntry", "ali-way", {"nexthopType": "Ipv4Gateway"}, routeTableId=table)
    return joined(stack, table, attached, way)


IDENTITY = [
    granting("IA-04", "ram:CreatePolicyVersion", "acs:ram::1:policy/own"),
    *old_spelling("IA-01", "IA-02", "IA-03", "IA-04", "IA-05", "IA-09"),
    granting("IA-05", "sts:AssumeRoleWithSAML", "acs:ram::1:role/api"),
    granting("IA-05", "kms:GetSecretValue", "acs:kms:*:1:secret/*"),
    granting("IA-05", "oss:PutBucketAcl", "acs:oss:*:1:*"),
    setting("IA-07", "ali-role", "document", TRUSTS_ALL),
    removing("IA-08", "ali-user-key"),
    linking("IA-08", "ali-user-key", "userName"),
    linking("IA-08", "ali-user-permission", "userName"),
    setting("IA-08", "ali-user-permission", "policyType", "System"),
    setting("IA-08", "ali-user-key", "secretFile", "key.txt"),
    adding("IA-08", "alicloud:ram/loginProfile:LoginProfile", {"userName": "somebody"}),
    granting("IA-11", "rds:DescribeBackups", "acs:oss:*:1:files/*"),
    setting("IA-11", "ali-policy", "document", json.dumps({"Version": "0", "Statement": []})),
    *(
        setting("IA-12", "ali-passwords", name, value)
        for name, value in {
            "minimumPasswordLength": 8.0,
            "requireLowercaseCharacters": False,
            "requireUppercaseCharacters": False,
            "requireNumbers": False,
            "requireSymbols": False,
            "passwordReusePrevention": 4.0,
            "maxPasswordAge": 0.0,
            "maxLoginAttempts": 6.0,
        }.items()
    ),
    setting("IA-12", "ali-sign-on", "mfaOperationForLogin", "independent"),
]

COMPUTE = [
    setting("EC-01", "ali-pod", "autoCreateEip", True),
    setting("EC-01", "ali-pod", "eipInstanceId", "eip-1"),
    adding("EC-01", "alicloud:sae/loadBalancerInternet:LoadBalancerInternet", {}),
    Break("EC-01", _given_away),
    setting("EC-02", "ali-pod", "containers.0.securityContexts.0.privileged", True),
    setting("EC-02", "ali-pod", "initContainers.0.securityContexts.0.privileged", True),
    setting("EC-04", "ali-configuration", "containers.0.securityContextRunAsUser", 0.0),
    setting("EC-04", "ali-configuration", "containers.0.securityContextRunAsUser", GONE),
    setting("EC-06", "ali-application", "envs", json.dumps([{"name": "API_TOKEN", "value": "x"}])),
    setting("EC-07", "ali-configuration", "containers.0.environmentVars", [{"key": "LOG_LEVEL", "value": "info"}]),
    setting("EC-07", "ali-application", "slsConfigs", GONE),
    setting("EC-11", "ali-configuration", "volumes.0.nfsVolumeServer", "nas.example.com"),
    setting("EC-11", "ali-application", "nasConfigs", [{"nasId": "1"}]),
    setting("EC-12", "ali-application", "acrAssumeRoleArn", GONE),
    setting("EC-13", "ali-configuration", "containers.0.image", "registry.example.com/api:1"),
    setting("EC-13", "ali-configuration", "initContainers.0.image", f"api@{DIGEST}"),
    setting("EC-13", "ali-application", "imageUrl", "registry.example.com/api"),
    setting("EC-14", "ali-configuration", "cpu", GONE),
    setting("EC-14", "ali-configuration", "memory", GONE),
    setting("EC-14", "ali-configuration", "containers.0.readinessProbeHttpGetPath", GONE),
    setting("EC-14", "ali-application", "livenessV2", GONE),
    setting("EC-14", "ali-application", "readinessV2", GONE),
    setting("EC-15", "ali-api", "vswitchIds", ["vsw-1"]),
    linking("EC-15", "ali-api", "vswitchIds"),
    Break("EC-15", _through_a_gateway, frozenset({"NET-12", "X-08"})),
    setting("EC-15", "ali-application", "vswitchId", GONE),
    setting("EC-16", "ali-api", "minSize", 1.0),
    setting("EC-16", "ali-application", "replicas", 1.0),
    setting("EC-16", "ali-application", "minReadyInstances", GONE),
    *(
        setting("EC-17", "ali-kubernetes", path, value)
        for path, value in {
            "slbInternetEnabled": GONE,
            "encryptionProviderKey": GONE,
            "disableEncryption": True,
            "auditLogConfig.enabled": False,
            "enableRrsa": False,
            "deletionProtection": False,
            "addons": [{"name": "flannel"}],
        }.items()
    ),
    *(
        setting("EC-17", "ali-nodes", path, value)
        for path, value in {
            "management": GONE,
            "instanceMetadataOptions.httpTokens": "optional",
            "systemDiskEncrypted": False,
            "vswitchIds": ["vsw-1"],
        }.items()
    ),
]

ENTRY = [
    setting("LB-02", "ali-tls", "tlsVersions", ["TLSv1.1", "TLSv1.2"]),
    Break("LB-04", _attached_log),
    setting("LB-06", "ali-entry", "zoneMappings", [{"zoneId": "a"}, {"zoneId": "a"}]),
    setting("LB-08", "ali-entry", "loadBalancerEdition", "Standard"),
    setting("LB-09", "ali-servers", "healthCheckConfig.healthCheckEnabled", False),
    adding(
        "LB-10",
        "alicloud:alb/loadBalancer:LoadBalancer",
        {
            "addressType": "Internet",
            "loadBalancerEdition": "StandardWithWaf",
            "accessLogConfig": {"logStore": "entry-access"},
            "deletionProtectionConfig": {"enabled": True},
            "zoneMappings": [{"zoneId": "a"}, {"zoneId": "b"}],
        },
        "X-06",
        "X-11",
    ),
    setting("LB-10", "ali-admitted", "entry", "0.0.0.0/0"),
    setting("LB-10", "ali-admitted", "entries", [{"entry": "0.0.0.0/0"}]),
    setting("ED-03", "ali-cdn", "certificateConfig.serverCertificateStatus", "off"),
    removing("ED-06", "ali-cdn-log"),
    removing("ED-07", "ali-guarded"),
    setting("ED-08", "ali-website", "indexDocument", GONE),
    setting("ED-10", "ali-cdn", "sources", [{"type": "oss", "port": 443.0}]),
    linking("ED-11", "ali-cdn", "sources"),
]

REGISTRY = [
    setting("RG-01", "ali-registry", "imageScanner", "DISABLE"),
    removing("RG-01", "ali-scan"),
    setting("RG-02", "ali-repository", "tagImmutability", False),
    removing("RG-03", "ali-tidy"),
    setting("RG-04", "ali-registry", "customOssBucket", GONE),
    setting("RG-05", "ali-repository", "repoType", "PUBLIC"),
    setting("RG-05", "ali-old-repository", "repoType", "PUBLIC"),
    setting("RG-05", "ali-space", "defaultVisibility", "PUBLIC"),
    setting("RG-05", "ali-old-space", "defaultVisibility", "PUBLIC"),
    setting("RG-05", "ali-registry-acl", "entry", "0.0.0.0/0"),
    adding("RG-05", "alicloud:cr/internetEndpoint:InternetEndpoint", {}),
    setting("RG-06", "ali-pages", "redundancyType", "LRS"),
    linking("RG-06", "ali-registry", "customOssBucket"),
]

LOGS = [
    setting("LG-01", "ali-store", "retentionPeriod", 180.0),
    setting("LG-02", "ali-store", "encryptConf.userCmkInfo", GONE),
    setting("LG-04", "ali-alarm", "webhook", "http://alarms.example.com"),
    setting("LG-04", "ali-contact", "channelsDingWebHook", "http://oapi.example.com"),
    setting("LG-05", "ali-store", "enableWebTracking", True),
    setting("LG-06", "ali-store", "opts.protect", False),
]

FIREWALL = [
    linking("WF-01", "ali-known", "templateId"),
    setting("WF-01", "ali-limit", "config.ruleAction", GONE),
    setting("WF-01", "ali-defense", "status", "0"),
    setting("WF-02", "ali-known", "defenseScene", "whitelist"),
    setting("WF-02", "ali-known", "ruleStatus", 0.0),
    setting("WF-05", "ali-limit", "defenseScene", "whitelist"),
]

ALL = [*IDENTITY, *COMPUTE, *ENTRY, *REGISTRY, *LOGS, *FIREWALL]
