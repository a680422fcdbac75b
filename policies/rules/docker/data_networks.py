"""The networks that databases and caches are on: they lead nowhere else."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import Demand, GraphCheck
from policies.pack.predicates import Verdict, equals
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain
from policies.rules.docker.kinds import CONTAINER, NETWORK, networks, open_networks
from policies.rules.docker.ports import for_developers
from policies.rules.docker.stores import store

THROUGH = "networksAdvanced"
INTERNAL = Demand("internal", equals(True))

Served = Callable[[Graph, Resource], Verdict]
"""Whether a container is such a server."""


def data_network_is_internal() -> GraphCheck:
    """Every network with a database or a cache on it is internal."""

    def look(graph: Graph, network: Resource) -> Iterator[Finding]:
        for container in graph.referrers(network, CONTAINER, THROUGH):
            verdict = _serves(graph, container, store)
            for finding in INTERNAL.judge(network) if verdict is not False else ():
                yield replace(finding, unknown=finding.unknown or verdict is Marker.UNKNOWN)

    return GraphCheck(NETWORK, look)


def on_internal_networks(served: Served) -> GraphCheck:
    """Every such server is on networks of the stack, all internal."""

    def look(graph: Graph, container: Resource) -> Iterator[Finding]:
        serves = _serves(graph, container, served)
        if serves is False:
            return
        unsure = serves is Marker.UNKNOWN
        remedy = "attach it to networks of the stack with internal set to true"
        if not networks(graph, container):
            yield Finding(container, THROUGH, "leads to no network of this stack", remedy, unsure)
        for network, unknown in open_networks(graph, container):
            found = f"leads to {network.name}, which is not internal"
            yield Finding(container, THROUGH, found, remedy, unknown or unsure)

    return GraphCheck(CONTAINER, look)


def _serves(graph: Graph, container: Resource, served: Served) -> Verdict:
    """Whether it is such a server, and not a developer's own: the daemon publishes a port on open networks only."""
    return False if for_developers(plain(container.properties)) else served(graph, container)
