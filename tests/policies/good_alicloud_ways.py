"""The ways into and out of a network on Alibaba Cloud, about which no rule has anything to say."""

import json

from policies.pack.resource import Resource
from tests.policies.building import made

ENDPOINT = "alicloud:privatelink/vpcEndpoint:VpcEndpoint"
ASK = {"Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*"}


def ways(vpc: Resource) -> list[Resource]:
    """Two zones, endpoints, a network ACL, a NAT gateway, a peer, and a machine without an address of its own."""
    endpoint = made(
        ENDPOINT,
        "ali-endpoint",
        {"securityGroupIds": ["sg-1"], "policyDocument": json.dumps({"Version": "1", "Statement": [ASK]})},
        vpcId=vpc,
    )
    admitted = {"policy": "accept", "protocol": "tcp", "sourceCidrIp": "0.0.0.0/0", "port": "443/443"}
    return [
        endpoint,
        *(
            made("alicloud:privatelink/vpcEndpointZone:VpcEndpointZone", f"ali-endpoint-{zone}", endpointId=endpoint)
            for zone in "ab"
        ),
        *(
            made("alicloud:vpc/switch:Switch", f"ali-switch-{zone}", {"zoneId": f"eu-central-1{zone}"}, vpcId=vpc)
            for zone in "ab"
        ),
        made(
            "alicloud:vpc/gatewayEndpoint:GatewayEndpoint",
            "ali-oss",
            {"serviceName": "com.aliyun.eu-central-1.oss"},
            vpcId=vpc,
        ),
        made(
            "alicloud:vpc/networkAcl:NetworkAcl",
            "ali-guard",
            {"resources": [{"resourceId": "vsw-1", "resourceType": "VSwitch"}], "ingressAclEntries": [admitted]},
            vpcId=vpc,
        ),
        made(
            "alicloud:vpc/natGateway:NatGateway",
            "ali-nat",
            {"natType": "Enhanced", "deletionProtection": True},
            vpcId=vpc,
        ),
        made(
            "alicloud:vpc/routeEntry:RouteEntry",
            "ali-to-peer",
            {"destinationCidrblock": "10.9.1.0/24", "nexthopType": "VpcPeer"},
        ),
        made("alicloud:ecs/instance:Instance", "ali-machine", {"internetMaxBandwidthOut": 0.0}),
    ]
