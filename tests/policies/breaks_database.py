"""How the rules about clusters, and about the upkeep of databases, are broken."""

from tests.policies.breaks import Break, adding, linking, removing, setting
from tests.policies.building import GONE, Stack, changed, relinked

BOTH = ("database", "aurora")
MEMBERS = ("database", "aurora-1")
NOTHING_RECORDED = [{"name": "rds.force_ssl", "value": "1"}]


def each(names: tuple[str, ...], rule: str, path: str, value: object, *also: str) -> list[Break]:
    return [setting(rule, name, path, value, *also) for name in names]


CLUSTERS = [
    setting("DB-01", "aurora-1", "publiclyAccessible", True),
    setting("DB-02", "aurora", "storageEncrypted", False, "DB-25"),
    setting("DB-03", "aurora", "kmsKeyId", GONE),
    setting("DB-04", "aurora-parameters", "parameters", [], "DB-12"),
    linking("DB-04", "aurora", "dbClusterParameterGroupName", also=("DB-12",)),
    removing("DB-05", "aurora-2"),
    setting("DB-06", "aurora", "deletionProtection", False),
    setting("DB-06", "aurora", "opts.protect", False),
    setting("DB-07", "aurora", "backupRetentionPeriod", 1.0),
    setting("DB-08", "aurora", "skipFinalSnapshot", True),
    setting("DB-08", "aurora", "finalSnapshotIdentifier", GONE),
    *each(BOTH, "DB-08", "deleteAutomatedBackups", True),
    setting("DB-10", "aurora-1", "autoMinorVersionUpgrade", False),
    setting("DB-11", "aurora", "enabledCloudwatchLogsExports", []),
    linking("DB-20", "aurora", "dbSubnetGroupName"),
]

UPKEEP = [
    *each(BOTH, "DB-09", "iamDatabaseAuthenticationEnabled", GONE),
    *(setting("DB-12", group, "parameters", NOTHING_RECORDED) for group in ("parameters", "aurora-parameters")),
    setting("DB-12", "parameters", "parameters.3.value", "-1"),
    *each(MEMBERS, "DB-14", "monitoringInterval", 0.0),
    *each(MEMBERS, "DB-14", "monitoringRoleArn", GONE),
    *each(MEMBERS, "DB-15", "performanceInsightsEnabled", False),
    *each(MEMBERS, "DB-15", "performanceInsightsKmsKeyId", GONE),
    *each(BOTH, "DB-16", "copyTagsToSnapshot", False),
    *each(BOTH, "DB-17", "port", 5432.0),
    setting("DB-17", "database", "port", GONE),
    setting("DB-18", "database", "username", "postgres"),
    setting("DB-18", "aurora", "masterUsername", "root"),
    linking("DB-19", "database", "password"),
    linking("DB-19", "aurora", "masterPassword", "key"),
    removing("DB-21", "events"),
    linking("DB-21", "aurora-events", "sourceIds", "database"),
    setting("DB-21", "aurora-events", "eventCategories", ["failure"]),
    setting("DB-21", "events", "enabled", False),
    setting("DB-22", "database", "engineVersion", "13.2"),
    setting("DB-22", "aurora", "engineVersion", "11.9"),
    setting("DB-22", "database", "caCertIdentifier", "rds-ca-2019"),
    setting("DB-22", "aurora-1", "caCertIdentifier", "rds-ca-2019"),
    setting("DB-23", "proxy", "requireTls", GONE),
    setting("DB-24", "database", "maintenanceWindow", GONE),
    setting("DB-24", "database", "maxAllocatedStorage", GONE),
    setting("DB-25", "snapshot", "sharedAccounts", ["all"]),
    setting("DB-25", "aurora-snapshot", "sharedAccounts", ["111122223333", "all"]),
    setting("CA-10", "cache", "logDeliveryConfigurations", [{"logType": "slow-log"}]),
]

PUBLIC_ADDRESS = ("ali-endpoint-read", "ali-endpoint-write", "ali-endpoint-address")
ALI_ENDPOINTS = ("ali-endpoint-read", "ali-endpoint-write")
ACCOUNTS = ("ali-account", "ali-cluster-account")
GATEWAY = ("ali-data-route", "nexthopType", "Ipv4Gateway")


