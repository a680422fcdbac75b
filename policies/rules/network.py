"""What every network must hold: nothing open that nobody asked for, and a record of what passes."""

from pulumi_policy import Severity

from policies.pack.checks import Applies, Forbidden, Requirement
from policies.pack.joins import Companion, Demand
from policies.pack.predicates import Predicate, differs_from, equals, is_absent, one_of
from policies.pack.rule import ALWAYS, Catalogue, Rule
from policies.rules.alicloud import network as alicloud
from policies.rules.docker import network as docker
from policies.rules.edge_groups import only_into_edge_groups
from policies.rules.openings import (
    not_all_ports,
    not_everything_to_internet,
    nothing_from_internet_but_web,
    nothing_from_internet_to_high_risk_ports,
)
from policies.rules.routes import AWS, in_private_subnets

VPC = "aws:ec2/vpc:Vpc"
GROUP = "aws:ec2/securityGroup:SecurityGroup"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
EITHER = "aws:ec2/securityGroupRule:SecurityGroupRule"


def _every_entry(predicate: Predicate, remedy: str, *, inward: bool) -> tuple[Requirement, ...]:
    """The predicate on each ingress (or egress) entry, in the three ways the provider lets one write it."""
    word, own_type = ("ingress", INGRESS) if inward else ("egress", EGRESS)
    return (
        Requirement(own_type, "", predicate, remedy, label="cidrIpv4"),
        Requirement(EITHER, "", predicate, remedy, when=Applies("type", equals(word)), label="cidrBlocks"),
        Requirement(GROUP, f"{word}[]", predicate, remedy),
    )


RULES = (
    Rule(
        id="NET-01",
        title="The default security group of every VPC is adopted and has no rule",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("EC2.2",), cis=("6.5",), checkov=("CKV2_AWS_12",)),
        clouds={
            "alicloud": alicloud.CHECKS["NET-01"],
            "docker": docker.CHECKS["NET-01"],
            "aws": (
                Companion(
                    VPC,
                    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
                    "vpcId",
                    (
                        Demand("ingress", is_absent(), "remove its ingress rules"),
                        Demand("egress", is_absent(), "remove its egress rules"),
                    ),
                ),
            ),
        },
    ),
    Rule(
        id="NET-02",
        title="Every VPC has a flow log",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=("vpc-flow-logs-enabled",),
            cis_alicloud=("2.5", "3.3"),
            fsbp=("EC2.6",),
            cis=("4.7",),
            checkov=("CKV2_AWS_11",),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["NET-02"],
            "aws": (
                Companion(VPC, "aws:ec2/flowLog:FlowLog", "vpcId", (Demand("trafficType", one_of("ALL", "REJECT")),)),
            ),
        },
    ),
    Rule(
        id="NET-03",
        title="Subnets never assign public addresses by themselves",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("EC2.15",), checkov=("CKV_AWS_130",)),
        clouds={
            "alicloud": alicloud.CHECKS["NET-03"],
            "aws": (
                Requirement(
                    "aws:ec2/subnet:Subnet",
                    "mapPublicIpOnLaunch",
                    differs_from(True),
                    "leave it out: load balancers and NAT gateways get their addresses otherwise",
                ),
            ),
        },
    ),
    Rule(
        id="NET-04",
        title="The internet is admitted on ports 80 and 443 only, and only into an edge load balancer's group",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=(
                "sg-public-access-check",
                "ecs-security-group-not-internet-cidr-access",
                "ecs-security-group-white-list-port-check",
            ),
            cis_alicloud=("3.5",),
            fsbp=("EC2.18",),
            checkov=("CKV_AWS_260",),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["NET-04"],
            "docker": docker.CHECKS["NET-04"],
            "aws": (
                *_every_entry(
                    nothing_from_internet_but_web(), "admit a security group or a private range instead", inward=True
                ),
                only_into_edge_groups(INGRESS),
                only_into_edge_groups(EITHER),
            ),
        },
    ),
    Rule(
        id="NET-05",
        title="The internet is kept off high-risk ports",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=("sg-risky-ports-check", "ecs-security-group-risky-ports-check-with-protocol"),
            cis_alicloud=("3.2", "4.3", "4.4"),
            fsbp=("EC2.19",),
            cis=("6.1.2", "6.3", "6.4"),
            checkov=("CKV_AWS_24", "CKV_AWS_25", "CKV_ALI_2", "CKV_ALI_3"),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["NET-05"],
            "docker": docker.CHECKS["NET-05"],
            "aws": _every_entry(
                nothing_from_internet_to_high_risk_ports(), "admit the security group of the one user", inward=True
            ),
        },
    ),
    Rule(
        id="NET-06",
        title="No ingress rule opens all ports or all protocols",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(
            infraguard=("ecs-security-group-not-open-all-port", "ecs-security-group-not-open-all-protocol"),
            checkov=("CKV_AWS_277",),
        ),
        clouds={
            "alicloud": alicloud.CHECKS["NET-06"],
            "aws": _every_entry(not_all_ports(), "name the protocol and the ports that are used", inward=True),
        },
    ),
    Rule(
        id="NET-07",
        title="Egress is not open to the internet on all protocols",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(infraguard=("ecs-security-group-egress-not-all-access",), checkov=("CKV_AWS_382",)),
        clouds={
            "alicloud": alicloud.CHECKS["NET-07"],
            "docker": docker.CHECKS["NET-07"],
            "aws": _every_entry(
                not_everything_to_internet(), "name the protocol and the ports that are used", inward=False
            ),
        },
    ),
    Rule(
        id="NET-11",
        title="The default VPC and its subnets are not used",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(cis_alicloud=("3.1",), checkov=("CKV_AWS_148",)),
        clouds={
            "alicloud": alicloud.CHECKS["NET-11"],
            "aws": (
                Forbidden("aws:ec2/defaultVpc:DefaultVpc", "make a VPC of the stack's own"),
                Forbidden("aws:ec2/defaultSubnet:DefaultSubnet", "make subnets of the stack's own"),
            ),
        },
    ),
    Rule(
        id="NET-12",
        title="Services and jobs lie in private subnets, which no internet gateway serves",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(checkov=("CKV2_AWS_35",)),
        clouds={
            "alicloud": alicloud.CHECKS["NET-12"],
            "aws": (
                in_private_subnets("aws:ecs/service:Service", "networkConfiguration", AWS),
                in_private_subnets("aws:scheduler/schedule:Schedule", "target", AWS),
            ),
        },
    ),
)
