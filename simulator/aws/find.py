"""Finds the things that a call names."""

from typing import Any

from simulator.behaviour import Call
from simulator.cloud import Record
from simulator.find import by, by_id

VPC = "aws:ec2/vpc:Vpc"
SUBNET = "aws:ec2/subnet:Subnet"
SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup"
GATEWAY = "aws:ec2/internetGateway:InternetGateway"
KEY = "aws:kms/key:Key"
ROLE = "aws:iam/role:Role"
SECRET = "aws:secretsmanager/secret:Secret"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"


def by_arn(call: Call, type_: str, arn: Any) -> Record | None:
    """The thing of that ARN, wherever it is."""
    return by(call, type_, arn=arn) if arn else None


def held(call: Call) -> dict[str, Any]:
    """What the cloud holds of the thing that an update or delete is about."""
    record = call.cloud.get(call.type.token, call.region, call.id)
    return record.properties if record else dict(call.old or {})


def zones_of(call: Call, subnets: list[str]) -> set[str]:
    """The availability zones of subnets."""
    found = (by_id(call, SUBNET, subnet) for subnet in subnets)
    return {subnet.properties["availabilityZone"] for subnet in found if subnet}


def vpcs_of(call: Call, subnets: list[str]) -> set[str]:
    """The VPCs of subnets."""
    found = (by_id(call, SUBNET, subnet) for subnet in subnets)
    return {subnet.properties["vpcId"] for subnet in found if subnet}


def groups_outside(call: Call, groups: list[str], vpcs: set[str]) -> list[str]:
    """The security groups that belong to none of the VPCs."""
    found = (by_id(call, SECURITY_GROUP, group) for group in groups)
    return [group.id for group in found if group and group.properties.get("vpcId") not in vpcs]
