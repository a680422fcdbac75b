"""Changes of caches that a rule must notice."""

from components.spec import Cloud
from policies.pack.resource import Resource
from tests.policies.building import GONE, Stack, made
from tests.policies.mutation import Mutation, of_type, otherwise, put, without
from tests.policies.mutations.database_alicloud import leads_out
from tests.policies.mutations.network import in_public_subnets

GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"
SUBNETS = "aws:elasticache/subnetGroup:SubnetGroup"
TAIR = "alicloud:redis/tairInstance:TairInstance"
REDIS = "alicloud:kvstore/instance:Instance"
BACKUPS = "alicloud:kvstore/backupPolicy:BackupPolicy"
AUDIT = "alicloud:kvstore/auditLogConfig:AuditLogConfig"
CONNECTION = "alicloud:kvstore/connection:Connection"


def changed(cloud: Cloud, rule: str, path: str, value: object, *also: str) -> Mutation:
    """The cache, with one property otherwise."""
    return otherwise(rule, GROUP if cloud == "aws" else TAIR, path, value, *also)


def _older(_stack: Stack) -> list[Resource]:
    """A cache of the older kind, as it should be."""
    inputs = {
        "tdeStatus": "Enabled",
        "encryptionKey": "key-1",
        "sslEnable": "Enable",
        "zoneId": "eu-central-1a",
        "secondaryZoneId": "eu-central-1b",
        "isAutoUpgradeOpen": "1",
        "vswitchId": "vsw-1",
        "securityIps": ["127.0.0.1"],
        "enableBackupLog": 1,
        "instanceReleaseProtection": True,
    }
    cache = made(REDIS, "older", inputs, protect=True)
    backed_up = {"backupPeriods": ["Monday"], "backupTime": "05:00Z-06:00Z"}
    return [
        cache,
        made(BACKUPS, "older-backups", backed_up, instanceId=cache),
        made(AUDIT, "older-audit", {"dbAudit": True, "retention": 30}, instanceId=cache),
    ]


def _leads_out(stack: Stack) -> Stack | None:
    return leads_out(stack) if of_type(stack, TAIR) else None


AWS = (
    changed("aws", "CA-01", "atRestEncryptionEnabled", False),
    changed("aws", "CA-02", "kmsKeyId", GONE),
    changed("aws", "CA-03", "transitEncryptionEnabled", False),
    changed("aws", "CA-03", "transitEncryptionMode", "preferred"),
    changed("aws", "CA-04", "authToken", GONE),
    changed("aws", "CA-05", "automaticFailoverEnabled", False),
    changed("aws", "CA-05", "multiAzEnabled", False),
    changed("aws", "CA-06", "snapshotRetentionLimit", 0),
    changed("aws", "CA-07", "autoMinorVersionUpgrade", False),
    Mutation(rule="CA-08", cloud="aws", change=lambda stack: in_public_subnets(stack, SUBNETS)),
    changed("aws", "CA-10", "logDeliveryConfigurations", []),
    changed("aws", "CA-11", "opts.protect", False),
)

ALICLOUD = (
    changed("alicloud", "CA-01", "tdeStatus", "disabled"),
    changed("alicloud", "CA-02", "encryptionKey", GONE),
    changed("alicloud", "CA-03", "sslEnabled", "Disable"),
    changed("alicloud", "CA-04", "vpcAuthMode", "Close"),
    changed("alicloud", "CA-05", "nodeType", "STAND_ALONE"),
    changed("alicloud", "CA-05", "secondaryZoneId", GONE),
    Mutation(rule="CA-06", cloud="alicloud", change=lambda stack: without(stack, BACKUPS)),
    otherwise("CA-06", BACKUPS, "backupTime"),
    Mutation(
        rule="CA-07",
        cloud="alicloud",
        type=REDIS,
        path="isAutoUpgradeOpen",
        value="0",
        adds=_older,
    ),
    changed("alicloud", "CA-08", "vswitchId", ""),
    Mutation(rule="CA-08", cloud="alicloud", change=_leads_out, also=frozenset({"NET-12", "DB-20"})),
    changed("alicloud", "CA-09", "securityIps", "127.0.0.1,0.0.0.0/0"),
    Mutation(rule="CA-09", cloud="alicloud", change=lambda stack: put(stack, made(CONNECTION, "public", {}))),
    Mutation(rule="CA-10", cloud="alicloud", type=AUDIT, path="dbAudit", value=False, adds=_older),
    changed("alicloud", "CA-11", "opts.protect", False),
    Mutation(rule="CA-11", cloud="alicloud", type=REDIS, path="instanceReleaseProtection", value=False, adds=_older),
)

MUTATIONS = (*AWS, *ALICLOUD)
