"""The ways into and out of a network, about which no rule has anything to say."""

import json

from policies.rules.endpoints import NEEDED
from tests.policies.building import Stack, joined, made
from tests.policies.good_network import zone

PULL = {"Effect": "Allow", "Principal": "*", "Action": "ecr:*", "Resource": "arn:aws:ecr:eu-central-1:111122223333:*"}


def with_ways(stack: Stack) -> Stack:
    """The network with second zones, endpoints, a network ACL and known addresses."""
    vpc = stack["network"]
    secure = made("aws:ec2/networkAcl:NetworkAcl", "guard", {"subnetIds": ["subnet-1"], "ingress": [entry(443.0)]})
    address = made("aws:ec2/eip:Eip", "nat-address", {"domain": "vpc"})
    endpoints = [
        made(
            "aws:ec2/vpcEndpoint:VpcEndpoint",
            f"endpoint-{service}",
            {"serviceName": f"com.amazonaws.eu-central-1.{service}", "vpcEndpointType": "Gateway"},
            vpcId=vpc,
        )
        for service in NEEDED
        if service != "ecr.api"
    ]
    return joined(
        stack,
        secure,
        address,
        *endpoints,
        made("aws:ec2/subnet:Subnet", "public-b", {"tags": {"tier": "public"}, **zone("b")}, vpcId=vpc),
        made("aws:ec2/subnet:Subnet", "private-b", zone("b"), vpcId=vpc),
        made("aws:ec2/networkAclRule:NetworkAclRule", "guard-web", {**entry(80.0), "ruleAction": "allow"}),
        made("aws:ec2/natGateway:NatGateway", "nat-b", allocationId=address),
        made("aws:ec2/eip:Eip", "machine-address", {"instance": "i-1"}),
        made(
            "aws:ec2/route:Route",
            "to-peer",
            {"destinationCidrBlock": "10.9.1.0/24", "vpcPeeringConnectionId": "pcx-1"},
        ),
        made(
            "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
            "account",
            {"internetGatewayBlockMode": "block-ingress"},
        ),
        made(
            "aws:ec2/vpcEndpoint:VpcEndpoint",
            "endpoint-ecr.api",
            {
                "serviceName": "com.amazonaws.eu-central-1.ecr.api",
                "vpcEndpointType": "Interface",
                "privateDnsEnabled": True,
                "subnetIds": ["subnet-1", "subnet-2"],
                "securityGroupIds": ["sg-1"],
                "policy": json.dumps({"Statement": [PULL]}),
            },
            vpcId=vpc,
        ),
    )


def entry(port: float) -> dict[str, object]:
    """What a network ACL lets in."""
    return {"action": "allow", "protocol": "6", "cidrBlock": "0.0.0.0/0", "fromPort": port, "toPort": port}
