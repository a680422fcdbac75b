"""What EC2 refuses and answers."""

import re

import pytest

from tests.simulator.builders import GATEWAY, GROUP, SUBNET, VPC, Network
from tests.simulator.world import World

NAT = "aws:ec2/natGateway:NatGateway"
EIP = "aws:ec2/eip:Eip"
ROUTE = "aws:ec2/route:Route"
ROUTE_TABLE = "aws:ec2/routeTable:RouteTable"
ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation"
ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
both_ways = pytest.mark.parametrize("rule_type", [INGRESS, EGRESS])
DEFAULT = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"


def test_a_subnet_lies_in_its_vpc(world: World, network: Network) -> None:
    assert world.refused(SUBNET, vpcId=network.vpc.id, cidrBlock="10.1.0.0/24") == (
        f"InvalidSubnet.Range: The CIDR '10.1.0.0/24' is invalid: it is not within 10.0.0.0/16 of {network.vpc.id}"
    )


def test_subnets_do_not_overlap(world: World, network: Network) -> None:
    assert world.refused(SUBNET, vpcId=network.vpc.id, cidrBlock="10.0.0.0/25") == (
        f"InvalidSubnet.Conflict: The CIDR '10.0.0.0/25' conflicts with another subnet, {network.subnets[0].id}"
    )


@pytest.mark.parametrize("size", [15, 29])
def test_a_subnet_has_a_prefix_of_16_to_28(world: World, network: Network, size: int) -> None:
    words = world.refused(SUBNET, vpcId=network.vpc.id, cidrBlock=f"10.0.0.0/{size}")
    assert words == f"InvalidSubnet.Range: The CIDR '10.0.0.0/{size}' is invalid: its prefix must be /16 to /28"


def test_a_subnet_is_in_a_zone_of_its_region(world: World, network: Network) -> None:
    zone = {"availabilityZone": "us-east-1a"}
    assert world.refused(SUBNET, vpcId=network.vpc.id, cidrBlock="10.0.9.0/24", **zone) == (
        "InvalidParameterValue: Value (us-east-1a) for parameter availabilityZone is invalid: it is not in eu-central-1"
    )


def test_a_vpc_with_anything_in_it_stays(world: World, network: Network) -> None:
    for each in (*network.subnets, network.gateway, network.group):
        words = world.remove_refused(network.vpc)
        assert words.startswith(
            f"DependencyViolation: The vpc '{network.vpc.id}' has dependencies and cannot be deleted ("
        )
        world.remove(each)
    world.remove(network.vpc)
    assert world.cloud.resources() == []


def test_a_vpc_has_one_internet_gateway(world: World, network: Network) -> None:
    assert world.refused(GATEWAY, vpcId=network.vpc.id) == (
        f"Resource.AlreadyAssociated: Network {network.vpc.id} already has an internet gateway attached"
    )


def test_a_nat_gateway_needs_a_vpc_with_an_internet_gateway(world: World, network: Network) -> None:
    world.remove(network.gateway)
    address = world.make(EIP, "e", domain="vpc")
    assert world.refused(NAT, subnetId=network.subnet_ids[0], allocationId=address.id) == (
        f"Gateway.NotAttached: Network {network.vpc.id} has no Internet gateway attached"
    )


def test_a_nat_gateway_has_an_address_of_its_own(world: World, network: Network) -> None:
    assert world.refused(NAT, subnetId=network.subnet_ids[0]) == (
        "MissingParameter: The request must contain the parameter AllocationId for a public NAT gateway"
    )
    address = world.make(EIP, "e", domain="vpc")
    made = world.make(NAT, "n", subnetId=network.subnet_ids[0], allocationId=address.id)
    assert made.properties["publicIp"] == address.properties["publicIp"]
    assert re.fullmatch(r"10\.0\.0\.\d+", made.properties["privateIp"])
    assert world.refused(NAT, subnetId=network.subnet_ids[1], allocationId=address.id) == (
        f"Resource.AlreadyAssociated: Elastic IP address [{address.id}] is already associated"
    )
    assert world.remove_refused(network.gateway).startswith(
        f"DependencyViolation: Network {network.vpc.id} has some mapped public address(es) ({made.id})."
    )


