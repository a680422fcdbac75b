"""What every network must hold about the cloud's own services: a private way to them, for its own parts only."""

import re
from collections.abc import Iterator

from pulumi_policy import Severity

from policies.pack.checks import Applies, Requirement
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck
from policies.pack.predicates import count_at_least, equals, is_set
from policies.pack.resource import Resource
from policies.pack.rule import ALWAYS, Catalogue, Rule
from policies.pack.values import Marker
from policies.rules.alicloud import endpoints as alicloud
from policies.rules.statements import no_grant_of_everything

ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
INTERFACE = Applies("vpcEndpointType", equals("Interface"))
NEEDED = ("s3", "ecr.api", "ecr.dkr", "logs", "secretsmanager", "kms", "ssm")
"""What a task asks while it starts and runs: its image, its secrets, its log."""
OF_REGION = re.compile(r"^(?:cn\.)?com\.amazonaws\.[a-z0-9-]+\.(.+)$")


def _private_ways(graph: Graph, vpc: Resource) -> Iterator[Finding]:
    names = [endpoint.properties.get("serviceName") for endpoint in graph.referrers(vpc, ENDPOINT, "vpcId")]
    services = {match[1] for name in names if isinstance(name, str) and (match := OF_REGION.match(name))}
    missing = [service for service in NEEDED if service not in services]
    if missing:
        found = f"has no endpoint for {', '.join(missing)}"
        yield Finding(vpc, "", found, "make an endpoint for each", unknown=Marker.UNKNOWN in names)


RULES = (
    Rule(
        id="NET-13",
        title="The cloud's own services are reached through endpoints of the network",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("EC2.10", "EC2.55", "EC2.56", "EC2.57"), cis=("6.8",)),
        clouds={"alicloud": alicloud.CHECKS["NET-13"], "aws": (GraphCheck("aws:ec2/vpc:Vpc", _private_ways),)},
        waived={
            "aws": "an interface endpoint costs some 7 USD a month in each zone; the free one for S3 is there, and the "
            "rest goes over TLS through the NAT gateway that is there anyway"
        },
    ),
    Rule(
        id="NET-14",
        title="Interface endpoints answer in two zones, under the service's own name, and for the stack's parts only",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(infraguard=("privatelink-servier-endpoint-multi-zone",)),
        clouds={
            "alicloud": alicloud.CHECKS["NET-14"],
            "aws": (
                Requirement(ENDPOINT, "privateDnsEnabled", equals(True), when=INTERFACE),
                Requirement(ENDPOINT, "subnetIds", count_at_least(2), "name subnets of two zones", when=INTERFACE),
                Requirement(
                    ENDPOINT, "securityGroupIds", count_at_least(1), "name a security group of its own", when=INTERFACE
                ),
                Requirement(ENDPOINT, "policy", is_set(), "say who may ask for what", when=INTERFACE),
                Requirement(
                    ENDPOINT,
                    "policy{}.Statement[]",
                    no_grant_of_everything(),
                    "name the actions or the resources",
                    when=INTERFACE,
                ),
            ),
        },
    ),
)
