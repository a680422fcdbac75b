"""X-08: every service and every store lies in subnets that the internet has no route into."""

from collections.abc import Iterator
from dataclasses import dataclass

from policies.pack.checks import StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.resource import Resource
from policies.pack.values import plain
from policies.rules.whole_stack.trail import INTERNET, trail

REMEDY = "place it in subnets whose route tables lead to a NAT gateway or nowhere"


@dataclass(frozen=True)
class Land:
    """How a cloud says which subnet uses which routes."""

    subnet: str
    association: str
    association_subnet: str
    route: str
    route_gateway: str
    gateway: str
    table: str
    said: tuple[str, str] | None = None
    """A property of a route, and its value, that mean the internet without naming a gateway of the stack."""


AWS_LAND = Land(
    subnet="aws:ec2/subnet:Subnet",
    association="aws:ec2/routeTableAssociation:RouteTableAssociation",
    association_subnet="subnetId",
    route="aws:ec2/route:Route",
    route_gateway="gatewayId",
    gateway="aws:ec2/internetGateway:InternetGateway",
    table="aws:ec2/routeTable:RouteTable",
)
ALICLOUD_LAND = Land(
    subnet="alicloud:vpc/switch:Switch",
    association="alicloud:vpc/routeTableAttachment:RouteTableAttachment",
    association_subnet="vswitchId",
    route="alicloud:vpc/routeEntry:RouteEntry",
    route_gateway="nexthopId",
    gateway="alicloud:vpc/ipv4Gateway:Ipv4Gateway",
    table="alicloud:vpc/routeTable:RouteTable",
    said=("nexthopType", "Ipv4Gateway"),
)


@dataclass(frozen=True)
class InPrivateSubnets(StackCheck):
    """Each resource of the type lies in private subnets, each with a route table of its own."""

    through: str
    land: Land
    group: str = ""
    """The type between the resource and its subnets, which has them under `subnetIds`."""

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each subnet that the internet has a route into, with the path."""
        for resource in graph.of_type(self.type):
            for subnet, way in self._subnets(graph, resource):
                for path, found in _ways_in(graph, self.land, subnet):
                    yield Finding(resource, self.through, f"{found}: {trail(*path, *way)}", REMEDY)

    def _subnets(self, graph: Graph, resource: Resource) -> Iterator[tuple[Resource, tuple[str, ...]]]:
        if not self.group:
            for subnet in graph.follow(resource, self.through, self.land.subnet):
                yield subnet, (subnet.name, resource.name)
            return
        for group in graph.follow(resource, self.through, self.group):
            for subnet in graph.follow(group, "subnetIds", self.land.subnet):
                yield subnet, (subnet.name, group.name, resource.name)


def _ways_in(graph: Graph, land: Land, subnet: Resource) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each path from the internet as far as the subnet, and what to say of it."""
    associations = graph.referrers(subnet, land.association, land.association_subnet)
    if not associations:
        yield ("the network's main route table",), "lies in a subnet that follows whatever the main route table says"
    for association in associations:
        for table in graph.follow(association, "routeTableId", land.table):
            for gateway, route in _to_internet(graph, land, table):
                stations = (INTERNET, gateway, route, table.name)
                yield tuple(dict.fromkeys(stations)), "is reached from the internet"


def _to_internet(graph: Graph, land: Land, table: Resource) -> Iterator[tuple[str, str]]:
    """Gateway and route of each way from the table to the internet."""
    for gateway in graph.follow(table, "routes", land.gateway):
        yield gateway.name, table.name
    for route in graph.referrers(table, land.route, "routeTableId"):
        for gateway in graph.follow(route, land.route_gateway, land.gateway):
            yield gateway.name, route.name
        if land.said is not None and plain(route.properties.get(land.said[0])) == land.said[1]:
            yield land.said[1], route.name


AWS = (
    InPrivateSubnets("aws:ecs/service:Service", "networkConfiguration", AWS_LAND),
    InPrivateSubnets("aws:scheduler/schedule:Schedule", "target", AWS_LAND),
    InPrivateSubnets("aws:efs/mountTarget:MountTarget", "subnetId", AWS_LAND),
    InPrivateSubnets("aws:rds/instance:Instance", "dbSubnetGroupName", AWS_LAND, "aws:rds/subnetGroup:SubnetGroup"),
    InPrivateSubnets("aws:rds/cluster:Cluster", "dbSubnetGroupName", AWS_LAND, "aws:rds/subnetGroup:SubnetGroup"),
    InPrivateSubnets(
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "subnetGroupName",
        AWS_LAND,
        "aws:elasticache/subnetGroup:SubnetGroup",
    ),
)
ALICLOUD = (
    InPrivateSubnets("alicloud:ess/scalingGroup:ScalingGroup", "vswitchIds", ALICLOUD_LAND),
    InPrivateSubnets("alicloud:rds/instance:Instance", "vswitchId", ALICLOUD_LAND),
    InPrivateSubnets("alicloud:polardb/cluster:Cluster", "vswitchId", ALICLOUD_LAND),
    InPrivateSubnets("alicloud:redis/tairInstance:TairInstance", "vswitchId", ALICLOUD_LAND),
    InPrivateSubnets("alicloud:nas/mountTarget:MountTarget", "vswitchId", ALICLOUD_LAND),
)