def test_a_table_has_one_route_to_a_destination(world: World, network: Network) -> None:
    table = world.make(ROUTE_TABLE, "t", vpcId=network.vpc.id)
    out = {"destinationCidrBlock": "0.0.0.0/0", "gatewayId": network.gateway.id}
    world.make(ROUTE, "r", routeTableId=table.id, **out)
    assert world.refused(ROUTE, routeTableId=table.id, **out) == (
        f"RouteAlreadyExists: The route identified by 0.0.0.0/0 already exists in {table.id}"
    )


def test_a_route_has_one_target_and_one_destination(world: World, network: Network) -> None:
    target = {"routeTableId": "rtb-1", "destinationCidrBlock": "0.0.0.0/0"}
    assert "exactly one of carrierGatewayId, coreNetworkArn" in world.problems(ROUTE, **target)[0]
    [words] = world.problems(ROUTE, **target, gatewayId="igw-1", natGatewayId="nat-1")
    assert words.startswith("gatewayId: only one of carrierGatewayId, ")
    assert words.endswith(" may be given, got gatewayId, natGatewayId")
    assert world.problems(ROUTE, routeTableId="rtb-1", gatewayId="igw-1") == [
        (
            "destinationCidrBlock: exactly one of destinationCidrBlock, destinationIpv6CidrBlock, "
            "destinationPrefixListId "
            "must be given"
        )
    ]


def test_a_subnet_has_one_route_table_and_a_new_one_gives_a_new_id(world: World, network: Network) -> None:
    tables = [world.make(ROUTE_TABLE, f"t{number}", vpcId=network.vpc.id) for number in range(2)]
    made = world.make(ASSOCIATION, "a", routeTableId=tables[0].id, subnetId=network.subnet_ids[0])
    words = world.refused(ASSOCIATION, routeTableId=tables[1].id, subnetId=network.subnet_ids[0])
    assert words.startswith("Resource.AlreadyAssociated: the specified association for route table")
    assert world.remove_refused(tables[0]).startswith(
        f"DependencyViolation: The routeTable '{tables[0].id}' has depend"
    )
    world.change(made, routeTableId=tables[1].id, subnetId=network.subnet_ids[0])
    [record] = world.cloud.find(ASSOCIATION)
    assert record.id != made.id
    assert record.properties["routeTableId"] == tables[1].id


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        (
            {"serviceName": "com.amazonaws.us-east-1.s3"},
            "InvalidServiceName: The Vpc Endpoint Service 'com.amazonaws.us-east-1.s3' does not exist in eu-central-1",
        ),
        (
            {"serviceName": "com.amazonaws.eu-central-1.logs"},
            (
                "InvalidParameter: Endpoint type (Gateway) does not match available service types ([Interface]) of "
                "com.amazonaws.eu-central-1.logs"
            ),
        ),
        (
            {"serviceName": "com.amazonaws.eu-central-1.s3", "privateDnsEnabled": True},
            "InvalidParameter: privateDnsEnabled cannot be given for an endpoint of type Gateway",
        ),
    ],
)
def test_an_endpoint_is_of_a_service_and_type_there_are(
    world: World, network: Network, inputs: dict[str, object], words: str
) -> None:
    assert world.refused(ENDPOINT, vpcId=network.vpc.id, **inputs) == words


