"""Who may receive the internet: security groups that belong to an internet-facing load balancer and to nothing else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck
from policies.pack.predicates import Verdict
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain
from policies.rules.openings import admits_internet, refuses

REMEDY = "let the part's load balancer receive the internet and admit the load balancer's security group here"


@dataclass(frozen=True)
class Membership:
    """How a cloud says who is in a security group."""

    group: str
    rules: tuple[str, ...]
    """Types that name a group and are not in it."""
    faces_internet: Callable[[Graph, Resource], Verdict]
    """Whether what names the group is, or stands for, a load balancer on the internet."""


def _is_public_balancer(_graph: Graph, user: Resource) -> Verdict:
    internal = user.properties.get("internal", Marker.MISSING)
    if user.type != "aws:lb/loadBalancer:LoadBalancer" or internal is True:
        return False
    return Marker.UNKNOWN if internal is Marker.UNKNOWN else True


AWS = Membership(
    "aws:ec2/securityGroup:SecurityGroup",
    (
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        "aws:ec2/securityGroupRule:SecurityGroupRule",
    ),
    _is_public_balancer,
)


def only_into_edge_groups(rule_type: str, membership: Membership = AWS) -> GraphCheck:
    """Ingress rules of this type that admit the internet belong to the group of an edge load balancer."""

    def look(graph: Graph, rule: Resource) -> Iterator[Finding]:
        entry = plain(rule.properties)
        direction, refusal, open_wide = rule.properties.get("type"), refuses(entry), admits_internet(entry)
        if direction == "egress" or refusal is True or open_wide is False:
            return
        unsure = Marker.UNKNOWN in (direction, refusal, open_wide)
        for finding in _where_it_leads(graph, rule, membership):
            yield replace(finding, unknown=finding.unknown or unsure)

    return GraphCheck(rule_type, look)


def _where_it_leads(graph: Graph, rule: Resource, membership: Membership) -> Iterator[Finding]:
    groups = graph.follow(rule, "securityGroupId", membership.group)
    if not groups:
        yield Finding(rule, "securityGroupId", "is a security group outside this stack", REMEDY)
    for group in groups:
        yield from _members(graph, rule, group, membership)


def _members(graph: Graph, rule: Resource, group: Resource, membership: Membership) -> Iterator[Finding]:
    users = [user for user in graph.users(group) if user.type not in membership.rules]
    if not users:
        yield Finding(rule, "securityGroupId", f"opens {group.name}, which no load balancer uses", REMEDY)
    for user in users:
        verdict = membership.faces_internet(graph, user)
        if verdict is not True:
            found = f"opens {group.name}, which {user.name} uses"
            yield Finding(rule, "securityGroupId", found, REMEDY, unknown=verdict is Marker.UNKNOWN)
