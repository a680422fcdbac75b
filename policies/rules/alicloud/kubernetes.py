"""Kubernetes clusters on Alibaba Cloud, where a program makes one."""

from collections.abc import Mapping

from policies.pack.checks import Requirement, ResourceCheck, StackCheck
from policies.pack.predicates import Predicate, Verdict, count_at_least, differs_from, equals, is_set
from policies.pack.values import Marker, has_unknown

CLUSTER = "alicloud:cs/managedKubernetes:ManagedKubernetes"
NODES = "alicloud:cs/nodePool:NodePool"
FEWEST_ZONES = 2


def _judges_pods() -> Predicate:
    """Among the add-ons one that enforces network policies."""

    def test(addons: object) -> Verdict:
        listed = addons if isinstance(addons, list) else []
        names = [item.get("name") for item in listed if isinstance(item, dict)]
        if any(isinstance(name, str) and name.startswith("terway") for name in names):
            return True
        return Marker.UNKNOWN if has_unknown(listed) or addons is Marker.UNKNOWN else False

    return Predicate("a list with terway-eniip", test)


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "EC-17": (
        Requirement(CLUSTER, "slbInternetEnabled", equals(False)),
        Requirement(
            CLUSTER, "encryptionProviderKey", is_set(), "set it to the stack's key", proof="alicloud:kms/key:Key"
        ),
        Requirement(CLUSTER, "disableEncryption", differs_from(True), "set it to false"),
        Requirement(CLUSTER, "auditLogConfig.enabled", equals(True)),
        Requirement(CLUSTER, "enableRrsa", equals(True)),
        Requirement(CLUSTER, "deletionProtection", equals(True)),
        Requirement(CLUSTER, "addons", _judges_pods(), "install terway-eniip with network policies"),
        Requirement(NODES, "management.enable", equals(True)),
        Requirement(NODES, "instanceMetadataOptions.httpTokens", equals("required")),
        Requirement(NODES, "systemDiskEncrypted", equals(True)),
        Requirement(NODES, "vswitchIds", count_at_least(FEWEST_ZONES), "name vSwitches of two zones"),
    ),
}
