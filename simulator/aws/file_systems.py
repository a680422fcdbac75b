"""EFS: file systems, the addresses at which they are mounted, and the folders that parts of them are."""

import secrets
from collections.abc import Iterator, Mapping
from ipaddress import ip_network
from typing import Any

from simulator.aws.find import SUBNET, groups_outside, vpcs_of, zones_of
from simulator.aws.places import zone_ids, zones
from simulator.aws.policy_documents import problems
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.cloud import ACCOUNT
from simulator.find import by_id

FILE_SYSTEM = "aws:efs/fileSystem:FileSystem"
MOUNT_TARGET = "aws:efs/mountTarget:MountTarget"
ACCESS_POINT = "aws:efs/accessPoint:AccessPoint"
BACKUP = "aws:efs/backupPolicy:BackupPolicy"
POLICY = "aws:efs/fileSystemPolicy:FileSystemPolicy"
MOST_GROUPS = 5
"""Security groups of a mount target (EFS API reference, CreateMountTarget)."""
ADDRESS = 42
"""Where in its subnet a mount target gets an address."""
DEEPEST = 4
"""Folders in a path that an access point may have made (EFS API reference, RootDirectory)."""


def encryption(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """A key of one's own needs encryption."""
    if inputs.get("kmsKeyId") and inputs.get("encrypted") is not True:
        yield "encrypted: must be true when kmsKeyId is given"
    provisioned = inputs.get("throughputMode") == "provisioned"
    if provisioned != bool(inputs.get("provisionedThroughputInMibps")):
        yield "provisionedThroughputInMibps: is given with throughputMode provisioned, and with no other"


def target_fits(call: Call) -> None:
    """One address in each zone, all in one VPC, behind groups of that VPC."""
    subnet, groups = str(call.inputs["subnetId"]), call.inputs.get("securityGroups") or []
    others = [
        str(other.properties["subnetId"])
        for other in call.find(MOUNT_TARGET, fileSystemId=call.inputs["fileSystemId"])
        if other.id != call.id
    ]
    if zones_of(call, [subnet]) & zones_of(call, others):
        raise Refusal("MountTargetConflict: mount target already exists in this AZ")
    vpcs = vpcs_of(call, [subnet])
    if others and vpcs != vpcs_of(call, others):
        raise Refusal("MountTargetConflict: requested subnet for new mount target is not in the same VPC as existing")
    if len(groups) > MOST_GROUPS:
        raise Refusal(f"SecurityGroupLimitExceeded: a mount target has at most {MOST_GROUPS} security groups")
    if outside := groups_outside(call, groups, vpcs):
        raise Refusal(f"SecurityGroupNotFound: {', '.join(outside)} is not in the VPC of {subnet}")


def target_answer(call: Call) -> Mapping[str, Any]:
    """A mount target's zone and names."""
    subnet = by_id(call, SUBNET, call.inputs["subnetId"])
    if subnet is None or call.old:
        return {}
    zone, system = str(subnet.properties["availabilityZone"]), call.inputs["fileSystemId"]
    vpc_group = [] if call.inputs.get("securityGroups") else [f"sg-{secrets.token_hex(8)}0"]
    return {
        "availabilityZoneName": zone,
        "availabilityZoneId": dict(zip(zones(call.region), zone_ids(call.region), strict=True))[zone],
        "mountTargetDnsName": f"{zone}.{system}.efs.{call.region}.amazonaws.com",
        "ipAddress": call.get("ipAddress", str(ip_network(subnet.properties["cidrBlock"])[ADDRESS])),
        "securityGroups": call.inputs.get("securityGroups") or vpc_group,
    }


def folder_fits(call: Call) -> None:
    """An access point's folder is an absolute path, and is made with an owner and rights."""
    root = call.inputs.get("rootDirectory") or {}
    path = str(root.get("path") or "/")
    if not path.startswith("/") or path.count("/") > DEEPEST:
        raise Refusal(f"BadRequest: invalid root directory path {path}: absolute, at most {DEEPEST} folders deep")
    permissions = str((root.get("creationInfo") or {}).get("permissions", "0755"))
    if not permissions.isdigit() or not set(permissions) <= set("01234567") or len(permissions) not in (3, 4):
        raise Refusal(f"BadRequest: invalid permissions {permissions}: three or four octal digits")


def folder_answer(call: Call) -> Mapping[str, Any]:
    """The folder that is seen where none is named: the file system's root."""
    root = call.inputs.get("rootDirectory") or {}
    return {"rootDirectory": {**root, "path": root.get("path") or "/"}}


def policy_fits(call: Call) -> None:
    """A file system's policy is a well formed policy of a resource."""
    for words in problems(call.inputs["policy"], "resource"):
        raise Refusal(f"InvalidPolicyException: Policy is invalid: {words}")


def parts_go(call: Call) -> None:
    """What belongs to a file system goes with it."""
    for token in (ACCESS_POINT, BACKUP, POLICY):
        for record in call.find(token, fileSystemId=call.id):
            call.cloud.remove(record)


def system_answer(call: Call) -> Mapping[str, Any]:
    """A new file system is empty, and told apart by a token."""
    token = call.get("creationToken", f"terraform-{secrets.token_hex(13)}")
    size = {"value": 6144, "valueInIa": 0, "valueInStandard": 6144}
    return {"creationToken": token, "sizeInBytes": [size], "ownerId": ACCOUNT}


BEHAVIOURS = {
    FILE_SYSTEM: Behaviour(check=encryption, answer=system_answer, gone=parts_go),
    MOUNT_TARGET: Behaviour(create=(target_fits,), update=(target_fits,), answer=target_answer),
    ACCESS_POINT: Behaviour(create=(folder_fits,), answer=folder_answer),
    POLICY: Behaviour(create=(policy_fits,), update=(policy_fits,)),
}
