"""Containers on Alibaba Cloud: in a scaling group, in a group of their own, or as an application of SAE."""

from collections.abc import Mapping

from policies.pack.checks import Applies, Requirement, ResourceCheck, StackCheck
from policies.pack.predicates import Predicate, Verdict, differs_from, equals, is_absent, is_set
from policies.pack.values import Marker, has_unknown
from policies.rules.container_users import not_root
from policies.rules.images import own_and_pinned
from policies.rules.plain_secrets import OpenVariables

ROLE = "alicloud:ram/role:Role"
CONFIGURATION = "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration"
CONTAINER_GROUP = "alicloud:eci/containerGroup:ContainerGroup"
APPLICATION = "alicloud:sae/application:Application"
EVERY_CONTAINER = ("containers[]", "initContainers[]")


def _ships_to_a_store() -> Predicate:
    """A container with a variable `aliyun_logs_<store>`: its output goes there."""

    def test(variables: object) -> Verdict:
        listed = variables if isinstance(variables, list) else []
        keys = [item.get("key") for item in listed if isinstance(item, dict)]
        if any(isinstance(key, str) and key.startswith("aliyun_logs_") for key in keys):
            return True
        return Marker.UNKNOWN if has_unknown(listed) else False

    return Predicate("a log store", test, lambda _: "without a variable aliyun_logs_<store>")


def _asked_where_it_listens() -> Predicate:
    """A container that, if it has ports, has a probe of each kind."""

    def test(container: object) -> Verdict:
        named = container if isinstance(container, dict) else {}
        ports = named.get("ports")
        if not ports:
            return True
        asked = all(
            any(str(key).startswith(kind) and "Probe" in str(key) for key, value in named.items() if value)
            for kind in ("liveness", "readiness")
        )
        return True if asked else Marker.UNKNOWN if ports is Marker.UNKNOWN else False

    return Predicate("a container with livenessProbe and readinessProbe", test, lambda _: "without both probes")


def _every(path: str, predicate: Predicate, remedy: str = "") -> tuple[Requirement, ...]:
    """The predicate on a property of each container of a scaling group, those that run first among them."""
    return tuple(Requirement(CONFIGURATION, f"{each}.{path}", predicate, remedy) for each in EVERY_CONTAINER)


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "EC-02": (
        *_every("securityContextCapabilityAdds", is_absent(), "remove it"),
        *(
            Requirement(CONTAINER_GROUP, f"{each}.securityContexts[].privileged", differs_from(True), "remove it")
            for each in EVERY_CONTAINER
        ),
    ),
    "EC-03": _every("securityContextReadOnlyRootFileSystem", equals(True)),
    "EC-04": (
        Requirement(
            CONFIGURATION, "containers[].securityContextRunAsUser", not_root(), "set it to a number other than 0"
        ),
    ),
    "EC-06": (
        *(OpenVariables(CONFIGURATION, f"{each}.environmentVars[]", name="key") for each in EVERY_CONTAINER),
        OpenVariables(APPLICATION, "envs{}[]", name="name"),
    ),
    "EC-07": (
        Requirement(CONFIGURATION, "enableSls", equals(True)),
        Requirement(
            CONFIGURATION, "containers[].environmentVars", _ships_to_a_store(), "add the variable aliyun_logs_<store>"
        ),
        Requirement(APPLICATION, "slsConfigs", is_set(), "name the project and the store"),
    ),
    "EC-12": (
        Requirement(CONFIGURATION, "ramRoleName", is_set(), "set it to the name of the part's role", proof=ROLE),
        Requirement(
            APPLICATION,
            "acrAssumeRoleArn",
            is_set(),
            "set it to the ARN of a role that may pull the image",
            when=Applies("acrInstanceId", is_set()),
            proof=ROLE,
        ),
    ),
    "EC-13": (*_every("image", own_and_pinned()), Requirement(APPLICATION, "imageUrl", own_and_pinned())),
    "EC-14": (
        Requirement(CONFIGURATION, "cpu", is_set(), "set the processors that it may take"),
        Requirement(CONFIGURATION, "memory", is_set(), "set the GiB that it may take"),
        Requirement(CONFIGURATION, "containers[]", _asked_where_it_listens(), "add both probes"),
        Requirement(APPLICATION, "livenessV2", is_set(), "say how to ask whether it lives"),
        Requirement(APPLICATION, "readinessV2", is_set(), "say how to ask whether it may get requests"),
    ),
}
