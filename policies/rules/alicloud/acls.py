"""Network ACLs on Alibaba Cloud."""

from collections.abc import Mapping

from policies.pack.checks import Requirement, ResourceCheck, StackCheck
from policies.pack.predicates import is_set
from policies.rules.openings import nothing_from_internet_to_administration

ACL = "alicloud:vpc/networkAcl:NetworkAcl"

CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "NET-09": (
        Requirement(
            ACL,
            "ingressAclEntries[]",
            nothing_from_internet_to_administration(),
            "admit a private range, or name other ports",
        ),
    ),
    "NET-10": (
        Requirement(ACL, "resources", is_set(), "name the vSwitches that it guards, or remove it"),
        Requirement(ACL, "ingressAclEntries", is_set(), "say what may come in"),
    ),
}
