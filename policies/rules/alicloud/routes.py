"""Which vSwitches have a way out to, and so in from, the internet."""

from collections.abc import Iterator

from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck
from policies.pack.resource import Resource
from policies.rules.alicloud.stores import SWITCH

ATTACHMENT = "alicloud:vpc/routeTableAttachment:RouteTableAttachment"
TABLE = "alicloud:vpc/routeTable:RouteTable"
ENTRY = "alicloud:vpc/routeEntry:RouteEntry"
GATEWAY = "Ipv4Gateway"


REMEDY = "place it in vSwitches without a route to the internet"


def in_private_switches(resource_type: str, through: str = "vswitchId", *, of_stack: bool = False) -> GraphCheck:
    """Resources of the type lie in vSwitches whose route tables lead to no IPv4 gateway.

    With `of_stack` the vSwitches must be this stack's: of others nobody knows where they lead.
    """

    def look(graph: Graph, resource: Resource) -> Iterator[Finding]:
        switches = graph.follow(resource, through, SWITCH)
        if of_stack and not switches:
            yield Finding(resource, through, "leads to no vSwitch of this stack", REMEDY)
        for switch in switches:
            if _reaches_internet(graph, switch):
                yield Finding(resource, through, f"leads to {switch.name}, which an IPv4 gateway serves", REMEDY)

    return GraphCheck(resource_type, look)


def _reaches_internet(graph: Graph, switch: Resource) -> bool:
    return any(
        entry.properties.get("nexthopType") == GATEWAY
        for attachment in graph.referrers(switch, ATTACHMENT, "vswitchId")
        for table in graph.follow(attachment, "routeTableId", TABLE)
        for entry in graph.referrers(table, ENTRY, "routeTableId")
    )
