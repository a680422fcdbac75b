"""What the databases and caches on a Docker host must hold: nobody outside reaches them.

Where people develop, a stack may publish them to the host itself (`groundwork:docker.publish`), and that takes a
network which is not internal.
"""

from collections.abc import Iterator, Mapping

from policies.pack.checks import ResourceCheck, StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import Demand, GraphCheck, Where
from policies.pack.predicates import Verdict, differs_from, is_absent
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain
from policies.rules.docker.kinds import CONTAINER, keeps_data, open_networks
from policies.rules.docker.ports import for_developers

DEVELOPMENT = {"label": "groundwork.environment", "value": "dev"}
"""The label of what belongs to a stack that people develop on."""


def _shut(graph: Graph, container: Resource) -> Verdict:
    """Whether the container keeps data and nobody develops on it."""
    return False if _developed_on(container) else keeps_data(graph, container)


def _developed_on(container: Resource) -> bool:
    """Whether a development stack publishes the container to this host alone, for what runs from its sources there."""
    labels = plain(container.properties.get("labels"))
    return isinstance(labels, list) and DEVELOPMENT in labels and for_developers(plain(container.properties))


def _internal_networks(graph: Graph, container: Resource) -> Iterator[Finding]:
    shut = _shut(graph, container)
    for network, unknown in open_networks(graph, container) if shut is not False else ():
        found = f"is not true, and {container.name} is on it"
        remedy = "set it to true, or take the database and the cache off this network"
        yield Finding(network, "internal", found, remedy, unknown or shut is Marker.UNKNOWN)


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "DK-01": (
        Where(CONTAINER, _shut, (Demand("ports", is_absent(), "remove them: what uses it is on its network"),)),
        Where(CONTAINER, keeps_data, (Demand("publishAllPorts", differs_from(True), "remove it"),)),
    ),
    "DK-15": (GraphCheck(CONTAINER, _internal_networks),),
}
