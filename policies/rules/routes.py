"""Which subnets of a stack have a way out to, and so in from, the internet, on either cloud."""

from collections.abc import Iterator
from dataclasses import dataclass

from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck
from policies.pack.paths import read
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain

SUBNET = "aws:ec2/subnet:Subnet"
ROUTE = "aws:ec2/route:Route"
TABLE = "aws:ec2/routeTable:RouteTable"
REMEDY = "place it in subnets whose route tables lead to a NAT gateway or nowhere"


@dataclass(frozen=True)
class Routing:
    """How a cloud says which subnet has which routes, and which route is the internet's."""

    subnet: str
    called: str
    """The subnet, in the cloud's own word."""
    association: str
    through: str
    """The property of an association that names the subnet; `routeTableId` names the table."""
    table: str
    route: str
    gateway: str
    """The type of what stands between a network and the internet."""
    gateway_called: str
    names: str
    """The property of a route that names a gateway of the stack."""
    tells: str
    """The property of a route that tells a gateway of any other stack, by a text that begins with `sign`."""
    sign: str
    others: tuple[str, ...] = ()
    """Types that `tells` may come from, and that are no way to the internet."""


AWS = Routing(
    subnet=SUBNET,
    called="subnet",
    association="aws:ec2/routeTableAssociation:RouteTableAssociation",
    through="subnetId",
    table=TABLE,
    route=ROUTE,
    gateway="aws:ec2/internetGateway:InternetGateway",
    gateway_called="an internet gateway",
    names="gatewayId",
    tells="gatewayId",
    sign="igw-",
    others=("aws:ec2/vpnGateway:VpnGateway",),
)
ALICLOUD = Routing(
    subnet="alicloud:vpc/switch:Switch",
    called="vSwitch",
    association="alicloud:vpc/routeTableAttachment:RouteTableAttachment",
    through="vswitchId",
    table="alicloud:vpc/routeTable:RouteTable",
    route="alicloud:vpc/routeEntry:RouteEntry",
    gateway="alicloud:vpc/ipv4Gateway:Ipv4Gateway",
    gateway_called="an IPv4 gateway",
    names="nexthopId",
    tells="nexthopType",
    sign="Ipv4Gateway",
)


@dataclass(frozen=True)
class Way:
    """A way from the internet into a subnet; only the deployment may tell whether it is one."""

    gateway: str
    route: str
    table: str
    known: bool


def in_private_subnets(
    resource_type: str, through: str, routing: Routing, group: str = "", *, of_stack: bool = True
) -> GraphCheck:
    """Resources of the type lie in subnets without a route to the internet.

    `through` and `group` are as in `subnets`. With `of_stack` the subnets must be this stack's: of others nobody knows
    where they lead.
    """

    def look(graph: Graph, resource: Resource) -> Iterator[Finding]:
        found = [subnet for subnet, _ in subnets(graph, resource, through, routing, group)]
        if of_stack and not found:
            yield Finding(resource, through, f"leads to no {routing.called} of this stack", REMEDY)
        for subnet in found:
            if ways := list(ways_in(graph, subnet, routing)):
                words = f"leads to {subnet.name}, which {routing.gateway_called} serves"
                yield Finding(resource, through, words, REMEDY, unknown=not any(way.known for way in ways))

    return GraphCheck(resource_type, look)


def subnets(
    graph: Graph, resource: Resource, through: str, routing: Routing, group: str = ""
) -> Iterator[tuple[Resource, tuple[str, ...]]]:
    """Each subnet that the resource lies in, with the names from the subnet to the resource.

    `through` is the property that names the subnets, or that names a resource of type `group` whose `subnetIds` do.
    """
    if not group:
        for subnet in graph.follow(resource, through, routing.subnet):
            yield subnet, (subnet.name, resource.name)
        return
    for holder in graph.follow(resource, through, group):
        for subnet in graph.follow(holder, "subnetIds", routing.subnet):
            yield subnet, (subnet.name, holder.name, resource.name)


def ways_in(graph: Graph, subnet: Resource, routing: Routing) -> Iterator[Way]:
    """Each way from the internet into the subnet, by the route tables that are associated with it."""
    for association in graph.referrers(subnet, routing.association, routing.through):
        for table in graph.follow(association, "routeTableId", routing.table):
            for gateway, known in _gateways(graph, table, "routes", "routes[]", routing):
                yield Way(gateway, table.name, table.name, known)
            for route in graph.referrers(table, routing.route, "routeTableId"):
                for gateway, known in _gateways(graph, route, routing.names, "", routing):
                    yield Way(gateway, route.name, table.name, known)


def _gateways(graph: Graph, holder: Resource, names: str, each: str, routing: Routing) -> Iterator[tuple[str, bool]]:
    """The internet gateways that the routes lead to, by name, and whether they are known to be gateways.

    `each` is the path to the routes in their holder, a table; empty where the holder is a route.
    """
    ours = [gateway.name for gateway in graph.follow(holder, names, routing.gateway)]
    yield from ((name, True) for name in ours)
    if ours:
        return
    others = graph.follow(holder, names, *routing.others)
    for reading in read(holder.properties, f"{each}.{routing.tells}" if each else routing.tells):
        value = plain(reading.value)
        if isinstance(value, str) and value.startswith(routing.sign):
            yield value, True
        elif value is Marker.UNKNOWN and not others:
            yield f"{routing.tells} known later", False