def test_a_rule_may_name_the_prefix_list_of_a_gateway_endpoint(world: World, network: Network) -> None:
    endpoint = world.make(ENDPOINT, "s3", vpcId=network.vpc.id, serviceName="com.amazonaws.eu-central-1.s3")
    named = endpoint.properties["prefixListId"]
    rule = {"ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "prefixListId": named}
    assert world.make(INGRESS, "r", securityGroupId=network.group.id, **rule).properties["prefixListId"] == named


def test_a_security_group_another_group_names_stays(world: World, network: Network) -> None:
    other = world.make(GROUP, "other", vpcId=network.vpc.id)
    rule = {"ipProtocol": "tcp", "fromPort": 5432, "toPort": 5432, "referencedSecurityGroupId": other.id}
    made = world.make(INGRESS, "r", securityGroupId=network.group.id, **rule)
    assert world.remove_refused(other) == f"DependencyViolation: resource {other.id} has a dependent object ({made.id})"
    world.remove(network.group)
    assert world.cloud.find(INGRESS) == []
    world.remove(other)


@both_ways
def test_a_group_has_no_two_equal_rules(world: World, network: Network, rule_type: str) -> None:
    rule = {
        "securityGroupId": network.group.id,
        "ipProtocol": "tcp",
        "fromPort": 80,
        "toPort": 80,
        "cidrIpv4": "0.0.0.0/0",
    }
    made = world.make(rule_type, "r", **rule)
    assert world.refused(rule_type, **rule) == (
        f"InvalidPermission.Duplicate: the specified rule already exists in {network.group.id} ({made.id})"
    )


@both_ways
def test_rules_join_groups_of_one_vpc(world: World, network: Network, rule_type: str) -> None:
    elsewhere = world.make(GROUP, "g", vpcId=world.make(VPC, "other", cidrBlock="10.9.0.0/16").id)
    rule = {"ipProtocol": "tcp", "fromPort": 80, "toPort": 80, "referencedSecurityGroupId": elsewhere.id}
    assert world.refused(rule_type, securityGroupId=network.group.id, **rule) == (
        "InvalidGroup.NotFound: You have specified two resources that belong to different networks: "
        f"{network.group.id}, {elsewhere.id}"
    )


@both_ways
@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        (
            {"ipProtocol": "tcp", "fromPort": 80, "toPort": 80},
            "cidrIpv4: exactly one of cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId must be given",
        ),
        (
            {"ipProtocol": "tcp", "cidrIpv4": "0.0.0.0/0"},
            "fromPort: fromPort and toPort must be given for protocol tcp",
        ),
        (
            {"ipProtocol": "-1", "cidrIpv4": "0.0.0.0/0", "fromPort": 0, "toPort": 0},
            "fromPort: fromPort and toPort must be left out for protocol -1, which means all",
        ),
        (
            {"ipProtocol": "tcp", "cidrIpv4": "0.0.0.0/0", "fromPort": 90, "toPort": 80},
            "fromPort: must be at most toPort; got 90 and 80",
        ),
    ],
)
def test_a_rule_has_one_peer_and_its_ports(world: World, rule_type: str, inputs: dict[str, object], words: str) -> None:
    assert world.problems(rule_type, None, securityGroupId="sg-1", **inputs) == [words]


def test_a_group_name_is_unique_in_its_vpc(world: World, network: Network) -> None:
    world.make(GROUP, "g", vpcId=network.vpc.id, name="web")
    assert world.refused(GROUP, vpcId=network.vpc.id, name="web") == (
        "InvalidGroup.Duplicate: The security group 'web' already exists for this VPC"
    )


def test_the_default_group_is_the_vpcs_own(world: World, network: Network) -> None:
    made = world.make(DEFAULT, "d", vpcId=network.vpc.id)
    assert made.id == network.vpc.properties["defaultSecurityGroupId"]
    assert made.properties["name"] == "default"


def test_addresses_are_nobodys_and_differ(world: World) -> None:
    addresses = [world.make(EIP, f"e{number}", domain="vpc").properties["publicIp"] for number in range(5)]
    assert len(set(addresses)) == 5
    assert all(address.startswith("203.0.113.") for address in addresses)
