"""Changes in networks that a rule must notice."""

import json

from policies.pack.resource import Resource
from tests.policies.building import Stack, made
from tests.policies.mutation import Mutation, edited, linked, of_type, otherwise, put, removed

SUBNET = "aws:ec2/subnet:Subnet"
GROUP = "aws:ec2/securityGroup:SecurityGroup"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
FLOW_LOG = "aws:ec2/flowLog:FlowLog"
ACL = "aws:ec2/networkAcl:NetworkAcl"
ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
ACCOUNT = "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions"
ROUTE = "aws:ec2/route:Route"
SERVICE = "aws:ecs/service:Service"
ANYWHERE = "0.0.0.0/0"
WEB = {"protocol": "6", "action": "allow", "ruleNo": 100, "cidrBlock": ANYWHERE, "fromPort": 443, "toPort": 443}
PULL = {"Effect": "Allow", "Principal": "*", "Action": "ecr:BatchGetImage", "Resource": "arn:aws:ecr:eu-central-1:1:*"}
EVERYTHING = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}


def first(stack: Stack, resource_type: str) -> Resource | None:
    """Any resource of a type."""
    found = of_type(stack, resource_type)
    return found[0] if found else None


def subnets(stack: Stack, tier: str) -> list[Resource]:
    """Those of a tier."""
    return [subnet for subnet in of_type(stack, SUBNET) if tier in subnet.name]


def in_public_subnets(stack: Stack, group_type: str) -> Stack | None:
    """The subnet groups of stores lie where the internet leads to."""
    groups, public = of_type(stack, group_type), subnets(stack, "public")
    return put(stack, *(linked(group, "subnetIds", *public) for group in groups)) if groups else None


def guard(_stack: Stack) -> list[Resource]:
    """A network ACL, as it should be."""
    return [made(ACL, "guard", {"subnetIds": ["subnet-1"], "ingress": [WEB]})]


def interface(_stack: Stack) -> list[Resource]:
    """An endpoint of ECR, as it should be."""
    inputs = {
        "serviceName": "com.amazonaws.eu-central-1.ecr.api",
        "vpcEndpointType": "Interface",
        "privateDnsEnabled": True,
        "subnetIds": ["subnet-1", "subnet-2"],
        "securityGroupIds": ["sg-1"],
        "policy": json.dumps({"Version": "2012-10-17", "Statement": [PULL]}),
    }
    return [made(ENDPOINT, "images", inputs)]


def _groups(stack: Stack, service: Resource) -> list[Resource]:
    return [group for group in of_type(stack, GROUP) if group.urn in service.depends_on["networkConfiguration"]]


def admitted(rule: str, entry: dict[str, object], also: frozenset[str] = frozenset()) -> Mutation:
    """A second rule of a group that a service is in."""

    def change(stack: Stack) -> Stack | None:
        service = first(stack, SERVICE)
        if service is None:
            return None
        inputs = {"description": "added", "ipProtocol": "tcp", **entry}
        return put(stack, made(INGRESS, "added", inputs, securityGroupId=_groups(stack, service)))

    return Mutation(rule=rule, cloud="aws", change=change, also=also)


def _service_in_public(stack: Stack) -> Stack | None:
    service = first(stack, SERVICE)
    public = subnets(stack, "public")
    if service is None or not public:
        return None
    return put(stack, linked(service, "networkConfiguration", *public, *_groups(stack, service)))


def _same_zone(tier: str) -> Mutation:
    def change(stack: Stack) -> Stack:
        return put(stack, *(edited(each, "availabilityZone", "eu-central-1a") for each in subnets(stack, tier)))

    return Mutation(rule="NET-15", cloud="aws", change=change)


MUTATIONS = (
    otherwise("NET-01", DEFAULT_GROUP, "ingress", [{"protocol": "-1", "self": True}]),
    Mutation(rule="NET-01", cloud="aws", change=lambda stack: removed(stack, *of_type(stack, DEFAULT_GROUP))),
    Mutation(rule="NET-02", cloud="aws", change=lambda stack: removed(stack, *of_type(stack, FLOW_LOG))),
    otherwise("NET-02", FLOW_LOG, "trafficType", "ACCEPT"),
    otherwise("NET-03", SUBNET, "mapPublicIpOnLaunch", True),
    admitted("NET-04", {"cidrIpv4": ANYWHERE, "fromPort": 8443, "toPort": 8443}),
    admitted("NET-05", {"cidrIpv4": ANYWHERE, "fromPort": 22, "toPort": 22}, frozenset({"NET-04"})),
    admitted("NET-06", {"cidrIpv4": "10.0.0.0/8", "ipProtocol": "-1"}),
    otherwise("NET-07", EGRESS, "", lambda old: {**old, "ipProtocol": "-1", "cidrIpv4": ANYWHERE}),
    otherwise("NET-08", GROUP, "description", "Managed by Pulumi"),
    otherwise("NET-08", INGRESS, "description"),
    Mutation(rule="NET-09", cloud="aws", type=ACL, path="ingress[].fromPort", value=22, adds=guard),
    Mutation(rule="NET-10", cloud="aws", type=ACL, path="subnetIds", value=[], adds=guard),
    Mutation(
        rule="NET-11",
        cloud="aws",
        change=lambda stack: put(stack, made("aws:ec2/defaultVpc:DefaultVpc", "default", {})),
    ),
    Mutation(rule="NET-12", cloud="aws", change=_service_in_public, also=frozenset({"EC-15"})),
    Mutation(rule="NET-13", cloud="aws", change=lambda stack: removed(stack, *of_type(stack, ENDPOINT))),
    Mutation(rule="NET-14", cloud="aws", type=ENDPOINT, path="privateDnsEnabled", value=False, adds=interface),
    Mutation(rule="NET-14", cloud="aws", type=ENDPOINT, path="policy{}.Statement[]", value=EVERYTHING, adds=interface),
    _same_zone("app"),
    _same_zone("data"),
    Mutation(
        rule="NET-16",
        cloud="aws",
        type=ACCOUNT,
        path="internetGatewayBlockMode",
        value="off",
        adds=lambda _: [made(ACCOUNT, "account", {"internetGatewayBlockMode": "block-ingress"})],
    ),
    Mutation(
        rule="NET-17",
        cloud="aws",
        change=lambda stack: put(stack, made(GROUP, "nobody", {"description": "Nobody"})),
    ),
    Mutation(
        rule="NET-19",
        cloud="aws",
        change=lambda stack: put(stack, made("aws:ec2/eip:Eip", "spare", {"domain": "vpc"})),
    ),
    Mutation(
        rule="NET-20",
        cloud="aws",
        type=ROUTE,
        path="destinationCidrBlock",
        value="10.9.0.0/16",
        adds=lambda _: [
            made(ROUTE, "to-peer", {"destinationCidrBlock": "10.9.1.0/24", "vpcPeeringConnectionId": "pcx-1"})
        ],
    ),
)
