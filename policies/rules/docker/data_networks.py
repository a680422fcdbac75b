"""The networks that databases and caches are on: they lead nowhere else."""

from collections.abc import Iterator
from dataclasses import replace

from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import Demand, GraphCheck
from policies.pack.predicates import Predicate, Verdict, equals
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain
from policies.rules.docker.kinds import CONTAINER, NETWORK, networks
from policies.rules.docker.ports import for_developers
from policies.rules.docker.stores import CACHES, DATABASES, PREPARED, runs

THROUGH = "networksAdvanced"
STORES = runs(DATABASES | CACHES, PREPARED)
INTERNAL = Demand("internal", equals(True))


def data_network_is_internal(stores: Predicate) -> GraphCheck:
    """Every network with such a server on it is internal."""

    def look(graph: Graph, network: Resource) -> Iterator[Finding]:
        for container in graph.referrers(network, CONTAINER, THROUGH):
            verdict = _serves(container, stores)
            for finding in INTERNAL.judge(graph, network) if verdict is not False else ():
                yield replace(finding, unknown=finding.unknown or verdict is Marker.UNKNOWN)

    return GraphCheck(NETWORK, look)


def on_internal_networks(stores: Predicate) -> GraphCheck:
    """Every such server is on networks of the stack, all internal."""

    def look(graph: Graph, container: Resource) -> Iterator[Finding]:
        serves = _serves(container, stores)
        if serves is False:
            return
        found_on = networks(graph, container)
        remedy = "attach it to networks of the stack with internal set to true"
        if not found_on:
            unknown = serves is Marker.UNKNOWN
            yield Finding(container, THROUGH, "leads to no network of this stack", remedy, unknown)
        for network in found_on:
            verdict = network.properties.get("internal", Marker.MISSING)
            if verdict is not True:
                found = f"leads to {network.name}, which is not internal"
                yield Finding(container, THROUGH, found, remedy, Marker.UNKNOWN in (verdict, serves))

    return GraphCheck(CONTAINER, look)


def _serves(container: Resource, stores: Predicate) -> Verdict:
    """Whether it is such a server, and not a developer's own: the daemon publishes a port on open networks only."""
    properties = plain(container.properties)
    return False if for_developers(properties) else stores.test(properties)
