"""How each rule is broken on Alibaba Cloud."""

from tests.policies.breaks import Break, adding, linking, removing, setting
from tests.policies.building import GONE, changed
from tests.policies.good_alicloud_data import document

RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule"
ROUTE = "alicloud:vpc/routeEntry:RouteEntry"
ANYWHERE = {"cidrIp": "0.0.0.0/0", "description": "Why this is open"}
PUBLIC = document(
    {"Effect": "Allow", "Principal": ["*"], "Action": ["oss:GetObject"], "Resource": ["acs:oss:*:*:files/*"]}
)
FULL_ACCESS = ("ali-permission", "policyName", "AliyunOSSFullAccess")
TRUSTS_ALL = document({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"RAM": ["*"]}})


def granting(rule: str, action: str, resource: str, *also: str) -> Break:
    """One policy with one statement."""
    text = document({"Effect": "Allow", "Action": [action], "Resource": [resource]})
    return setting(rule, "ali-policy", "policyDocument", text, *also)


def opening(rule: str, ports: str, *also: str, protocol: str = "tcp", direction: str = "ingress") -> Break:
    """One rule that admits the internet."""
    entry: dict[str, object] = {"type": direction, "ipProtocol": protocol, "portRange": ports, **ANYWHERE}
    return adding(rule, RULE, entry, *also)


NETWORK = [
    setting("NET-01", "ali-room", "innerAccessPolicy", "Accept"),
    removing("NET-02", "ali-flow"),
    setting("NET-02", "ali-flow", "trafficType", "Allow"),
    removing("NET-03", "ali-bound", "NET-19"),
    setting("NET-03", "ali-bound", "instanceType", "EcsInstance"),
    opening("NET-04", "8443/8443"),
    linking("NET-04", "ali-door-https", "securityGroupId", "ali-room"),
    linking("NET-04", "ali-configuration", "securityGroupId", "ali-door"),
    setting("NET-04", "ali-entry", "addressType", "Intranet"),
    opening("NET-05", "5432/5432", "NET-04"),
    setting("NET-06", "ali-room-from-door", "portRange", "1/65535"),
    setting("NET-07", "ali-room-closed", "policy", "accept"),
    setting("NET-11", "ali-network", "isDefault", True),
    setting("NET-12", "ali-out", "nexthopType", "Instance"),
    adding("NET-12", ROUTE, {"destinationCidrblock": "8.0.0.0/7", "nexthopType": "Ipv4Gateway"}),
]

DATA = [
    setting("DB-01", "ali-database", "securityIps", ["0.0.0.0/0"]),
    setting("DB-01", "ali-cluster", "dbClusterIpArrays.0.securityIps", ["8.8.8.8"]),
    setting("DB-02", "ali-database", "encryptionKey", GONE, "DB-03"),
    setting("DB-02", "ali-database", "encryptionKey", "disabled", "DB-03"),
    setting("DB-02", "ali-cluster", "tdeStatus", "Disabled"),
    setting("DB-03", "ali-database", "encryptionKey", "ServiceKey"),
    setting("DB-03", "ali-cluster", "encryptionKey", GONE),
    setting("DB-04", "ali-database", "sslAction", "Close"),
    setting("DB-04", "ali-database", "pgHbaConfs.0.type", "host"),
    setting("DB-05", "ali-database", "category", "Basic"),
    setting("DB-05", "ali-database", "zoneIdSlaveA", GONE),
    setting("DB-05", "ali-database", "zoneIdSlaveA", "eu-central-1a"),
    setting("DB-05", "ali-cluster", "hotStandbyCluster", "OFF"),
    setting("DB-06", "ali-database", "deletionProtection", False),
    setting("DB-06", "ali-database", "opts.protect", False),
    setting("DB-06", "ali-cluster", "deletionLock", 0.0),
    setting("DB-06", "ali-cluster", "opts.protect", False),
    setting("DB-07", "ali-backups", "backupRetentionPeriod", 6.0),
    setting("DB-07", "ali-backups", "enableBackupLog", False),
    setting("DB-07", "ali-cluster-backups", "logBackupRetentionPeriod", 3.0),
    setting("DB-08", "ali-backups", "releasedKeepPolicy", "None"),
    setting("DB-08", "ali-cluster", "backupRetentionPolicyOnClusterDeletion", "NONE"),
    setting("DB-10", "ali-database", "autoUpgradeMinorVersion", "Manual"),
    setting("DB-20", "ali-database", "vswitchId", GONE),
    setting("DB-20", "ali-cluster", "vswitchId", GONE),
    setting("CA-01", "ali-cache", "tdeStatus", "disabled"),
    setting("CA-02", "ali-cache", "encryptionKey", GONE),
    setting("CA-03", "ali-cache", "sslEnabled", "Disable"),
    setting("CA-04", "ali-cache", "vpcAuthMode", "Close"),
    setting("CA-05", "ali-cache", "nodeType", "STAND_ALONE"),
    setting("CA-05", "ali-cache", "secondaryZoneId", GONE),
    setting("CA-05", "ali-cache", "secondaryZoneId", "eu-central-1a"),
    removing("CA-06", "ali-cache-backups"),
    setting("CA-08", "ali-cache", "vswitchId", ""),
    setting("CA-11", "ali-cache", "opts.protect", False),
]

