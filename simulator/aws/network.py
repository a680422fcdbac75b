"""Subnets, gateways and addresses: what EC2 refuses and what it answers."""

import ipaddress
import random
from collections.abc import Mapping
from typing import Any

from simulator.aws.find import GATEWAY, SUBNET, VPC
from simulator.aws.places import prefix_lists
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.cloud import Record
from simulator.find import by_id

NAT = "aws:ec2/natGateway:NatGateway"
EIP = "aws:ec2/eip:Eip"
ROUTE = "aws:ec2/route:Route"
ROUTE_TABLE = "aws:ec2/routeTable:RouteTable"
ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation"
ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
PUBLIC_POOL = ipaddress.ip_network("203.0.113.0/24")
"""Addresses for documentation (RFC 5737), so that none of them is anybody's."""
SUBNET_PREFIX = (16, 28)
"""Bits that a subnet's prefix may have (Amazon VPC user guide, subnet sizing)."""
RESERVED = 4
"""Addresses at the start of a subnet that AWS keeps (Amazon VPC user guide, subnet sizing)."""


def subnet_fits(call: Call) -> None:
    """A subnet lies in its VPC, overlaps no other, and is in a zone of its region."""
    wanted = ipaddress.ip_network(call.inputs["cidrBlock"])
    vpc = by_id(call, VPC, call.inputs["vpcId"])
    if not SUBNET_PREFIX[0] <= wanted.prefixlen <= SUBNET_PREFIX[1]:
        raise Refusal(f"InvalidSubnet.Range: The CIDR '{wanted}' is invalid: its prefix must be /16 to /28")
    if vpc and not subnet_of(wanted, ipaddress.ip_network(vpc.properties["cidrBlock"])):
        raise Refusal(
            f"InvalidSubnet.Range: The CIDR '{wanted}' is invalid: it is not within {vpc.properties['cidrBlock']} of "
            f"{vpc.id}"
        )
    for other in call.find(SUBNET, vpcId=call.inputs["vpcId"]):
        if ipaddress.ip_network(other.properties["cidrBlock"]).overlaps(wanted):
            raise Refusal(f"InvalidSubnet.Conflict: The CIDR '{wanted}' conflicts with another subnet, {other.id}")
    zone = call.inputs.get("availabilityZone")
    if zone and not zone.startswith(call.region):
        raise Refusal(
            f"InvalidParameterValue: Value ({zone}) for parameter availabilityZone is invalid: it is not in "
            f"{call.region}"
        )


def subnet_of(inner: Any, outer: Any) -> bool:
    """Whether one network lies within another of the same version."""
    return inner.version == outer.version and inner.subnet_of(outer)


def one_gateway(call: Call) -> None:
    """A VPC has one internet gateway."""
    vpc = call.inputs.get("vpcId")
    if any(other.id != call.id for other in call.find(GATEWAY, vpcId=vpc) if vpc):
        raise Refusal(f"Resource.AlreadyAssociated: Network {vpc} already has an internet gateway attached")


def gateway_unused(call: Call) -> None:
    """A gateway stays while its VPC has public addresses."""
    vpc = (call.old or {}).get("vpcId")
    subnets = {subnet.id for subnet in call.find(SUBNET, vpcId=vpc)}
    for nat in call.find(NAT):
        if nat.properties.get("subnetId") in subnets and nat.properties.get("connectivityType") == "public":
            raise Refusal(
                f"DependencyViolation: Network {vpc} has some mapped public address(es) ({nat.id}). "
                "Please unmap those public address(es) before detaching the gateway."
            )


def nat_can_reach(call: Call) -> None:
    """A public NAT gateway has an address of its own, in a VPC with an internet gateway."""
    if call.inputs.get("availabilityMode") == "regional":
        return
    subnet = by_id(call, SUBNET, call.inputs.get("subnetId"))
    if subnet is None:
        raise Refusal("MissingParameter: The request must contain the parameter SubnetId")
    if call.inputs.get("connectivityType", "public") != "public":
        return
    if not call.inputs.get("allocationId"):
        raise Refusal("MissingParameter: The request must contain the parameter AllocationId for a public NAT gateway")
    if not call.find(GATEWAY, vpcId=subnet.properties["vpcId"]):
        raise Refusal(f"Gateway.NotAttached: Network {subnet.properties['vpcId']} has no Internet gateway attached")
    if call.find(NAT, allocationId=call.inputs["allocationId"]):
        raise Refusal(
            f"Resource.AlreadyAssociated: Elastic IP address [{call.inputs['allocationId']}] is already associated"
        )


def nat_answer(call: Call) -> Mapping[str, Any]:
    """A NAT gateway's addresses."""
    subnet = by_id(call, SUBNET, call.inputs.get("subnetId"))
    address = by_id(call, EIP, call.inputs.get("allocationId"))
    return {
        "vpcId": subnet.properties["vpcId"] if subnet else call.get("vpcId", ""),
        "privateIp": call.get("privateIp") or (host_in(subnet, call.outputs["id"]) if subnet else ""),
        "publicIp": address.properties["publicIp"] if address else "",
    }


