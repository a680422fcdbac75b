"""Caches on Alibaba Cloud: Tair, and Redis of the older service."""

from collections.abc import Mapping

from policies.pack.checks import PROTECTED, Forbidden, Requirement, ResourceCheck, StackCheck, on_each
from policies.pack.joins import Companion, Demand
from policies.pack.predicates import absent_or_one_of, at_least, differs_from, equals, is_set, one_of
from policies.rules.alicloud.admission import private_address, private_addresses
from policies.rules.alicloud.stores import CACHES, IN_SWITCH, KEY, OWN_KEY, PROTECT, REDIS, SWITCH, TAIR
from policies.rules.alicloud.zones import SECOND_ZONE, two_zones
from policies.rules.routes import ALICLOUD, in_private_subnets

BACKUPS = "alicloud:kvstore/backupPolicy:BackupPolicy"
AUDIT = "alicloud:kvstore/auditLogConfig:AuditLogConfig"
AUDIT_COSTS = "the audit log of Tair is billed by the gigabyte and hour; slow queries are kept without it"
GROUPS = "admit security groups instead"

CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "CA-01": (
        Requirement(TAIR, "tdeStatus", equals("enabled")),
        Requirement(REDIS, "tdeStatus", equals("Enabled")),
    ),
    "CA-02": on_each(CACHES, "encryptionKey", is_set(), OWN_KEY, proof=KEY),
    "CA-03": (
        Requirement(TAIR, "sslEnabled", equals("Enable")),
        Requirement(REDIS, "sslEnable", equals("Enable")),
    ),
    "CA-04": (
        Requirement(TAIR, "vpcAuthMode", equals("Open")),
        Requirement(REDIS, "vpcAuthMode", absent_or_one_of("Open")),
    ),
    "CA-05": (
        Requirement(TAIR, "nodeType", equals("MASTER_SLAVE")),
        Requirement(REDIS, "nodeType", absent_or_one_of("MASTER_SLAVE", "double"), "leave it out"),
        *(
            Requirement(cache, "", two_zones("secondaryZoneId"), SECOND_ZONE, proof=SWITCH, label="secondaryZoneId")
            for cache in CACHES
        ),
    ),
    "CA-06": (
        *(
            Companion(
                cache,
                BACKUPS,
                "instanceId",
                (
                    Demand("backupPeriods", is_set(), "name the days"),
                    Demand("backupTime", is_set(), "name the hour"),
                ),
            )
            for cache in CACHES
        ),
        Requirement(REDIS, "enableBackupLog", at_least(1), "set it to 1"),
    ),
    "CA-07": (Requirement(REDIS, "isAutoUpgradeOpen", one_of("1", "true")),),
    "CA-08": (
        *on_each(CACHES, "vswitchId", is_set(), IN_SWITCH, proof=SWITCH),
        *(in_private_subnets(cache, "vswitchId", ALICLOUD, of_stack=False) for cache in CACHES),
    ),
    "CA-09": (
        Forbidden("alicloud:kvstore/connection:Connection", "remove it: it gives the cache a public address"),
        Requirement(REDIS, "enablePublic", differs_from(True), "remove it"),
        Requirement(REDIS, "securityIps[]", private_address(), GROUPS),
        Requirement(TAIR, "securityIps", private_addresses(), GROUPS),
    ),
    "CA-10": tuple(
        Companion(
            cache,
            AUDIT,
            "instanceId",
            (Demand("dbAudit", equals(True)), Demand("retention", at_least(1), "set the days to keep them")),
        )
        for cache in CACHES
    ),
    "CA-11": (
        Requirement(REDIS, "instanceReleaseProtection", equals(True)),
        *on_each(CACHES, PROTECTED, equals(True), PROTECT),
    ),
}
