"""What VPC refuses and answers: vSwitches, gateways, addresses, route tables and endpoints."""

import ipaddress
from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.alicloud_builders import READ, SWITCH, VPC, Network, database, policy
from tests.simulator.world import World

NAT = "alicloud:vpc/natGateway:NatGateway"
SNAT = "alicloud:vpc/snatEntry:SnatEntry"
ADDRESS = "alicloud:ecs/eipAddress:EipAddress"
ASSOCIATION = "alicloud:ecs/eipAssociation:EipAssociation"
ENDPOINT = "alicloud:vpc/gatewayEndpoint:GatewayEndpoint"
ENDPOINT_TABLE = "alicloud:vpc/gatewayEndpointRouteTableAttachment:GatewayEndpointRouteTableAttachment"
TABLE = "alicloud:vpc/routeTable:RouteTable"
TABLE_SWITCH = "alicloud:vpc/routeTableAttachment:RouteTableAttachment"
OSS = "com.aliyun.eu-central-1.oss"


def gateway(ali: World, net: Network, **more: Any) -> Record:
    return ali.make(NAT, "n", vpcId=net.vpc.id, vswitchId=net.switches[0].id, natType="Enhanced", **more)


def bound(ali: World, nat: Record) -> tuple[Record, Record]:
    """An address and what binds it to a gateway."""
    address = ali.make(ADDRESS, "e")
    return address, ali.make(ASSOCIATION, "a", allocationId=address.id, instanceId=nat.id)


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"zoneId": "eu-central-1z"}, "InvalidZoneId.NotFound: Specified zone ID does not exist: eu-central-1z"),
        ({"cidrBlock": "10.0.0.0/15"}, "InvalidCidrBlock: a vSwitch has a prefix length of 16 to 29"),
        ({"cidrBlock": "10.0.9.0/30"}, "InvalidCidrBlock: a vSwitch has a prefix length of 16 to 29"),
        ({"cidrBlock": "10.1.0.0/24"}, "InvalidCidrBlock: 10.1.0.0/24 lies outside the VPC's 10.0.0.0/16"),
    ],
)
def test_a_switch_lies_in_its_zone_and_vpc(ali: World, net: Network, inputs: dict[str, Any], words: str) -> None:
    asked = {"vpcId": net.vpc.id, "zoneId": "eu-central-1c", "cidrBlock": "10.0.9.0/24", **inputs}
    assert ali.refused(SWITCH, **asked) == words


@pytest.mark.parametrize("size", [16, 29])
def test_a_switch_may_be_as_large_and_as_small(ali: World, size: int) -> None:
    vpc = ali.make(VPC, "v", cidrBlock="10.0.0.0/16")
    made = ali.make(SWITCH, "s", vpcId=vpc.id, cidrBlock=f"10.0.0.0/{size}", availabilityZone="eu-central-1a")
    assert made.properties["cidrBlock"] == f"10.0.0.0/{size}"


def test_switches_do_not_overlap(ali: World, net: Network) -> None:
    words = ali.refused(SWITCH, vpcId=net.vpc.id, cidrBlock="10.0.0.128/25", zoneId="eu-central-1a")
    assert words == f"InvalidCidrBlock.Overlapped: 10.0.0.128/25 overlaps with {net.switches[0].id}"


def test_a_switch_that_gets_ipv6_says_its_range(ali: World, net: Network) -> None:
    asked = {name: net.switches[0].properties[name] for name in ("vpcId", "cidrBlock", "zoneId")}
    words = ali.change_refused(net.switches[0], **asked, enableIpv6=True)
    assert words == "ipv6CidrBlockMask is required to turn enableIpv6 on"
    assert ali.change(net.switches[0], **asked, description="plain")["description"] == "plain"
    assert ali.change(net.switches[0], **asked, enableIpv6=True, ipv6CidrBlockMask=8)["enableIpv6"] is True
    [switch] = ali.cloud.find(SWITCH, enableIpv6=True)
    assert ali.change(switch, **asked, enableIpv6=True, description="six")["description"] == "six"


