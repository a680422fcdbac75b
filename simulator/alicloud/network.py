"""VPCs, vSwitches, NAT gateways, addresses, security groups and gateway endpoints."""

import ipaddress
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.alicloud.find import NETWORK, SECURITY_GROUP, SWITCH, comma_separated, leave_behind
from simulator.alicloud.places import zones
from simulator.alicloud.policy_documents import refuse_malformed
from simulator.alicloud.ranges import ranged
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.find import by, by_id
from simulator.values import UNKNOWN

NAT = "alicloud:vpc/natGateway:NatGateway"
SNAT = "alicloud:vpc/snatEntry:SnatEntry"
ADDRESS = "alicloud:ecs/eipAddress:EipAddress"
ASSOCIATION = "alicloud:ecs/eipAssociation:EipAssociation"
RULE = "alicloud:ecs/securityGroupRule:SecurityGroupRule"
ENDPOINT = "alicloud:vpc/gatewayEndpoint:GatewayEndpoint"
TABLE = "alicloud:vpc/routeTable:RouteTable"
ATTACHMENT = "alicloud:vpc/routeTableAttachment:RouteTableAttachment"
INSTANCE = "alicloud:rds/instance:Instance"
SMALLEST_SWITCH, LARGEST_SWITCH = 29, 16
"""Prefix lengths of a vSwitch (VPC API, CreateVSwitch)."""
WITH_PORTS = ("tcp", "udp")
EVERY_PORT = "-1/-1"
PREPAID = ("Subscription", "PrePaid")
SOURCES = ("cidrIp", "ipv6CidrIp", "sourceSecurityGroupId", "prefixListId")


def switch_fits(call: Call) -> None:
    """A vSwitch lies in a zone of the region, in the VPC's range and on no other vSwitch."""
    zone = call.inputs.get("zoneId") or call.inputs.get("availabilityZone")
    if zone not in zones(call.region):
        raise Refusal(f"InvalidZoneId.NotFound: Specified zone ID does not exist: {zone}")
    vpc = by_id(call, NETWORK, call.inputs.get("vpcId"))
    range_ = ipaddress.IPv4Network(call.inputs["cidrBlock"])
    if not LARGEST_SWITCH <= range_.prefixlen <= SMALLEST_SWITCH:
        raise Refusal(f"InvalidCidrBlock: a vSwitch has a prefix length of {LARGEST_SWITCH} to {SMALLEST_SWITCH}")
    if vpc and not range_.subnet_of(ipaddress.IPv4Network(vpc.properties["cidrBlock"])):
        raise Refusal(f"InvalidCidrBlock: {range_} lies outside the VPC's {vpc.properties['cidrBlock']}")
    for other in call.find(SWITCH, vpcId=call.inputs.get("vpcId")):
        if range_.overlaps(ipaddress.IPv4Network(other.properties["cidrBlock"])):
            raise Refusal(f"InvalidCidrBlock.Overlapped: {range_} overlaps with {other.id}")


def switch_masked(call: Call) -> None:
    """A vSwitch that gets IPv6 later says which part of the VPC's range is its own."""
    if call.inputs.get("enableIpv6") and call.changed("enableIpv6") and call.inputs.get("ipv6CidrBlockMask") is None:
        raise Refusal("ipv6CidrBlockMask is required to turn enableIpv6 on")


def switch_unused(call: Call) -> None:
    """A database instance holds its vSwitches."""
    for instance in call.find(INSTANCE):
        if call.id in comma_separated(instance.properties.get("vswitchId")):
            raise Refusal(
                f"DependencyViolation: Specified object has dependent resources: {call.id} is used by {instance.id}"
            )


def nat_fits(call: Call) -> None:
    """Only Enhanced gateways are sold; they lie in a vSwitch."""
    if call.inputs.get("natType") != "Enhanced" or not call.inputs.get("vswitchId"):
        raise Refusal("InvalidNatType.NotSupport: a NAT gateway is of type Enhanced and lies in a vSwitch")


def protected(call: Call) -> None:
    """A protected gateway or address stays."""
    if (call.old or {}).get("deletionProtection"):
        raise Refusal(f"OperationDenied.DeletionProtection: {call.id} is protected against deletion")


def nat_freed(call: Call) -> None:
    """With `force` a gateway takes its addresses and entries along."""
    if not (call.old or {}).get("force"):
        return
    entries = call.find(SNAT, snatTableId=(call.old or {}).get("snatTableIds"))
    for record in (*entries, *call.find(ASSOCIATION, instanceId=call.id)):
        call.cloud.remove(record)


