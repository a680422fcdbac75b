"""Security groups on Alibaba Cloud."""

from collections.abc import Mapping

from policies.pack.checks import Requirement, ResourceCheck, StackCheck
from policies.pack.predicates import is_set

CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "NET-08": (
        Requirement("alicloud:ecs/securityGroup:SecurityGroup", "description", is_set(), "say what it is for"),
        Requirement("alicloud:ecs/securityGroupRule:SecurityGroupRule", "description", is_set(), "say what it is for"),
    ),
}
