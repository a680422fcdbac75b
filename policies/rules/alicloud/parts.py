"""Identities and containers on Alibaba Cloud."""

from collections.abc import Mapping

from policies.pack.checks import Applies, Requirement, ResourceCheck, StackCheck
from policies.pack.graph import Graph
from policies.pack.joins import Companion
from policies.pack.predicates import Predicate, differs_from, equals, is_absent, is_set
from policies.pack.resource import Resource
from policies.pack.values import Marker
from policies.rules.plain_secrets import OpenVariables
from policies.rules.statements import (
    no_decryption_with_every_key,
    no_grant_of_a_service,
    no_grant_of_everything,
    resources_are_named,
    trusted_narrowly,
)

ROLE = "alicloud:ram/role:Role"
CONFIGURATION = "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration"
GROUP = "alicloud:ess/scalingGroup:ScalingGroup"
EVERY_CONTAINER = ("containers[]", "initContainers[]")


def _every_statement(predicate: Predicate, remedy: str) -> tuple[Requirement, ...]:
    return (Requirement("alicloud:ram/policy:Policy", "policyDocument{}.Statement[]", predicate, remedy),)


def _own_policy() -> Predicate:
    """No policy of the cloud's that gives everything, or everything of a service."""

    def test(name: object) -> bool:
        return not (isinstance(name, str) and (name == "AdministratorAccess" or name.endswith("FullAccess")))

    return Predicate("a policy of the stack's own", test)


def _of_a_job(_graph: Graph, group: Resource) -> bool:
    """Whether a group is, or may be, empty until it is started: there is nothing to roll out to."""
    sizes = (group.properties.get("minSize"), group.properties.get("maxSize"))
    return all(size in (wanted, Marker.UNKNOWN) for size, wanted in zip(sizes, (0, 1), strict=True))


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "IA-01": _every_statement(no_grant_of_everything(), "name the actions and the resources"),
    "IA-02": _every_statement(no_grant_of_a_service(), "name the actions"),
    "IA-03": _every_statement(resources_are_named(), "name the resources"),
    "IA-06": (
        Requirement(
            "alicloud:ram/rolePolicyAttachment:RolePolicyAttachment",
            "policyName",
            _own_policy(),
            "attach a policy of the stack's own",
            when=Applies("policyType", equals("System")),
        ),
    ),
    "IA-07": (
        Requirement(ROLE, "assumeRolePolicyDocument{}.Statement[]", trusted_narrowly(), "name who may assume the role"),
    ),
    "IA-09": _every_statement(no_decryption_with_every_key(), "name the keys"),
    "EC-01": (Requirement(CONFIGURATION, "autoCreateEip", differs_from(True), "set it to false"),),
    "EC-02": tuple(
        Requirement(CONFIGURATION, f"{containers}.securityContextCapabilityAdds", is_absent(), "remove it")
        for containers in EVERY_CONTAINER
    ),
    "EC-03": tuple(
        Requirement(CONFIGURATION, f"{containers}.securityContextReadOnlyRootFileSystem", equals(True))
        for containers in EVERY_CONTAINER
    ),
    "EC-06": tuple(
        OpenVariables(CONFIGURATION, f"{containers}.environmentVars[]", name="key") for containers in EVERY_CONTAINER
    ),
    "EC-07": (Requirement(CONFIGURATION, "enableSls", equals(True)),),
    "EC-12": (
        Requirement(CONFIGURATION, "ramRoleName", is_set(), "set it to the name of the part's role", proof=ROLE),
    ),
    "EC-16": (Companion(GROUP, "alicloud:oos/execution:Execution", "parameters", exempt=_of_a_job),),
}