def exposed(rule: str, name: str, *also: str) -> Break:
    """Moved into a vSwitch that an IPv4 gateway serves, where the older cache is too."""
    return Break(
        rule,
        lambda stack: changed(relinked(stack, name, "vswitchId", "ali-data"), *GATEWAY),
        frozenset({"NET-12", "CA-08", "DB-20", *also} - {rule}),
    )


def _by_a_group_that_records_nothing(stack: Stack) -> Stack:
    stack = relinked(stack, "ali-database", "dbParamGroupId", "ali-parameters")
    return changed(stack, "ali-parameters", "paramDetails.0.paramValue", "off")


ALICLOUD = [
    adding("DB-01", "alicloud:rds/connection:Connection", {}),
    setting("DB-01", "ali-cluster", "securityIps", ["0.0.0.0/0"]),
    *each(PUBLIC_ADDRESS, "DB-01", "netType", "Public"),
    *each(ALI_ENDPOINTS, "DB-04", "sslEnabled", "Disable"),
    exposed("DB-20", "ali-database"),
    exposed("DB-20", "ali-cluster"),
    setting("DB-11", "ali-database", "sqlCollectorStatus", GONE),
    setting("DB-11", "ali-cluster", "collectorStatus", "Disabled"),
    setting("DB-12", "ali-database", "parameters.2.value", "off"),
    Break("DB-12", _by_a_group_that_records_nothing),
    setting("DB-13", "ali-database", "sqlCollectorConfigValue", 30.0),
    setting("DB-14", "ali-database", "monitoringPeriod", 300.0),
    setting("DB-17", "ali-database", "port", "5432"),
    *each(ACCOUNTS, "DB-18", "accountName", "root"),
    setting("DB-18", "ali-account", "name", "postgres"),
    linking("DB-19", "ali-account", "accountPassword"),
    linking("DB-19", "ali-cluster-account", "accountPassword"),
    removing("DB-21", "ali-database-alarm"),
    removing("DB-21", "ali-cluster-alarm"),
    setting("DB-22", "ali-database", "engineVersion", "12.0"),
    setting("DB-22", "ali-cluster", "dbVersion", "11"),
    setting("DB-23", "ali-proxy", "dbProxySslEnabled", "Close"),
    setting("DB-24", "ali-database", "maintainTime", GONE),
    setting("DB-24", "ali-cluster", "maintainTime", GONE),
    setting("DB-24", "ali-database", "storageAutoScale", "Disable"),
]

REDIS = [
    setting("CA-01", "ali-redis", "tdeStatus", GONE),
    setting("CA-02", "ali-redis", "encryptionKey", GONE),
    setting("CA-03", "ali-redis", "sslEnable", "Disable"),
    setting("CA-04", "ali-redis", "vpcAuthMode", "Close"),
    setting("CA-05", "ali-redis", "nodeType", "single"),
    setting("CA-05", "ali-redis", "secondaryZoneId", GONE),
    setting("CA-06", "ali-cache-backups", "backupPeriods", []),
    setting("CA-06", "ali-redis-backups", "backupTime", GONE),
    setting("CA-06", "ali-redis", "enableBackupLog", 0.0),
    setting("CA-07", "ali-redis", "isAutoUpgradeOpen", "0"),
    setting("CA-08", "ali-redis", "vswitchId", ""),
    exposed("CA-08", "ali-cache"),
    setting("CA-08", "ali-data-route", "nexthopType", "Ipv4Gateway", "NET-12", "DB-20"),
    adding("CA-09", "alicloud:kvstore/connection:Connection", {}),
    setting("CA-09", "ali-redis", "enablePublic", True),
    setting("CA-09", "ali-redis", "securityIps", ["0.0.0.0/0"]),
    setting("CA-09", "ali-cache", "securityIps", "127.0.0.1,0.0.0.0/0"),
    removing("CA-10", "ali-cache-audit"),
    setting("CA-10", "ali-redis-audit", "dbAudit", False),
    setting("CA-10", "ali-redis-audit", "retention", GONE),
    setting("CA-11", "ali-redis", "instanceReleaseProtection", False),
    setting("CA-11", "ali-redis", "opts.protect", False),
]