def eip_answer(call: Call) -> Mapping[str, Any]:
    """A public address that no other resource has."""
    if public := call.outputs.get("publicIp"):
        return {"publicIp": public}
    taken = {other.properties["publicIp"] for other in call.cloud.find(EIP)}
    free = [str(address) for address in PUBLIC_POOL.hosts() if str(address) not in taken]
    if not free:
        raise Refusal("AddressLimitExceeded: The maximum number of addresses has been reached")
    public = random.choice(free)
    name = f"ec2-{public.replace('.', '-')}.{call.region}.compute.amazonaws.com"
    return {"publicIp": public, "publicDns": name}


def host_in(subnet: Record, seed: str) -> str:
    """An address of a subnet; the same seed gives the same one."""
    network = ipaddress.ip_network(subnet.properties["cidrBlock"])
    return str(network[random.Random(seed).randrange(RESERVED, network.num_addresses - 1)])


def no_twin_route(call: Call) -> None:
    """A table has one route to a destination."""
    for name in call.type.properties:
        value = call.inputs.get(name) if name.startswith("destination") else None
        twins = call.find(ROUTE, routeTableId=call.inputs["routeTableId"], **{name: value}) if value else []
        if any(other.id != call.id for other in twins):
            raise Refusal(
                f"RouteAlreadyExists: The route identified by {value} already exists in {call.inputs['routeTableId']}"
            )


def one_association(call: Call) -> None:
    """A subnet has one route table."""
    for other in call.find(ASSOCIATION, subnetId=call.inputs.get("subnetId")):
        if call.inputs.get("subnetId") and other.id != call.id:
            raise Refusal(
                f"Resource.AlreadyAssociated: the specified association for route table {call.inputs['routeTableId']} "
                "conflicts with an existing association"
            )


def endpoint_fits(call: Call) -> None:
    """A gateway endpoint takes route tables, an interface one subnets and groups; its service is of this region."""
    service, kind = call.inputs["serviceName"], call.inputs.get("vpcEndpointType", "Gateway")
    if not service.startswith(
        (f"com.amazonaws.{call.region}.", "com.amazonaws.vpce.", f"cn.com.amazonaws.{call.region}.")
    ):
        raise Refusal(f"InvalidServiceName: The Vpc Endpoint Service '{service}' does not exist in {call.region}")
    if kind == "Gateway" and not service.endswith((".s3", ".dynamodb")):
        raise Refusal(
            "InvalidParameter: Endpoint type (Gateway) does not match available service types ([Interface]) of "
            f"{service}"
        )
    for name in ("subnetIds", "securityGroupIds", "privateDnsEnabled") if kind == "Gateway" else ("routeTableIds",):
        if call.inputs.get(name):
            raise Refusal(f"InvalidParameter: {name} cannot be given for an endpoint of type {kind}")


def endpoint_answer(call: Call) -> Mapping[str, Any]:
    """An interface endpoint's network interfaces and names."""
    service = call.inputs["serviceName"]
    if call.inputs.get("vpcEndpointType", "Gateway") == "Gateway":
        everything = (
            '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}],"Version":"2008-10-17"}'
        )
        return {
            "policy": call.get("policy", everything),
            "prefixListId": prefix_lists(call.region)[service.removeprefix("cn.")],
        }
    suffix = f"{service.rpartition('.')[2]}.{call.region}.vpce.amazonaws.com"
    interfaces = [
        f"eni-{random.Random(call.outputs['id'] + subnet).getrandbits(68):017x}"
        for subnet in call.inputs.get("subnetIds", ())
    ]
    entries = [{"dnsName": f"{call.outputs['id']}.{suffix}", "hostedZoneId": "Z7HUB22UULQXV"}]
    return {"networkInterfaceIds": interfaces, "dnsEntries": entries, "prefixListId": ""}


def swapped(call: Call) -> Mapping[str, Any]:
    """A route table association whose table changes gets a new id."""
    if call.old and call.changed("routeTableId"):
        return {"id": f"rtbassoc-{random.getrandbits(68):017x}"}
    return {}


BEHAVIOURS = {
    SUBNET: Behaviour(create=(subnet_fits,)),
    GATEWAY: Behaviour(create=(one_gateway,), update=(one_gateway,), delete=(gateway_unused,)),
    EIP: Behaviour(answer=eip_answer),
    NAT: Behaviour(create=(nat_can_reach,), answer=nat_answer),
    ROUTE: Behaviour(create=(no_twin_route,), update=(no_twin_route,)),
    ASSOCIATION: Behaviour(create=(one_association,), update=(one_association,), answer=swapped),
    ENDPOINT: Behaviour(create=(endpoint_fits,), answer=endpoint_answer),
}
