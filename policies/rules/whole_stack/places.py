"""X-08: every service and every store lies in subnets that the internet has no route into."""

from collections.abc import Iterator
from dataclasses import dataclass

from policies.pack.checks import StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.resource import Resource
from policies.rules.routes import ALICLOUD as ALICLOUD_ROUTING
from policies.rules.routes import AWS as AWS_ROUTING
from policies.rules.routes import REMEDY, Routing, subnets, ways_in
from policies.rules.whole_stack.trail import INTERNET, trail


@dataclass(frozen=True)
class InPrivateSubnets(StackCheck):
    """Each resource of the type lies in private subnets, each with a route table of its own."""

    through: str
    routing: Routing
    group: str = ""
    """The type between the resource and its subnets, which has them under `subnetIds`."""

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each subnet that the internet has a route into, with the path."""
        for resource in graph.of_type(self.type):
            for subnet, names in subnets(graph, resource, self.through, self.routing, self.group):
                yield from self._found(graph, resource, subnet, names)

    def _found(self, graph: Graph, resource: Resource, subnet: Resource, names: tuple[str, ...]) -> Iterator[Finding]:
        if not graph.referrers(subnet, self.routing.association, self.routing.through):
            path = trail("the network's main route table", *names)
            words = f"lies in a subnet that follows whatever the main route table says: {path}"
            yield Finding(resource, self.through, words, REMEDY)
        for way in ways_in(graph, subnet, self.routing):
            stations = dict.fromkeys((INTERNET, way.gateway, way.route, way.table))
            words = f"is reached from the internet: {trail(*stations, *names)}"
            yield Finding(resource, self.through, words, REMEDY, unknown=not way.known)


AWS = (
    InPrivateSubnets("aws:ecs/service:Service", "networkConfiguration", AWS_ROUTING),
    InPrivateSubnets("aws:scheduler/schedule:Schedule", "target", AWS_ROUTING),
    InPrivateSubnets("aws:efs/mountTarget:MountTarget", "subnetId", AWS_ROUTING),
    InPrivateSubnets("aws:rds/instance:Instance", "dbSubnetGroupName", AWS_ROUTING, "aws:rds/subnetGroup:SubnetGroup"),
    InPrivateSubnets("aws:rds/cluster:Cluster", "dbSubnetGroupName", AWS_ROUTING, "aws:rds/subnetGroup:SubnetGroup"),
    InPrivateSubnets(
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "subnetGroupName",
        AWS_ROUTING,
        "aws:elasticache/subnetGroup:SubnetGroup",
    ),
)
ALICLOUD = (
    InPrivateSubnets("alicloud:ess/scalingGroup:ScalingGroup", "vswitchIds", ALICLOUD_ROUTING),
    InPrivateSubnets("alicloud:rds/instance:Instance", "vswitchId", ALICLOUD_ROUTING),
    InPrivateSubnets("alicloud:polardb/cluster:Cluster", "vswitchId", ALICLOUD_ROUTING),
    InPrivateSubnets("alicloud:redis/tairInstance:TairInstance", "vswitchId", ALICLOUD_ROUTING),
    InPrivateSubnets("alicloud:nas/mountTarget:MountTarget", "vswitchId", ALICLOUD_ROUTING),
)
