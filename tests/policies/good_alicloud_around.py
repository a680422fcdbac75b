"""What may stand around a stack on Alibaba Cloud: users, registries, firewalls, clusters; no rule complains of it."""

import json

from policies.pack.resource import Resource
from tests.policies.building import Stack, made, stack_of

PROBE = {"httpGet": {"path": "/healthz", "port": 8000.0}}
SHIP = json.dumps([{"logDir": "", "logType": "stdout", "projectName": "notes", "logstoreName": "api"}])


def around(images: Resource) -> Stack:
    """Everything, with a bucket for images."""
    return {**_users(), **_registry(images), **_firewall(), **_platforms(), **_entries()}


def _users() -> Stack:
    user = made("alicloud:ram/user:User", "ali-user", {"name": "files"})
    return stack_of(
        user,
        made("alicloud:ram/accessKey:AccessKey", "ali-user-key", userName=user),
        made(
            "alicloud:ram/userPolicyAttachment:UserPolicyAttachment",
            "ali-user-permission",
            {"policyName": "files", "policyType": "Custom"},
            userName=user,
        ),
        made(
            "alicloud:ram/accountPasswordPolicy:AccountPasswordPolicy",
            "ali-passwords",
            {
                "minimumPasswordLength": 14.0,
                "passwordReusePrevention": 5.0,
                "maxPasswordAge": 90.0,
                "maxLoginAttempts": 5.0,
            },
        ),
        made(
            "alicloud:ram/securityPreference:SecurityPreference",
            "ali-sign-on",
            {"mfaOperationForLogin": "mandatory"},
        ),
    )


def _registry(images: Resource) -> Stack:
    registry = made(
        "alicloud:cr/registryEnterpriseInstance:RegistryEnterpriseInstance",
        "ali-registry",
        {"imageScanner": "ACR", "customOssBucket": "images"},
        customOssBucket=images,
    )
    private = {"defaultVisibility": "PRIVATE"}
    return stack_of(
        registry,
        made("alicloud:cr/scanRule:ScanRule", "ali-scan", instanceId=registry),
        made("alicloud:cr/artifactLifecycleRule:ArtifactLifecycleRule", "ali-tidy", instanceId=registry),
        made("alicloud:cs/registryEnterpriseNamespace:RegistryEnterpriseNamespace", "ali-space", private),
        made("alicloud:cr/namespace:Namespace", "ali-old-space", private),
        made(
            "alicloud:cs/registryEnterpriseRepo:RegistryEnterpriseRepo",
            "ali-repository",
            {"repoType": "PRIVATE", "tagImmutability": True},
        ),
        made("alicloud:cr/repo:Repo", "ali-old-repository", {"repoType": "PRIVATE"}),
        made("alicloud:cr/endpointAclPolicy:EndpointAclPolicy", "ali-registry-acl", {"entry": "10.0.0.0/16"}),
    )


def _firewall() -> Stack:
    template = made("alicloud:wafv3/defenseTemplate:DefenseTemplate", "ali-defense", {"status": "1"})
    return stack_of(
        template,
        made("alicloud:wafv3/domain:Domain", "ali-guarded", {"domain": "example.com"}),
        made(
            "alicloud:wafv3/defenseRule:DefenseRule",
            "ali-known",
            {"defenseScene": "waf_group", "config": {"ruleAction": "block"}},
            templateId=template,
        ),
        made(
            "alicloud:wafv3/defenseRule:DefenseRule",
            "ali-limit",
            {"defenseScene": "cc", "config": {"ruleAction": "block"}},
        ),
    )


def _platforms() -> Stack:
    return stack_of(
        made(
            "alicloud:cs/managedKubernetes:ManagedKubernetes",
            "ali-kubernetes",
            {
                "slbInternetEnabled": False,
                "encryptionProviderKey": "k",
                "auditLogConfig": {"enabled": True},
                "enableRrsa": True,
                "deletionProtection": True,
                "addons": [{"name": "terway-eniip"}],
            },
        ),
        made(
            "alicloud:cs/nodePool:NodePool",
            "ali-nodes",
            {
                "management": {"enable": True},
                "instanceMetadataOptions": {"httpTokens": "required"},
                "systemDiskEncrypted": True,
                "vswitchIds": ["vsw-1", "vsw-2"],
            },
        ),
        made(
            "alicloud:sae/application:Application",
            "ali-application",
            {
                "envs": json.dumps([{"name": "LOG_LEVEL", "value": "info"}]),
                "slsConfigs": SHIP,
                "acrInstanceId": "cri-1",
                "acrAssumeRoleArn": "acs:ram::1:role/pull",
                "imageUrl": f"registry.example.com/api@sha256:{'0' * 64}",
                "livenessV2": PROBE,
                "readinessV2": PROBE,
                "vswitchId": "vsw-1",
                "replicas": 2.0,
                "minReadyInstances": 1.0,
            },
        ),
        made(
            "alicloud:eci/containerGroup:ContainerGroup",
            "ali-pod",
            {
                "autoCreateEip": False,
                "containers": [{"name": "api", "securityContexts": [{"privileged": False}]}],
                "initContainers": [{"name": "first", "securityContexts": [{"privileged": False}]}],
            },
        ),
    )


def _entries() -> Stack:
    servers = made(
        "alicloud:alb/serverGroup:ServerGroup", "ali-servers", {"healthCheckConfig": {"healthCheckEnabled": True}}
    )
    return stack_of(
        servers,
        made("alicloud:ess/albServerGroupAttachment:AlbServerGroupAttachment", "ali-member", albServerGroupId=servers),
        made("alicloud:alb/securityPolicy:SecurityPolicy", "ali-tls", {"tlsVersions": ["TLSv1.2", "TLSv1.3"]}),
        made("alicloud:alb/aclEntryAttachment:AclEntryAttachment", "ali-admitted", {"entry": "10.0.0.0/16"}),
        made("alicloud:oss/bucketWebsite:BucketWebsite", "ali-website", {"indexDocument": {"suffix": "index.html"}}),
        made("alicloud:cms/alarmContact:AlarmContact", "ali-contact", {"channelsMail": "operations@example.com"}),
    )
