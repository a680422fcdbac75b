"""Whether the subnets of a tier lie in more than one zone."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from policies.pack.checks import StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.resource import Resource
from policies.pack.values import Marker, has_unknown

LEAST_ZONES = 2

Tier = tuple[tuple[str, ...], str]
"""The network, and the name of the tier in it."""


@dataclass(frozen=True)
class InTwoZones(StackCheck):
    """The subnets of one tier of a network name at least two zones; the tier is their tag `tier`, or told by `tier`."""

    zone: str
    """The property that names a subnet's zone."""
    tier: Callable[[Graph, Resource], str]

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for the first subnet of each tier that lies in one zone."""
        tiers: dict[Tier, list[Resource]] = defaultdict(list)
        unsure = any(has_unknown(subnet.properties.get("tags")) for subnet in graph.of_type(self.type))
        for subnet in graph.of_type(self.type):
            tiers[subnet.depends_on.get("vpcId", ()), self._tier(graph, subnet)].append(subnet)
        for (_, name), subnets in tiers.items():
            zones = {zone for subnet in subnets if isinstance(zone := subnet.properties.get(self.zone), str)}
            if len(zones) < LEAST_ZONES:
                found = f"is of the tier {name}, which lies in one zone"
                unknown = unsure or self._unsure(subnets)
                yield Finding(subnets[0], self.zone, found, "add a subnet in another zone", unknown)

    def _unsure(self, subnets: Sequence[Resource]) -> bool:
        return any(subnet.properties.get(self.zone) is Marker.UNKNOWN for subnet in subnets)

    def _tier(self, graph: Graph, subnet: Resource) -> str:
        tags = subnet.properties.get("tags")
        named = tags.get("tier") if isinstance(tags, dict) else None
        return named if isinstance(named, str) else self.tier(graph, subnet)
