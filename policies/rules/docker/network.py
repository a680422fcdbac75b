"""Networks on a Docker host."""

from collections.abc import Mapping

from policies.pack.checks import Requirement, ResourceCheck, StackCheck
from policies.pack.joins import Demand, Where
from policies.pack.predicates import Predicate, Verdict, differs_from
from policies.pack.values import Marker
from policies.rules.docker.data_networks import data_network_is_internal
from policies.rules.docker.kinds import CONTAINER
from policies.rules.docker.ports import no_high_risk_port, only_on_loopback, web_or_on_loopback
from policies.rules.docker.stores import store

LOOPBACK = "set ip to 127.0.0.1"


def _network_of_its_own() -> Predicate:
    """A whole container on named networks, on another container's, or on none: not on the default bridge."""

    def test(container: object) -> Verdict:
        properties = container if isinstance(container, dict) else {}
        attached, mode = properties.get("networksAdvanced"), properties.get("networkMode", Marker.MISSING)
        if attached is Marker.UNKNOWN or (isinstance(attached, list) and attached):
            return True
        if mode is Marker.UNKNOWN:
            return Marker.UNKNOWN
        return isinstance(mode, str) and mode not in ("", "bridge", "default")

    return Predicate("a network of the stack's own", test, lambda _: "the default bridge")


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "NET-01": (
        Requirement(
            CONTAINER,
            "",
            _network_of_its_own(),
            "name networks of the stack under networksAdvanced",
            label="networksAdvanced",
        ),
    ),
    "NET-04": (
        Requirement(CONTAINER, "ports[]", web_or_on_loopback(), LOOPBACK),
        Requirement(CONTAINER, "publishAllPorts", differs_from(True), "name the ports"),
    ),
    "NET-05": (
        Requirement(CONTAINER, "ports[]", no_high_risk_port(), LOOPBACK),
        Where(CONTAINER, store, (Demand("ports[]", only_on_loopback(), "remove it"),)),
    ),
    "NET-07": (data_network_is_internal(),),
}