def test_a_switch_that_a_database_lies_in_stays(ali: World, net: Network) -> None:
    both = ",".join(each.id for each in net.switches)
    zones = {"zoneId": "eu-central-1a", "zoneIdSlaveA": "eu-central-1b"}
    instance = database(ali, net, vswitchId=both, category="HighAvailability", **zones)
    for each in net.switches:
        assert ali.remove_refused(each) == (
            f"DependencyViolation: Specified object has dependent resources: {each.id} is used by {instance.id}"
        )
    ali.remove(ali.make(SWITCH, "unused", vpcId=net.vpc.id, cidrBlock="10.0.9.0/24", zoneId="eu-central-1a"))
    ali.remove(instance)
    ali.remove(net.switches[0])


@pytest.mark.parametrize("left_out", ["natType", "vswitchId"])
def test_a_gateway_is_enhanced_and_lies_in_a_switch(ali: World, net: Network, left_out: str) -> None:
    asked = {"vpcId": net.vpc.id, "vswitchId": net.switches[0].id, "natType": "Enhanced"}
    del asked[left_out]
    words = "InvalidNatType.NotSupport: a NAT gateway is of type Enhanced and lies in a vSwitch"
    assert ali.refused(NAT, **asked) == words


def test_what_an_address_and_a_gateway_cost_by_default(ali: World, net: Network) -> None:
    address, nat = ali.make(ADDRESS, "e").properties, gateway(ali, net).properties
    assert (address["paymentType"], address["internetChargeType"]) == ("PayAsYouGo", "PayByBandwidth")
    assert (nat["paymentType"], nat["internetChargeType"]) == ("PayAsYouGo", "PayByLcu")
    assert nat["availabilityMode"] == "CrossAZ"


def test_addresses_are_addresses_of_the_internet(ali: World) -> None:
    addresses = [ali.make(ADDRESS, f"e{number}").properties["ipAddress"] for number in range(20)]
    assert all(ipaddress.IPv4Address(each).is_global for each in addresses)


@pytest.mark.parametrize("prepaid", [{"paymentType": "Subscription"}, {"instanceChargeType": "PrePaid"}])
def test_what_is_prepaid_is_left_behind(ali: World, net: Network, prepaid: dict[str, str]) -> None:
    nat, address = gateway(ali, net, **prepaid), ali.make(ADDRESS, "e", **prepaid)
    for each in (nat, address):
        ali.remove(each)
    assert {each.id for each in ali.cloud.left_behind()} == {nat.id, address.id}
    assert ali.cloud.find(NAT) == ali.cloud.find(ADDRESS) == []


def test_what_is_paid_as_it_goes_is_gone(ali: World, net: Network) -> None:
    for each in (gateway(ali, net), ali.make(ADDRESS, "e")):
        ali.remove(each)
    assert ali.cloud.left_behind() == []


def test_protected_gateways_and_addresses_stay(ali: World, net: Network) -> None:
    for each in (gateway(ali, net, deletionProtection=True), ali.make(ADDRESS, "e", deletionProtection=True)):
        words = f"OperationDenied.DeletionProtection: {each.id} is protected against deletion"
        assert ali.remove_refused(each) == words
        ali.remove(each, deletionProtection=False)


