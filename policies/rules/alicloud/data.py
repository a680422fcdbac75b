"""Databases and caches on Alibaba Cloud."""

import ipaddress
from collections.abc import Mapping

from policies.pack.checks import PROTECTED, Requirement, ResourceCheck, StackCheck
from policies.pack.joins import Companion, Demand
from policies.pack.predicates import Predicate, at_least, differs_from, equals, is_set, one_of

RDS = "alicloud:rds/instance:Instance"
RDS_BACKUPS = "alicloud:rds/backupPolicy:BackupPolicy"
POLARDB = "alicloud:polardb/cluster:Cluster"
TAIR = "alicloud:redis/tairInstance:TairInstance"
KEY = "alicloud:kms/key:Key"
SWITCH = "alicloud:vpc/switch:Switch"
SHORTEST_BACKUP_DAYS = 7
PROTECT = "set the resource option protect to true"
OWN_KEY = "set it to the stack's key"
IN_SWITCH = "name a vSwitch of the stack"


def _private_address() -> Predicate:
    """An address or range of private networks, or of the machine itself."""

    def test(text: object) -> bool:
        try:
            return ipaddress.ip_network(str(text), strict=False).is_private
        except ValueError:
            return False

    return Predicate("a private address", test)


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "DB-01": (
        Requirement(RDS, "securityIps[]", _private_address(), "admit security groups instead"),
        Requirement(POLARDB, "dbClusterIpArrays[].securityIps[]", _private_address(), "admit security groups instead"),
    ),
    "DB-02": (
        Requirement(RDS, "roleArn", is_set(), "name the role with which RDS uses the key"),
        Requirement(POLARDB, "tdeStatus", equals("Enabled")),
    ),
    "DB-03": (
        Requirement(RDS, "encryptionKey", is_set(), OWN_KEY, proof=KEY),
        Requirement(RDS, "encryptionKey", differs_from("ServiceKey"), OWN_KEY, proof=KEY),
        Requirement(POLARDB, "encryptionKey", is_set(), OWN_KEY, proof=KEY),
    ),
    "DB-04": (
        Requirement(RDS, "sslAction", equals("Open")),
        Requirement(RDS, "pgHbaConfs[].type", equals("hostssl")),
    ),
    "DB-05": (
        Requirement(RDS, "category", one_of("HighAvailability", "cluster")),
        Requirement(RDS, "zoneIdSlaveA", is_set(), "name a second zone", proof=SWITCH),
        Requirement(POLARDB, "hotStandbyCluster", equals("ON")),
    ),
    "DB-06": (
        Requirement(RDS, "deletionProtection", equals(True)),
        Requirement(RDS, PROTECTED, equals(True), PROTECT),
        Requirement(POLARDB, "deletionLock", at_least(1)),
        Requirement(POLARDB, PROTECTED, equals(True), PROTECT),
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
    "DB-10": (Requirement(RDS, "autoUpgradeMinorVersion", equals("Auto")),),
    "DB-20": (
        Requirement(RDS, "vswitchId", is_set(), IN_SWITCH, proof=SWITCH),
        Requirement(POLARDB, "vswitchId", is_set(), IN_SWITCH, proof=SWITCH),
    ),
    "CA-01": (Requirement(TAIR, "tdeStatus", equals("enabled")),),
    "CA-02": (Requirement(TAIR, "encryptionKey", is_set(), OWN_KEY, proof=KEY),),
    "CA-03": (Requirement(TAIR, "sslEnabled", equals("Enable")),),
    "CA-04": (Requirement(TAIR, "vpcAuthMode", equals("Open")),),
    "CA-05": (
        Requirement(TAIR, "nodeType", equals("MASTER_SLAVE")),
        Requirement(TAIR, "secondaryZoneId", is_set(), "name a second zone", proof=SWITCH),
    ),
    "CA-06": (Companion(TAIR, "alicloud:kvstore/backupPolicy:BackupPolicy", "instanceId"),),
    "CA-08": (Requirement(TAIR, "vswitchId", is_set(), IN_SWITCH, proof=SWITCH),),
    "CA-11": (Requirement(TAIR, PROTECTED, equals(True), PROTECT),),
}
