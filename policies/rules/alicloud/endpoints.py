"""Private ways to the cloud's own services on Alibaba Cloud."""

from collections.abc import Iterator, Mapping

from policies.pack.checks import Applies, Requirement, ResourceCheck, StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck, Several
from policies.pack.predicates import absent_or_one_of, count_at_least, is_set
from policies.pack.resource import Resource
from policies.pack.values import Marker
from policies.rules.statements import no_grant_of_everything

ENDPOINT = "alicloud:privatelink/vpcEndpoint:VpcEndpoint"
INTERFACE = Applies("endpointType", absent_or_one_of("Interface"))


def _private_way_to_oss(graph: Graph, vpc: Resource) -> Iterator[Finding]:
    names = [
        endpoint.properties.get("serviceName")
        for endpoint in graph.referrers(vpc, "alicloud:vpc/gatewayEndpoint:GatewayEndpoint", "vpcId")
    ]
    if not any(isinstance(name, str) and name.endswith(".oss") for name in names):
        unknown = Marker.UNKNOWN in names
        yield Finding(vpc, "", "has no endpoint for OSS", "make a GatewayEndpoint for it, which is free", unknown)


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    # Image registry, log service and KMS have addresses of the cloud's own range (100.64.0.0/10) in every VPC.
    "NET-13": (GraphCheck("alicloud:vpc/network:Network", _private_way_to_oss),),
    "NET-14": (
        Requirement(
            ENDPOINT, "securityGroupIds", count_at_least(1), "name a security group of its own", when=INTERFACE
        ),
        Requirement(ENDPOINT, "policyDocument", is_set(), "say who may ask for what", when=INTERFACE),
        Requirement(
            ENDPOINT,
            "policyDocument{}.Statement[]",
            no_grant_of_everything(),
            "name the actions or the resources",
            when=INTERFACE,
        ),
        Several(ENDPOINT, "alicloud:privatelink/vpcEndpointZone:VpcEndpointZone", "endpointId", 2),
    ),
}
