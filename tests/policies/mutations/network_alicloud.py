"""Changes in networks on Alibaba Cloud that a rule must notice."""

import json

from policies.pack.resource import Resource
from tests.policies.building import Stack, made
from tests.policies.mutation import Mutation, edited, of_type, otherwise, put, removed

NETWORK = "alicloud:vpc/network:Network"
SWITCH = "alicloud:vpc/switch:Switch"
GROUP = "alicloud:ecs/securityGroup:SecurityGroup"
RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule"
FLOW_LOG = "alicloud:vpc/flowLog:FlowLog"
ACL = "alicloud:vpc/networkAcl:NetworkAcl"
ENDPOINT = "alicloud:privatelink/vpcEndpoint:VpcEndpoint"
ZONE = "alicloud:privatelink/vpcEndpointZone:VpcEndpointZone"
OSS = "alicloud:vpc/gatewayEndpoint:GatewayEndpoint"
NAT = "alicloud:vpc/natGateway:NatGateway"
ADDRESS = "alicloud:ecs/eipAddress:EipAddress"
BOUND = "alicloud:ecs/eipAssociation:EipAssociation"
ROUTE = "alicloud:vpc/routeEntry:RouteEntry"
MACHINE = "alicloud:ecs/instance:Instance"
ANYWHERE = "0.0.0.0/0"
WEB = {"policy": "accept", "protocol": "tcp", "sourceCidrIp": ANYWHERE, "port": "443/443"}
ASK = {"Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*"}
EVERYTHING = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}


def _into(stack: Stack, resource: Resource) -> bool:
    """Whether a rule lets one group into another."""
    return resource.properties["type"] == "ingress" and "sourceSecurityGroupId" in resource.properties


def _closes(_stack: Stack, resource: Resource) -> bool:
    """Whether a rule is the one that refuses what no other allows."""
    return resource.properties["type"] == "egress" and resource.properties.get("policy") == "drop"


def opened(rule: str, ports: str, also: frozenset[str] = frozenset()) -> Mutation:
    """A rule between groups that admits the internet as well."""
    return Mutation(
        rule=rule,
        cloud="alicloud",
        type=RULE,
        path="",
        where=_into,
        value=lambda old: {**old, "cidrIp": ANYWHERE, "portRange": ports},
        also=also,
    )


def _guard(_stack: Stack) -> list[Resource]:
    guarded = [{"resourceId": "vsw-1", "resourceType": "VSwitch"}]
    return [made(ACL, "guard", {"resources": guarded, "ingressAclEntries": [WEB]})]


def _interface(_stack: Stack) -> list[Resource]:
    policy = json.dumps({"Version": "1", "Statement": [ASK]})
    endpoint = made(ENDPOINT, "keys", {"securityGroupIds": ["sg-1"], "policyDocument": policy})
    return [endpoint, *(made(ZONE, f"keys-{zone}", endpointId=endpoint) for zone in "ab")]


def _same_zone(stack: Stack) -> Stack:
    data = [switch for switch in of_type(stack, SWITCH) if "data" in switch.name]
    return put(stack, *(edited(switch, "zoneId", "eu-central-1a") for switch in data))


MUTATIONS = (
    otherwise("NET-01", GROUP, "innerAccessPolicy", "Accept"),
    Mutation(rule="NET-02", cloud="alicloud", change=lambda stack: removed(stack, *of_type(stack, FLOW_LOG))),
    otherwise("NET-03", BOUND, "instanceType", "EcsInstance"),
    Mutation(
        rule="NET-03",
        cloud="alicloud",
        type=MACHINE,
        path="internetMaxBandwidthOut",
        value=5,
        adds=lambda _: [made(MACHINE, "machine", {"internetMaxBandwidthOut": 0})],
    ),
    opened("NET-04", "8443/8443"),
    opened("NET-05", "22/22", frozenset({"NET-04"})),
    Mutation(rule="NET-06", cloud="alicloud", type=RULE, path="portRange", value="1/65535", where=_into),
    Mutation(rule="NET-07", cloud="alicloud", type=RULE, path="policy", value="accept", where=_closes),
    otherwise("NET-08", GROUP, "description"),
    otherwise("NET-08", RULE, "description"),
    Mutation(rule="NET-09", cloud="alicloud", type=ACL, path="ingressAclEntries[].port", value="20/30", adds=_guard),
    Mutation(rule="NET-10", cloud="alicloud", type=ACL, path="resources", value=[], adds=_guard),
    otherwise("NET-11", NETWORK, "isDefault", True),
    Mutation(
        rule="NET-12",
        cloud="alicloud",
        type=ROUTE,
        path="nexthopType",
        value="Ipv4Gateway",
        where=lambda _, route: route.properties["destinationCidrblock"] == ANYWHERE,
        also=frozenset({"EC-15"}),
    ),
    Mutation(rule="NET-13", cloud="alicloud", change=lambda stack: removed(stack, *of_type(stack, OSS))),
    Mutation(rule="NET-14", cloud="alicloud", type=ENDPOINT, path="securityGroupIds", value=[], adds=_interface),
    Mutation(
        rule="NET-14",
        cloud="alicloud",
        type=ENDPOINT,
        path="policyDocument{}.Statement[]",
        value=EVERYTHING,
        adds=_interface,
    ),
    Mutation(
        rule="NET-14", cloud="alicloud", adds=_interface, change=lambda stack: removed(stack, *of_type(stack, ZONE))
    ),
    Mutation(rule="NET-15", cloud="alicloud", change=_same_zone),
    otherwise("NET-18", NAT, "deletionProtection", False),
    Mutation(
        rule="NET-18",
        cloud="alicloud",
        change=lambda stack: put(stack, made("alicloud:vpc/forwardEntry:ForwardEntry", "in", {"externalPort": "22"})),
    ),
    otherwise("NET-19", ADDRESS, "deletionProtection"),
    Mutation(
        rule="NET-20",
        cloud="alicloud",
        type=ROUTE,
        path="destinationCidrblock",
        value="10.0.0.0/8",
        adds=lambda _: [made(ROUTE, "to-peer", {"destinationCidrblock": "10.9.1.0/24", "nexthopType": "VpcPeer"})],
    ),
)
