"""The one place where a stack faces the internet."""

from collections.abc import Iterator

from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck
from policies.pack.predicates import Predicate, Verdict, spell
from policies.pack.resource import Resource
from policies.pack.values import Marker
from policies.rules.openings import admits_internet


def one_public_entry(resource_type: str, through: str, inside: bool | str) -> GraphCheck:
    """Of all load balancers one faces the internet; `inside` is the value of a property by which one does not."""

    def look(graph: Graph, balancer: Resource) -> Iterator[Finding]:
        facing = [each for each in graph.of_type(resource_type) if each.properties.get(through) != inside]
        if balancer not in facing or balancer is facing[0]:
            return
        yield Finding(
            balancer,
            through,
            f"faces the internet beside {facing[0].name}",
            f"set it to {spell(inside)}, and let {facing[0].name} hand requests on",
            unknown=Marker.UNKNOWN in [each.properties.get(through) for each in (balancer, facing[0])],
        )

    return GraphCheck(resource_type, look)


def not_the_internet() -> Predicate:
    """A range of addresses that is not everybody's."""

    def test(text: object) -> Verdict:
        return admits_internet({"cidrIp": text}) is not True

    return Predicate("a narrower range", test)
