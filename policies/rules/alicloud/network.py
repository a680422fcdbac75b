"""Networks on Alibaba Cloud."""

from collections.abc import Iterator, Mapping

from policies.pack.checks import Applies, Requirement, ResourceCheck, StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import Companion, Demand, GraphCheck
from policies.pack.predicates import Predicate, differs_from, equals, one_of
from policies.pack.resource import Resource
from policies.pack.values import Marker
from policies.rules.edge_groups import REMEDY
from policies.rules.openings import (
    admits_internet,
    not_all_ports,
    not_everything_to_internet,
    nothing_from_internet_but_web,
    nothing_from_internet_to_high_risk_ports,
)

VPC = "alicloud:vpc/network:Network"
GROUP = "alicloud:ecs/securityGroup:SecurityGroup"
RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule"
MEMBER = "alicloud:alb/loadBalancerSecurityGroupAttachment:LoadBalancerSecurityGroupAttachment"
BALANCER = "alicloud:alb/loadBalancer:LoadBalancer"


def _every_rule(predicate: Predicate, remedy: str, direction: str) -> Requirement:
    return Requirement(RULE, "", predicate, remedy, when=Applies("type", equals(direction)), label="cidrIp")


def _only_into_edge_groups() -> GraphCheck:
    """Rules that admit the internet belong to the group of a public load balancer."""

    def look(graph: Graph, rule: Resource) -> Iterator[Finding]:
        if rule.properties.get("type") != "ingress" or admits_internet(rule.properties) is not True:
            return
        balancers = [
            balancer
            for group in graph.follow(rule, "securityGroupId", GROUP)
            for member in graph.referrers(group, MEMBER, "securityGroupId")
            for balancer in graph.follow(member, "loadBalancerId", BALANCER)
        ]
        if not any(balancer.properties.get("addressType") in ("Internet", Marker.UNKNOWN) for balancer in balancers):
            yield Finding(rule, "securityGroupId", "opens a group that no public load balancer is in", REMEDY)

    return GraphCheck(RULE, look)


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "NET-01": (Requirement(GROUP, "innerAccessPolicy", equals("Drop")),),
    "NET-02": (
        Companion(VPC, "alicloud:vpc/flowLog:FlowLog", "resourceId", (Demand("trafficType", one_of("All", "Drop")),)),
    ),
    "NET-03": (
        Companion(
            "alicloud:ecs/eipAddress:EipAddress",
            "alicloud:ecs/eipAssociation:EipAssociation",
            "allocationId",
            (Demand("instanceType", equals("Nat"), "bind it to a NAT gateway"),),
        ),
    ),
    "NET-04": (
        _every_rule(nothing_from_internet_but_web(), "admit a security group or a private range instead", "ingress"),
        _only_into_edge_groups(),
    ),
    "NET-05": (
        _every_rule(nothing_from_internet_to_high_risk_ports(), "admit the security group of the one user", "ingress"),
    ),
    "NET-06": (_every_rule(not_all_ports(), "name the protocol and the ports that are used", "ingress"),),
    "NET-07": (_every_rule(not_everything_to_internet(), "name the protocol and the ports that are used", "egress"),),
    "NET-11": (Requirement(VPC, "isDefault", differs_from(True), "make a VPC of the stack's own"),),
    "NET-12": (
        Requirement(
            "alicloud:vpc/routeEntry:RouteEntry",
            "nexthopType",
            equals("NatGateway"),
            when=Applies("destinationCidrblock", equals("0.0.0.0/0")),
        ),
    ),
}
