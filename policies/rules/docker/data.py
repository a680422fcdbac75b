"""What the databases and caches on a Docker host must hold: nobody outside reaches them."""

from collections.abc import Iterator, Mapping

from policies.pack.checks import ResourceCheck, StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import Demand, GraphCheck, Where
from policies.pack.predicates import differs_from, is_absent
from policies.pack.resource import Resource
from policies.pack.values import Marker
from policies.rules.docker.kinds import CONTAINER, is_data, keeps_data, networks


def _internal_networks(graph: Graph, container: Resource) -> Iterator[Finding]:
    if not is_data(graph, container):
        return
    for network in networks(graph, container):
        internal = network.properties.get("internal", Marker.MISSING)
        if internal is not True:
            yield Finding(
                network,
                "internal",
                f"is not true, and {container.name} is on it",
                "set it to true, or take the database and the cache off this network",
                unknown=internal is Marker.UNKNOWN,
            )


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "DK-01": (
        Where(
            CONTAINER,
            keeps_data,
            (
                Demand("ports", is_absent(), "remove them: what uses it is on its network"),
                Demand("publishAllPorts", differs_from(True), "remove it"),
            ),
        ),
    ),
    "DK-15": (GraphCheck(CONTAINER, _internal_networks),),
}
