"""Ways out of networks on Alibaba Cloud."""

from collections.abc import Mapping

from policies.pack.checks import Applies, Forbidden, Requirement, ResourceCheck, StackCheck
from policies.pack.joins import Companion
from policies.pack.predicates import equals, one_of
from policies.rules.ranges import NARROWER, part_of_a_network
from policies.rules.tiers import InTwoZones

GATEWAY = "alicloud:vpc/natGateway:NatGateway"
ADDRESS = "alicloud:ecs/eipAddress:EipAddress"

CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "NET-15": (InTwoZones("alicloud:vpc/switch:Switch", "zoneId", lambda _graph, _switch: "of the network"),),
    "NET-18": (
        Forbidden("alicloud:vpc/forwardEntry:ForwardEntry", "let a load balancer take in what is for a part"),
        Requirement(GATEWAY, "natType", equals("Enhanced")),
        Requirement(GATEWAY, "deletionProtection", equals(True)),
    ),
    "NET-19": (
        Companion(ADDRESS, "alicloud:ecs/eipAssociation:EipAssociation", "allocationId"),
        Requirement(ADDRESS, "deletionProtection", equals(True)),
    ),
    "NET-20": (
        Requirement(
            "alicloud:vpc/routeEntry:RouteEntry",
            "destinationCidrblock",
            part_of_a_network(),
            NARROWER,
            when=Applies("nexthopType", one_of("VpcPeer", "RouterInterface")),
        ),
    ),
}
