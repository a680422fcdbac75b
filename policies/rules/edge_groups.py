"""Who may receive the internet: security groups that belong to an internet-facing load balancer and to nothing else."""

from collections.abc import Iterator

from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck
from policies.pack.resource import Resource
from policies.pack.values import Marker
from policies.rules.openings import admits_internet

GROUP = "aws:ec2/securityGroup:SecurityGroup"
LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer"
RULES = (
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "aws:ec2/securityGroupRule:SecurityGroupRule",
)
REMEDY = "let the part's load balancer receive the internet and admit the load balancer's security group here"


def only_into_edge_groups(rule_type: str) -> GraphCheck:
    """Ingress rules of this type that admit the internet belong to the group of an edge load balancer."""

    def look(graph: Graph, rule: Resource) -> Iterator[Finding]:
        outward = rule.properties.get("type") == "egress"
        if outward or admits_internet(rule.properties) is not True:
            return
        groups = graph.follow(rule, "securityGroupId", GROUP)
        if not groups:
            yield Finding(rule, "securityGroupId", "is a security group outside this stack", REMEDY)
        for group in groups:
            yield from _inward(graph, rule, group)

    return GraphCheck(rule_type, look)


def _inward(graph: Graph, rule: Resource, group: Resource) -> Iterator[Finding]:
    users = [user for user in graph.users(group) if user.type not in RULES]
    if not users:
        yield Finding(rule, "securityGroupId", f"opens {group.name}, which no load balancer uses", REMEDY)
    for user in users:
        internal = user.properties.get("internal", Marker.MISSING)
        if user.type != LOAD_BALANCER or internal is True:
            yield Finding(rule, "securityGroupId", f"opens {group.name}, which {user.name} uses", REMEDY)
