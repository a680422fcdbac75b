"""Databases on Alibaba Cloud: that nothing in them is lost."""

from collections.abc import Mapping

from policies.pack.checks import PROTECTED, Requirement, ResourceCheck, StackCheck, on_each
from policies.pack.joins import Companion, Demand
from policies.pack.predicates import at_least, equals, one_of
from policies.rules.alicloud.stores import POLARDB, PROTECT, RDS

RDS_BACKUPS = "alicloud:rds/backupPolicy:BackupPolicy"
SHORTEST_BACKUP_DAYS = 7

CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "DB-06": (
        Requirement(RDS, "deletionProtection", equals(True)),
        Requirement(POLARDB, "deletionLock", at_least(1)),
        *on_each((RDS, POLARDB), PROTECTED, equals(True), PROTECT),
    ),
    "DB-07": (
        Companion(
            RDS,
            RDS_BACKUPS,
            "instanceId",
            (Demand("backupRetentionPeriod", at_least(SHORTEST_BACKUP_DAYS)), Demand("enableBackupLog", equals(True))),
        ),
        Companion(
            POLARDB,
            "alicloud:polardb/backupPolicy:BackupPolicy",
            "dbClusterId",
            (Demand("logBackupRetentionPeriod", at_least(SHORTEST_BACKUP_DAYS)),),
        ),
    ),
    "DB-08": (
        Requirement(RDS_BACKUPS, "releasedKeepPolicy", one_of("Lastest", "All")),
        Requirement(POLARDB, "backupRetentionPolicyOnClusterDeletion", one_of("LATEST", "ALL")),
    ),
}