def paid_for(call: Call) -> None:
    """What is prepaid stays and is paid for until its time is over."""
    old = call.old or {}
    if old.get("paymentType") in PREPAID or old.get("instanceChargeType") in PREPAID:
        leave_behind(call)


def address_bound(call: Call) -> None:
    """The address of a SNAT entry is bound to the gateway."""
    gateway = by(call, NAT, call.region, snatTableIds=call.inputs["snatTableId"])
    bound = [record.properties for record in call.find(ASSOCIATION, instanceId=gateway.id)] if gateway else []
    addresses = {address.id: address.properties["ipAddress"] for address in call.find(ADDRESS)}
    allowed = {addresses.get(each["allocationId"]) for each in bound}
    for address in comma_separated(call.inputs["snatIp"]):
        if address not in allowed:
            raise Refusal(f"EIP_NOT_IN_GATEWAY: the EIP {address} is not bound to the NAT gateway")


def no_snat_left(call: Call) -> None:
    """An address that a SNAT entry uses cannot be taken off its gateway."""
    address = by_id(call, ADDRESS, (call.old or {}).get("allocationId"))
    for entry in call.find(SNAT):
        if address and address.properties["ipAddress"] in comma_separated(entry.properties["snatIp"]):
            raise Refusal(f"InvalidIpStatus.HasBeenUsedBySnatTable: the EIP {address.id} is used by {entry.id}")


def rule_fits(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """The provider's own rules on protocol and ports."""
    protocol, ports = inputs.get("ipProtocol"), inputs.get("portRange", EVERY_PORT)
    if protocol in WITH_PORTS and ports == EVERY_PORT:
        yield f"portRange: {protocol} needs a range such as 443/443"
    if protocol not in (*WITH_PORTS, UNKNOWN) and ports not in (EVERY_PORT, UNKNOWN):
        yield f"portRange: {protocol} takes only {EVERY_PORT}"


def rule_internal(call: Call) -> None:
    """A rule of a group in a VPC, or one that names a group, is an intranet rule."""
    group = by_id(call, SECURITY_GROUP, call.inputs["securityGroupId"])
    inside = group and group.properties.get("vpcId")
    if (inside or call.inputs.get("sourceSecurityGroupId")) and call.get("nicType") != "intranet":
        raise Refusal("InvalidNicType: a rule of a security group in a VPC has nicType intranet")


def rule_answer(call: Call) -> Mapping[str, Any]:
    """A rule's id holds all that it says."""
    asked = call.inputs
    source = next((str(asked[name]) for name in SOURCES if asked.get(name)), "").replace(":", "_")
    parts = (
        asked["securityGroupId"],
        asked["type"],
        asked["ipProtocol"],
        asked.get("portRange", EVERY_PORT),
        call.get("nicType"),
        source,
        asked.get("policy", "accept"),
        asked.get("priority", 1),
    )
    return {"id": ":".join(str(part) for part in parts)}


def endpoint_fits(call: Call) -> None:
    """A gateway endpoint is of the region; the one for OSS says what may pass."""
    service = call.inputs["serviceName"]
    if not str(service).startswith(f"com.aliyun.{call.region}."):
        raise Refusal(f"ResourceNotFound.EndpointService: there is no service {service} in {call.region}")
    if str(service).endswith(".oss") and not call.inputs.get("policyDocument"):
        raise Refusal("MissingParameter.PolicyDocument: the endpoint of OSS needs a policy document")
    if call.inputs.get("policyDocument"):
        refuse_malformed(call.inputs["policyDocument"], "resource")


def same_vpc(call: Call) -> None:
    """A route table goes with vSwitches of its own VPC."""
    table, switch = by_id(call, TABLE, call.inputs["routeTableId"]), by_id(call, SWITCH, call.inputs["vswitchId"])
    if table and switch and table.properties["vpcId"] != switch.properties["vpcId"]:
        raise Refusal(f"InvalidVSwitchId: {switch.id} and the route table {table.id} are in different VPCs")


BEHAVIOURS = {
    SWITCH: Behaviour(create=(switch_fits,), update=(switch_masked,), delete=(switch_unused,)),
    NAT: Behaviour(
        check=ranged(period=(1, 9, (12, 24, 36))), create=(nat_fits,), delete=(protected, nat_freed), gone=paid_for
    ),
    ADDRESS: Behaviour(delete=(protected,), gone=paid_for),
    SNAT: Behaviour(create=(address_bound,)),
    ASSOCIATION: Behaviour(delete=(no_snat_left,)),
    RULE: Behaviour(check=rule_fits, create=(rule_internal,), answer=rule_answer),
    ENDPOINT: Behaviour(create=(endpoint_fits,), update=(endpoint_fits,)),
    ATTACHMENT: Behaviour(create=(same_vpc,)),
}
