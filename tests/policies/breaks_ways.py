"""How each rule about the ways into and out of a network is broken."""

from tests.policies.breaks import Break, adding, linking, removing, setting
from tests.policies.building import GONE
from tests.policies.good_ways import entry

INTERFACE = "endpoint-ecr.api"
EVERYTHING = '{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}'

WAYS = [
    setting("NET-08", "room", "description", GONE),
    setting("NET-08", "room", "description", "Managed by Pulumi"),
    setting("NET-08", "room-from-door", "description", ""),
    setting("NET-08", "room-out", "description", GONE),
    setting("NET-08", "door-old", "description", GONE),
    setting("NET-09", "guard", "ingress.0", entry(22.0)),
    setting("NET-09", "guard", "ingress.0.protocol", "-1"),
    setting("NET-09", "guard", "ingress.0.fromPort", 1.0),
    setting("NET-09", "guard-web", "fromPort", 20.0),
    setting("NET-10", "guard", "subnetIds", []),
    setting("NET-10", "guard", "ingress", []),
    removing("NET-13", "endpoint-logs"),
    setting("NET-13", "endpoint-s3", "serviceName", "com.amazonaws.eu-central-1.s3express"),
    linking("NET-13", "endpoint-kms", "vpcId"),
    setting("NET-14", INTERFACE, "privateDnsEnabled", False),
    setting("NET-14", INTERFACE, "subnetIds", ["subnet-1"]),
    setting("NET-14", INTERFACE, "securityGroupIds", []),
    setting("NET-14", INTERFACE, "policy", GONE),
    setting("NET-14", INTERFACE, "policy", EVERYTHING),
    setting("NET-15", "private-b", "availabilityZone", "eu-central-1a"),
    setting("NET-15", "public-b", "tags", {}),
    setting("NET-16", "account", "internetGatewayBlockMode", "off"),
    adding("NET-17", "aws:ec2/securityGroup:SecurityGroup", {"description": "Nobody"}),
    linking("NET-19", "nat-b", "allocationId"),
    setting("NET-20", "to-peer", "destinationCidrBlock", "0.0.0.0/0"),
    setting("NET-20", "to-peer", "destinationCidrBlock", "10.9.0.0/16"),
    setting("NET-20", "to-peer", "destinationIpv6CidrBlock", "2001:db8::/56"),
    setting("NET-20", "inside", "routes", [{"cidrBlock": "10.9.0.0/16", "vpcPeeringConnectionId": "pcx-1"}]),
]


def _opening(**changes: object) -> Break:
    entry = {"policy": "accept", "protocol": "tcp", "sourceCidrIp": "0.0.0.0/0", "port": "443/443", **changes}
    return setting("NET-09", "ali-guard", "ingressAclEntries", [entry])


ALICLOUD = [
    adding("NET-03", "alicloud:ecs/instance:Instance", {"internetMaxBandwidthOut": 5.0}),
    setting("NET-08", "ali-room", "description", GONE),
    setting("NET-08", "ali-room-out", "description", GONE),
    _opening(port="20/30"),
    _opening(port="-1/-1", protocol="all"),
    setting("NET-10", "ali-guard", "resources", []),
    setting("NET-10", "ali-guard", "ingressAclEntries", []),
    removing("NET-13", "ali-oss"),
    setting("NET-13", "ali-oss", "serviceName", "com.aliyun.eu-central-1.ots"),
    setting("NET-14", "ali-endpoint", "securityGroupIds", []),
    setting("NET-14", "ali-endpoint", "policyDocument", GONE),
    setting("NET-14", "ali-endpoint", "policyDocument", EVERYTHING),
    removing("NET-14", "ali-endpoint-b"),
    setting("NET-15", "ali-switch-b", "zoneId", "eu-central-1a"),
    adding("NET-18", "alicloud:vpc/forwardEntry:ForwardEntry", {"externalPort": "22"}),
    setting("NET-18", "ali-nat", "natType", "Normal"),
    setting("NET-18", "ali-nat", "deletionProtection", GONE),
    removing("NET-19", "ali-bound", "NET-03"),
    setting("NET-19", "ali-address", "deletionProtection", False),
    setting("NET-20", "ali-to-peer", "destinationCidrblock", "10.9.0.0/16"),
]
