"""Which subnets of a stack have a way out to, and so in from, the internet."""

from collections.abc import Iterator

from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck
from policies.pack.resource import Resource

ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation"
GATEWAY = "aws:ec2/internetGateway:InternetGateway"
ROUTE = "aws:ec2/route:Route"
SUBNET = "aws:ec2/subnet:Subnet"
TABLE = "aws:ec2/routeTable:RouteTable"

REMEDY = "place it in subnets whose route tables lead to a NAT gateway or nowhere"


def in_private_subnets(resource_type: str, through: str, group_type: str | None = None) -> GraphCheck:
    """Resources of the type lie in subnets without a route to an internet gateway.

    `through` is the property that names the subnets, or that names a resource of `group_type` whose `subnetIds` do.
    """

    def look(graph: Graph, resource: Resource) -> Iterator[Finding]:
        holders = [(resource, through)]
        if group_type is not None:
            holders = [(group, "subnetIds") for group in graph.follow(resource, through, group_type)]
        subnets = [subnet for holder, name in holders for subnet in graph.follow(holder, name, SUBNET)]
        if not subnets:
            yield Finding(resource, through, "leads to no subnet of this stack", REMEDY)
        for subnet in subnets:
            if reaches_internet(graph, subnet):
                yield Finding(resource, through, f"leads to {subnet.name}, which an internet gateway serves", REMEDY)

    return GraphCheck(resource_type, look)


def reaches_internet(graph: Graph, subnet: Resource) -> bool:
    """Whether a route table of the subnet sends traffic to an internet gateway."""
    for association in graph.referrers(subnet, ASSOCIATION, "subnetId"):
        for table in graph.follow(association, "routeTableId", TABLE):
            inline = graph.follow(table, "routes", GATEWAY)
            separate = [
                gateway
                for route in graph.referrers(table, ROUTE, "routeTableId")
                for gateway in graph.follow(route, "gatewayId", GATEWAY)
            ]
            if inline or separate:
                return True
    return False
