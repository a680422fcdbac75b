"""Databases and caches on Alibaba Cloud."""

import ipaddress
from collections.abc import Mapping

from policies.pack.checks import PROTECTED, Requirement, ResourceCheck, StackCheck
from policies.pack.joins import Companion, Demand
from policies.pack.predicates import Predicate, Verdict, at_least, equals, is_set, one_of
from policies.pack.values import Marker

RDS = "alicloud:rds/instance:Instance"
RDS_BACKUPS = "alicloud:rds/backupPolicy:BackupPolicy"
POLARDB = "alicloud:polardb/cluster:Cluster"
TAIR = "alicloud:redis/tairInstance:TairInstance"
KEY = "alicloud:kms/key:Key"
SWITCH = "alicloud:vpc/switch:Switch"
SHORTEST_BACKUP_DAYS = 7
PROTECT = "set the resource option protect to true"
SECOND_ZONE = "name a second zone"
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


def _set_but(*refused: str) -> Predicate:
    """Present, and none of these texts, by which the cloud means something else than a key."""

    def test(value: object) -> bool:
        return is_set().test(value) is True and value not in refused

    return Predicate(f"a key, not {' or '.join(refused)}", test)


def _two_zones(second: str) -> Predicate:
    """A second zone, named in this property, that is not the first."""

    def test(properties: object) -> Verdict:
        found = properties if isinstance(properties, dict) else {}
        zones = [found.get("zoneId", Marker.MISSING), found.get(second, Marker.MISSING)]
        if is_set().test(zones[1]) is not True:
            return False
        return Marker.UNKNOWN if Marker.UNKNOWN in zones else zones[0] != zones[1]

    return Predicate("two zones", test, lambda _: "in one zone")


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "DB-01": (
        Requirement(RDS, "securityIps[]", _private_address(), "admit security groups instead"),
        Requirement(POLARDB, "dbClusterIpArrays[].securityIps[]", _private_address(), "admit security groups instead"),
    ),
    "DB-02": (
        Requirement(RDS, "encryptionKey", _set_but("disabled"), OWN_KEY, proof=KEY),
        Requirement(POLARDB, "tdeStatus", equals("Enabled")),
    ),
    "DB-03": (
        Requirement(RDS, "encryptionKey", _set_but("disabled", "ServiceKey"), OWN_KEY, proof=KEY),
        Requirement(POLARDB, "encryptionKey", is_set(), OWN_KEY, proof=KEY),
    ),
    "DB-04": (
        Requirement(RDS, "sslAction", equals("Open")),
        Requirement(RDS, "pgHbaConfs[].type", equals("hostssl")),
    ),
    "DB-05": (
        Requirement(RDS, "category", one_of("HighAvailability", "cluster")),
        Requirement(RDS, "", _two_zones("zoneIdSlaveA"), SECOND_ZONE, proof=SWITCH, label="zoneIdSlaveA"),
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
        Requirement(TAIR, "", _two_zones("secondaryZoneId"), SECOND_ZONE, proof=SWITCH, label="secondaryZoneId"),
    ),
    "CA-06": (Companion(TAIR, "alicloud:kvstore/backupPolicy:BackupPolicy", "instanceId"),),
    "CA-08": (Requirement(TAIR, "vswitchId", is_set(), IN_SWITCH, proof=SWITCH),),
    "CA-11": (Requirement(TAIR, PROTECTED, equals(True), PROTECT),),
}