def test_an_entry_has_an_address_of_its_gateway(ali: World, net: Network) -> None:
    nat, switch = gateway(ali, net), net.switches[0].id
    address, binding = bound(ali, nat)
    ip = address.properties["ipAddress"]
    asked = {"snatTableId": nat.properties["snatTableIds"], "sourceVswitchId": switch}
    other = ali.make(ADDRESS, "other", ipAddress="47.1.2.3").properties["ipAddress"]
    for ips in (other, f"{ip},{other}"):
        words = f"EIP_NOT_IN_GATEWAY: the EIP {other} is not bound to the NAT gateway"
        assert ali.refused(SNAT, snatIp=ips, **asked) == words
    entry = ali.make(SNAT, "s", snatIp=ip, **asked)
    assert entry.id == f"{asked['snatTableId']}:{entry.properties['snatEntryId']}"
    assert ali.remove_refused(binding) == (
        f"InvalidIpStatus.HasBeenUsedBySnatTable: the EIP {address.id} is used by {entry.id}"
    )
    ali.remove(bound(ali, nat)[1])
    assert ali.remove_refused(address).startswith("IncorrectEipStatus: ")
    assert ali.remove_refused(nat).startswith("DependencyViolation.EIPS: ")
    for each in (entry, binding, address, nat):
        ali.remove(each)


def test_a_gateway_removed_by_force_takes_its_entries_along(ali: World, net: Network) -> None:
    nat = gateway(ali, net, force=True)
    address, _ = bound(ali, nat)
    table = nat.properties["snatTableIds"]
    ali.make(SNAT, "s", snatTableId=table, snatIp=address.properties["ipAddress"], sourceCidr="10.0.0.0/24")
    ali.remove(nat)
    assert ali.cloud.find(SNAT) == ali.cloud.find(ASSOCIATION) == ali.cloud.find(NAT) == []


def test_a_table_goes_with_switches_of_its_vpc(ali: World, net: Network) -> None:
    elsewhere = ali.make(TABLE, "t", vpcId=ali.make(VPC, "v", cidrBlock="10.9.0.0/16").id)
    words = ali.refused(TABLE_SWITCH, routeTableId=elsewhere.id, vswitchId=net.switches[0].id)
    assert words == (f"InvalidVSwitchId: {net.switches[0].id} and the route table {elsewhere.id} are in different VPCs")


def test_a_table_with_switches_stays(ali: World, net: Network) -> None:
    table = ali.make(TABLE, "t", vpcId=net.vpc.id)
    attached = ali.make(TABLE_SWITCH, "a", routeTableId=table.id, vswitchId=net.switches[0].id)
    assert attached.id == f"{table.id}:{net.switches[0].id}"
    words = f"DependencyViolation.VSwitch: The route table {table.id} is attached to a vSwitch ({attached.id})"
    assert ali.remove_refused(table) == words
    ali.remove(attached)
    ali.remove(table)


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        (
            {"serviceName": "com.aliyun.us-east-1.oss"},
            "ResourceNotFound.EndpointService: there is no service com.aliyun.us-east-1.oss in eu-central-1",
        ),
        ({}, "MissingParameter.PolicyDocument: the endpoint of OSS needs a policy document"),
        ({"policyDocument": policy(READ)}, "MalformedPolicyDocument: a statement needs a Principal"),
    ],
)
def test_an_endpoint_is_of_the_region_and_says_what_may_pass(
    ali: World, net: Network, inputs: dict[str, Any], words: str
) -> None:
    assert ali.refused(ENDPOINT, **{"vpcId": net.vpc.id, "serviceName": OSS, **inputs}) == words


def test_an_endpoint_serves_the_main_table_too(ali: World, net: Network) -> None:
    document = policy({**READ, "Principal": "*"})
    made = ali.make(ENDPOINT, "e", vpcId=net.vpc.id, serviceName=OSS, policyDocument=document)
    table = net.vpc.properties["routeTableId"]
    joined = ali.make(ENDPOINT_TABLE, "a", gatewayEndpointId=made.id, routeTableId=table)
    assert joined.id == f"{made.id}:{table}"
    assert ali.change_refused(made, vpcId=net.vpc.id, serviceName=OSS).startswith("MissingParameter.PolicyDocument")
    other = "com.aliyun.eu-central-1.other"
    assert ali.make(ENDPOINT, "o", vpcId=net.vpc.id, serviceName=other).properties["serviceName"] == other
