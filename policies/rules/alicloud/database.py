"""Databases on Alibaba Cloud: private, encrypted on disk and on the wire, in two zones."""

from collections.abc import Mapping

from policies.pack.checks import Forbidden, Requirement, ResourceCheck, StackCheck, on_each
from policies.pack.predicates import Predicate, differs_from, equals, is_set, one_of
from policies.pack.values import Marker
from policies.rules.alicloud.admission import private_address
from policies.rules.alicloud.stores import IN_SWITCH, KEY, OWN_KEY, POLARDB, RDS, SWITCH, key_but
from policies.rules.alicloud.zones import SECOND_ZONE, two_zones
from policies.rules.routes import ALICLOUD, in_private_subnets

ENDPOINTS = ("alicloud:polardb/endpoint:Endpoint", "alicloud:polardb/primaryEndpoint:PrimaryEndpoint")
ADDRESS = "alicloud:polardb/endpointAddress:EndpointAddress"


def _standby() -> Predicate:
    """A whole cluster with a standby in another zone."""

    def test(cluster: object) -> bool | Marker:
        properties = cluster if isinstance(cluster, dict) else {}
        hot, zone = properties.get("hotStandbyCluster"), properties.get("standbyAz", Marker.MISSING)
        if hot == "ON" or (zone is not Marker.UNKNOWN and is_set().test(zone) is True):
            return True
        return Marker.UNKNOWN if Marker.UNKNOWN in (hot, zone) else False

    return Predicate("ON", test, lambda _: "without a standby in another zone")


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "DB-01": (
        Requirement(RDS, "securityIps[]", private_address(), "admit security groups instead"),
        Forbidden("alicloud:rds/connection:Connection", "remove it: it gives the database a public address"),
        Requirement(POLARDB, "securityIps[]", private_address(), "admit security groups instead"),
        Requirement(POLARDB, "dbClusterIpArrays[].securityIps[]", private_address(), "admit security groups instead"),
        *on_each((ADDRESS, *ENDPOINTS), "netType", differs_from("Public"), "set it to Private"),
    ),
    "DB-02": (
        Requirement(RDS, "encryptionKey", key_but("disabled"), OWN_KEY, proof=KEY),
        Requirement(POLARDB, "tdeStatus", equals("Enabled")),
    ),
    "DB-03": (
        Requirement(RDS, "encryptionKey", key_but("disabled", "ServiceKey"), OWN_KEY, proof=KEY),
        Requirement(POLARDB, "encryptionKey", is_set(), OWN_KEY, proof=KEY),
    ),
    "DB-04": (
        Requirement(RDS, "sslAction", equals("Open")),
        Requirement(RDS, "pgHbaConfs[].type", equals("hostssl")),
        *on_each(ENDPOINTS, "sslEnabled", differs_from("Disable"), "set it to Enable"),
    ),
    "DB-05": (
        Requirement(RDS, "category", one_of("HighAvailability", "cluster")),
        Requirement(RDS, "", two_zones("zoneIdSlaveA"), SECOND_ZONE, proof=SWITCH, label="zoneIdSlaveA"),
        Requirement(POLARDB, "", _standby(), "set it to ON", label="hotStandbyCluster"),
    ),
    "DB-20": (
        *on_each((RDS, POLARDB), "vswitchId", is_set(), IN_SWITCH, proof=SWITCH),
        *(in_private_subnets(store, "vswitchId", ALICLOUD, of_stack=False) for store in (RDS, POLARDB)),
    ),
}
