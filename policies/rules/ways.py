"""What every network must hold about its ways out: in two zones, by known addresses, no wider than needed."""

from collections.abc import Iterator

from pulumi_policy import Severity

from policies.pack.checks import Applies, Requirement
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck
from policies.pack.predicates import is_set, one_of
from policies.pack.resource import Resource
from policies.pack.rule import ADVICE, ALWAYS, OUTSIDE_DEV, Catalogue, Rule
from policies.rules.alicloud import ways as alicloud
from policies.rules.ranges import NARROWER, inline_part_of_a_network, part_of_a_network
from policies.rules.routes import AWS, ROUTE, SUBNET, TABLE, ways_in
from policies.rules.tiers import InTwoZones


def _side(graph: Graph, subnet: Resource) -> str:
    return "public" if any(way.known for way in ways_in(graph, subnet, AWS)) else "private"


def _attached(graph: Graph, address: Resource) -> Iterator[Finding]:
    owners = [address.properties.get(name) for name in ("instance", "networkInterface")]
    if not graph.users(address) and not any(owners):
        yield Finding(address, "", "belongs to nothing", "name it in a NAT gateway or load balancer, or remove it")


RULES = (
    Rule(
        id="NET-15",
        title="The subnets of a tier lie in two zones or more",
        severity=Severity.HIGH,
        levels=ALWAYS,
        clouds={
            "alicloud": alicloud.CHECKS["NET-15"],
            "aws": (InTwoZones(SUBNET, "availabilityZone", _side),),
        },
    ),
    Rule(
        id="NET-16",
        title="Where an account blocks public access to its VPCs, it blocks what comes in",
        severity=Severity.LOW,
        levels=ADVICE,
        catalogue=Catalogue(fsbp=("EC2.172",)),
        clouds={
            "aws": (
                Requirement(
                    "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
                    "internetGatewayBlockMode",
                    one_of("block-ingress", "block-bidirectional"),
                ),
            )
        },
    ),
    Rule(
        id="NET-18",
        title="Nothing is forwarded into the network, and NAT gateways are of the enhanced type and protected",
        severity=Severity.HIGH,
        levels=OUTSIDE_DEV,
        protects=True,
        catalogue=Catalogue(
            infraguard=("nat-risk-ports-check", "natgateway-delete-protection-enabled", "natgateway-eip-used-check")
        ),
        clouds={"alicloud": alicloud.CHECKS["NET-18"]},
    ),
    Rule(
        id="NET-19",
        title="Elastic addresses belong to something, and are protected where the cloud can do that",
        severity=Severity.HIGH,
        levels=OUTSIDE_DEV,
        protects=True,
        catalogue=Catalogue(checkov=("CKV2_AWS_19",), infraguard=("eip-delete-protection-enabled", "eip-attached")),
        clouds={"alicloud": alicloud.CHECKS["NET-19"], "aws": (GraphCheck("aws:ec2/eip:Eip", _attached),)},
    ),
    Rule(
        id="NET-20",
        title="Routes to a peer lead to a part of its network",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(cis=("6.6",), checkov=("CKV2_AWS_44",), cis_alicloud=("3.4",)),
        clouds={
            "alicloud": alicloud.CHECKS["NET-20"],
            "aws": (
                Requirement(
                    ROUTE,
                    "destinationCidrBlock",
                    part_of_a_network(),
                    NARROWER,
                    when=Applies("vpcPeeringConnectionId", is_set()),
                ),
                Requirement(
                    ROUTE,
                    "destinationIpv6CidrBlock",
                    part_of_a_network(),
                    NARROWER,
                    when=Applies("vpcPeeringConnectionId", is_set()),
                ),
                Requirement(TABLE, "routes[]", inline_part_of_a_network(), NARROWER),
            ),
        },
    ),
)
