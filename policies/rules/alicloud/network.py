"""Networks on Alibaba Cloud."""

from collections.abc import Mapping

from policies.pack.checks import Applies, Requirement, ResourceCheck, StackCheck
from policies.pack.graph import Graph
from policies.pack.joins import Companion, Demand
from policies.pack.predicates import Predicate, Verdict, absent_or_one_of, differs_from, equals, number, one_of
from policies.pack.resource import Resource
from policies.pack.values import Marker
from policies.rules.edge_groups import Membership, only_into_edge_groups
from policies.rules.openings import (
    not_all_ports,
    not_everything_to_internet,
    nothing_from_internet_but_web,
    nothing_from_internet_to_high_risk_ports,
)

VPC = "alicloud:vpc/network:Network"
GROUP = "alicloud:ecs/securityGroup:SecurityGroup"
RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule"
MEMBER = "alicloud:alb/loadBalancerSecurityGroupAttachment:LoadBalancerSecurityGroupAttachment"
ROUTE = "alicloud:vpc/routeEntry:RouteEntry"
BALANCER = "alicloud:alb/loadBalancer:LoadBalancer"


def _every_rule(predicate: Predicate, remedy: str, direction: str) -> Requirement:
    return Requirement(RULE, "", predicate, remedy, when=Applies("type", equals(direction)), label="cidrIp")


def _is_public_balancer(graph: Graph, user: Resource) -> Verdict:
    """A balancer is in a group by an attachment."""
    balancers = graph.follow(user, "loadBalancerId", BALANCER) if user.type == MEMBER else []
    addresses = [balancer.properties.get("addressType") for balancer in balancers]
    if "Internet" in addresses:
        return True
    return Marker.UNKNOWN if Marker.UNKNOWN in addresses else False


def _none() -> Predicate:
    return Predicate("0", lambda value: value is Marker.MISSING or number(value) == 0)


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "NET-01": (Requirement(GROUP, "innerAccessPolicy", equals("Drop")),),
    "NET-02": (
        Companion(
            VPC,
            "alicloud:vpc/flowLog:FlowLog",
            "resourceId",
            (Demand("trafficType", one_of("All", "Drop")), Demand("status", absent_or_one_of("Active"))),
        ),
    ),
    "NET-03": (
        Companion(
            "alicloud:ecs/eipAddress:EipAddress",
            "alicloud:ecs/eipAssociation:EipAssociation",
            "allocationId",
            (Demand("instanceType", equals("Nat"), "bind it to a NAT gateway"),),
        ),
        Requirement(
            "alicloud:ecs/instance:Instance", "internetMaxBandwidthOut", _none(), "leave it out: it gives an address"
        ),
    ),
    "NET-04": (
        _every_rule(nothing_from_internet_but_web(), "admit a security group or a private range instead", "ingress"),
        only_into_edge_groups(RULE, Membership(GROUP, (RULE,), _is_public_balancer)),
    ),
    "NET-05": (
        _every_rule(nothing_from_internet_to_high_risk_ports(), "admit the security group of the one user", "ingress"),
    ),
    "NET-06": (_every_rule(not_all_ports(), "name the protocol and the ports that are used", "ingress"),),
    "NET-07": (_every_rule(not_everything_to_internet(), "name the protocol and the ports that are used", "egress"),),
    "NET-11": (Requirement(VPC, "isDefault", differs_from(True), "make a VPC of the stack's own"),),
    "NET-12": (
        Requirement(
            ROUTE,
            "nexthopType",
            equals("NatGateway"),
            when=Applies("destinationCidrblock", equals("0.0.0.0/0")),
        ),
        Requirement(ROUTE, "nexthopType", differs_from("Ipv4Gateway"), "send it to a NAT gateway"),
    ),
}