BUCKETS = [
    removing("ST-01", "ali-files-private", "ST-12"),
    setting("ST-01", "ali-files-private", "blockPublicAccess", False, "ST-12"),
    setting("ST-02", "ali-files-acl", "acl", "public-read"),
    setting("ST-02", "ali-files-policy", "policy", PUBLIC, "ST-03"),
    setting("ST-02", "ali-files", "acl", "public-read"),
    setting("ST-02", "ali-files", "policy", PUBLIC),
    removing("ST-03", "ali-files-policy"),
    setting("ST-03", "ali-files-tls", "enable", False),
    setting("ST-03", "ali-files-tls", "tlsVersions", ["TLSv1.1", "TLSv1.2"]),
    removing("ST-04", "ali-files-encryption"),
    setting("ST-04", "ali-files-encryption", "sseAlgorithm", "AES256"),
    setting("ST-04", "ali-files-encryption", "kmsMasterKeyId", GONE),
    removing("ST-05", "ali-files-versioning"),
    setting("ST-05", "ali-files-versioning", "status", "Suspended"),
    removing("ST-06", "ali-files-logging"),
    setting("ST-08", "ali-files", "lifecycleRules", []),
    setting("ST-10", "ali-files", "forceDestroy", True),
    setting("ST-10", "ali-files", "opts.protect", False),
]

PARTS = [
    granting("IA-01", "*", "*", "IA-02", "IA-03", "IA-04", "IA-05", "IA-09"),
    granting("IA-02", "oss:*", "acs:oss:*:1:files/*"),
    granting("IA-03", "oss:GetObject", "*", "IA-05"),
    Break("IA-06", lambda stack: changed(changed(stack, *FULL_ACCESS), "ali-permission", "policyType", "System")),
    setting("IA-07", "ali-role", "assumeRolePolicyDocument", TRUSTS_ALL),
    granting("IA-09", "kms:Decrypt", "*", "IA-03"),
    granting("IA-09", "kms:Decrypt", "acs:kms:*:*:*"),
    setting("EC-01", "ali-configuration", "autoCreateEip", True),
    setting("EC-02", "ali-configuration", "containers.0.securityContextCapabilityAdds", ["SYS_ADMIN"]),
    setting("EC-02", "ali-configuration", "initContainers.0.securityContextCapabilityAdds", ["SYS_ADMIN"]),
    setting("EC-03", "ali-configuration", "containers.0.securityContextReadOnlyRootFileSystem", False),
    setting("EC-03", "ali-configuration", "initContainers.0.securityContextReadOnlyRootFileSystem", GONE),
    setting("EC-06", "ali-configuration", "containers.0.environmentVars.0.value", "hunter2"),
    setting(
        "EC-06", "ali-configuration", "initContainers.0.environmentVars.1.value", "postgresql://app:pw@db/app", "X-03"
    ),
    setting("EC-07", "ali-configuration", "enableSls", False),
    setting("EC-12", "ali-configuration", "ramRoleName", GONE),
    removing("EC-16", "ali-rollout"),
]

ENTRY = [
    removing("LB-01", "ali-redirect"),
    setting("LB-01", "ali-redirect", "ruleActions.0.type", "Rewrite"),
    setting("LB-02", "ali-https", "securityPolicyId", "tls_cipher_policy_1_0"),
    setting("LB-02", "ali-https", "securityPolicyId", GONE),
    setting("LB-04", "ali-entry", "accessLogConfig", GONE, "X-11"),
    setting("LB-05", "ali-entry", "deletionProtectionEnabled", False),
    setting("LB-06", "ali-entry", "zoneMappings", [{"zoneId": "a"}]),
    removing("ED-01", "ali-cdn-https"),
    setting("ED-02", "ali-cdn-tls", "functionArgs.0.argValue", "on"),
    setting("ED-04", "ali-cdn", "sources.0.port", 80.0),
    setting("ED-04", "ali-cdn-scheme", "functionArgs.1.argValue", "http"),
    removing("ED-05", "ali-cdn-private"),
    setting("ED-09", "ali-cdn-hsts", "functionArgs.1.argValue", ""),
]

OPERATIONS = [
    setting("KM-01", "ali-key", "automaticRotation", "Disabled"),
    setting("KM-01", "ali-key", "rotationInterval", GONE),
    setting("KM-03", "ali-key", "deletionProtection", "Disabled"),
    setting("KM-03", "ali-key", "pendingWindowInDays", GONE),
    setting("KM-03", "ali-key", "opts.protect", False),
    setting("KM-04", "ali-key", "status", "Disabled"),
    setting("SE-01", "ali-secret", "encryptionKeyId", GONE),
    setting("SE-03", "ali-secret", "forceDeleteWithoutRecovery", True),
    setting("SE-05", "ali-secret", "secretData", "open"),
    setting("SE-05", "ali-account", "accountPassword", "open"),
    setting("SE-05", "ali-cluster-account", "accountPassword", "open"),
    setting("SE-05", "ali-cache", "password", "open"),
    setting("LG-01", "ali-store", "retentionPeriod", GONE, "X-06"),
    setting("LG-02", "ali-store", "encryptConf.enable", False),
    setting("LG-03", "ali-alarm", "enabled", False),
    setting("LG-03", "ali-alarm", "contactGroups", [], "X-11"),
]

ALL = [*NETWORK, *DATA, *BUCKETS, *PARTS, *ENTRY, *OPERATIONS]
