"""The volumes of ECS tasks: what a definition may say, and what is needed to mount them."""

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.aws.access import lets
from simulator.aws.file_systems import ACCESS_POINT, FILE_SYSTEM, MOUNT_TARGET
from simulator.aws.find import ROLE, by_arn, zones_of
from simulator.behaviour import Call, Refusal
from simulator.cloud import Record
from simulator.find import by_id

NOT_MOUNTED = "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr:"


def mounts_fit(found: list[dict[str, Any]], volumes: list[Mapping[str, Any]]) -> None:
    """Containers mount volumes of their task, and those of EFS are said as ECS wants them."""
    names = [volume.get("name") for volume in volumes]
    for container in found:
        for mount in container.get("mountPoints") or ():
            if mount.get("sourceVolume") not in names:
                where = f"(container {container.get('name')})"
                raise Refusal(f"ClientException: Unknown volume '{mount.get('sourceVolume')}' {where}.")
    for volume in volumes:
        for problem in efs_problems(volume.get("efsVolumeConfiguration") or {}):
            raise Refusal(f"ClientException: {problem} (volume {volume.get('name')}).")


def efs_problems(efs: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a volume on EFS (ECS API reference, EFSVolumeConfiguration)."""
    access = efs.get("authorizationConfig") or {}
    encrypted = efs.get("transitEncryption") == "ENABLED"
    if access.get("accessPointId") and efs.get("rootDirectory") not in (None, "", "/"):
        yield "Invalid root directory when using access point: it must be left out or /"
    if access.get("accessPointId") and not encrypted:
        yield "Transit encryption must be enabled when an access point is used"
    if access.get("iam") == "ENABLED" and not encrypted:
        yield "Transit encryption must be enabled when IAM authorization is used"


def volumes_mount(call: Call, task: Mapping[str, Any]) -> None:
    """The file systems of a task are reached from its subnets, and its role may mount them."""
    network = call.inputs.get("networkConfiguration") or {}
    for volume in task.get("volumes") or ():
        efs = volume.get("efsVolumeConfiguration")
        if not efs:
            continue
        system = by_id(call, FILE_SYSTEM, efs["fileSystemId"])
        if system is None or not reached(call, system, network.get("subnets") or []):
            name = f"{efs['fileSystemId']}.efs.{call.region}.amazonaws.com"
            raise Refusal(
                f'{NOT_MOUNTED} Failed to resolve "{name}" - check that your file system ID is correct, and ensure '
                "that the VPC has an EFS mount target for this file system ID."
            )
        admitted(call, system, efs.get("authorizationConfig") or {}, by_arn(call, ROLE, task.get("taskRoleArn")))


def reached(call: Call, system: Record, subnets: list[str]) -> bool:
    """Whether a file system has an address in every zone of the subnets."""
    targets = [str(each.properties["subnetId"]) for each in call.find(MOUNT_TARGET, fileSystemId=system.id)]
    return zones_of(call, subnets) <= zones_of(call, targets)


def admitted(call: Call, system: Record, access: Mapping[str, Any], role: Record | None) -> None:
    """An access point is one of the file system's, and with IAM the task's role may mount it."""
    point = access.get("accessPointId")
    found = by_id(call, ACCESS_POINT, point)
    if point and (found is None or found.properties["fileSystemId"] != system.id):
        raise Refusal(
            f"{NOT_MOUNTED} b'mount.nfs4: mounting {system.id}:/ failed, reason given by server: No such file'"
        )
    if access.get("iam") != "ENABLED":
        return
    if role is None or not lets(call, role, "elasticfilesystem:ClientMount", str(system.properties["arn"])):
        raise Refusal(f"{NOT_MOUNTED} b'mount.nfs4: access denied by server while mounting 127.0.0.1:/'")
