"""What EFS refuses and answers, and what ECS needs in order to mount it."""

import re
from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.builders import (
    GROUP,
    KEY,
    SUBNET,
    TASK,
    Network,
    container,
    policy,
    role,
    service_inputs,
    task_inputs,
)
from tests.simulator.world import REGION, World

FILE_SYSTEM = "aws:efs/fileSystem:FileSystem"
MOUNT_TARGET = "aws:efs/mountTarget:MountTarget"
ACCESS_POINT = "aws:efs/accessPoint:AccessPoint"
BACKUP = "aws:efs/backupPolicy:BackupPolicy"
POLICY = "aws:efs/fileSystemPolicy:FileSystemPolicy"
SERVICE = "aws:ecs/service:Service"


@pytest.fixture
def system(world: World) -> Record:
    return world.make(FILE_SYSTEM, "files", encrypted=True, throughputMode="elastic")


def target(world: World, system: Record, network: Network, zone: int = 0, **more: Any) -> Record:
    subnet = network.subnets[zone]
    inputs = {"fileSystemId": system.id, "subnetId": subnet.id, "securityGroups": [network.group.id], **more}
    return world.make(MOUNT_TARGET, f"target-{zone}", **inputs)


def test_ids_and_names_are_of_efs(world: World, network: Network, system: Record) -> None:
    assert re.fullmatch(r"fs-[0-9a-f]{17}", system.id)
    assert system.properties["arn"] == f"arn:aws:elasticfilesystem:{REGION}:123456789012:file-system/{system.id}"
    assert system.properties["dnsName"] == f"{system.id}.efs.{REGION}.amazonaws.com"
    made = target(world, system, network)
    assert re.fullmatch(r"fsmt-[0-9a-f]{17}", made.id)
    assert made.properties["availabilityZoneName"] == f"{REGION}a"
    assert made.properties["ipAddress"] == "10.0.0.42"
    point = world.make(ACCESS_POINT, "p", fileSystemId=system.id, rootDirectory={"path": "/data"})
    assert re.fullmatch(r"fsap-[0-9a-f]{17}", point.id)
    assert point.properties["arn"] == f"arn:aws:elasticfilesystem:{REGION}:123456789012:access-point/{point.id}"


def test_a_key_needs_encryption(world: World) -> None:
    assert world.problems(FILE_SYSTEM, kmsKeyId="arn:aws:kms:eu-central-1:123456789012:key/a") == [
        "encrypted: must be true when kmsKeyId is given"
    ]


def test_a_key_must_exist(world: World) -> None:
    key = world.make(KEY, "key").properties["arn"]
    world.make(FILE_SYSTEM, "files", encrypted=True, kmsKeyId=key)
    other = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
    assert world.refused(FILE_SYSTEM, encrypted=True, kmsKeyId=other).startswith("BadRequest: The KMS key")


@pytest.mark.parametrize("name", ["encrypted", "kmsKeyId", "performanceMode"])
def test_what_replaces_a_file_system(world: World, system: Record, name: str) -> None:
    new = {"encrypted": False, "kmsKeyId": "arn:aws:kms:eu-central-1:123456789012:key/a", "performanceMode": "maxIO"}
    asked: dict[str, Any] = {"encrypted": True, "throughputMode": "elastic", name: new[name]}
    changes = world.differences(FILE_SYSTEM, system.properties, **asked)
    assert [(change.path, change.replaces) for change in changes] == [((name,), True)]


def test_a_zone_has_one_address(world: World, network: Network, system: Record) -> None:
    target(world, system, network)
    subnet = world.make(SUBNET, "again", vpcId=network.vpc.id, cidrBlock="10.0.9.0/24", availabilityZone=f"{REGION}a")
    words = world.refused(MOUNT_TARGET, fileSystemId=system.id, subnetId=subnet.id)
    assert words == "MountTargetConflict: mount target already exists in this AZ"
    target(world, system, network, 1)


def test_groups_of_an_address_are_of_its_network(world: World, network: Network, system: Record) -> None:
    vpc = world.make("aws:ec2/vpc:Vpc", "other", cidrBlock="10.1.0.0/16")
    group = world.make(GROUP, "other", vpcId=vpc.id)
    words = world.refused(
        MOUNT_TARGET, fileSystemId=system.id, subnetId=network.subnets[0].id, securityGroups=[group.id]
    )
    assert words == f"SecurityGroupNotFound: {group.id} is not in the VPC of {network.subnets[0].id}"


def test_addresses_go_before_the_file_system_and_its_network(world: World, network: Network, system: Record) -> None:
    made = target(world, system, network)
    world.make(BACKUP, "b", fileSystemId=system.id, backupPolicy={"status": "ENABLED"})
    assert world.remove_refused(system) == (
        f"FileSystemInUse: file system '{system.id}' has mount targets created in it ({made.id})"
    )
    assert world.remove_refused(network.group).startswith("DependencyViolation")
    assert world.remove_refused(network.subnets[0]).startswith("DependencyViolation")
    world.remove(made)
    world.remove(system)
    assert world.cloud.find(BACKUP) == []


@pytest.mark.parametrize(
    ("root", "words"),
    [
        ({"path": "data"}, "BadRequest: invalid root directory path data: absolute, at most 4 folders deep"),
        ({"path": "/a/b/c/d/e"}, "BadRequest: invalid root directory path /a/b/c/d/e: absolute, at most 4"),
        (
            {"path": "/a", "creationInfo": {"ownerUid": 1, "ownerGid": 1, "permissions": "0799"}},
            "BadRequest: invalid permissions 0799: three or four octal digits",
        ),
    ],
)
def test_a_folder_can_be_made(world: World, system: Record, root: dict[str, Any], words: str) -> None:
    assert world.refused(ACCESS_POINT, fileSystemId=system.id, rootDirectory=root).startswith(words)


def test_a_policy_says_who(world: World, system: Record) -> None:
    text = policy({"Effect": "Deny", "Action": "elasticfilesystem:ClientMount", "Resource": "*"})
    assert world.refused(POLICY, fileSystemId=system.id, policy=text).startswith("InvalidPolicyException: Policy is")


def test_parts_of_a_file_system_need_it(world: World, network: Network) -> None:
    words = "FileSystemNotFound: File system 'fs-nope' does not exist."
    assert world.refused(MOUNT_TARGET, fileSystemId="fs-nope", subnetId=network.subnets[0].id) == words
    assert world.refused(ACCESS_POINT, fileSystemId="fs-nope") == words


MOUNTS = [{"sourceVolume": "data", "containerPath": "/data"}]


def volume(system: Record, **more: Any) -> dict[str, Any]:
    return {"name": "data", "efsVolumeConfiguration": {"fileSystemId": system.id, **more}}


def test_a_container_mounts_what_its_task_has(world: World) -> None:
    assert world.refused(TASK, **task_inputs(container(mountPoints=MOUNTS))) == (
        "ClientException: Unknown volume 'data' (container api)."
    )


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (
            {"authorizationConfig": {"accessPointId": "fsap-1"}},
            "ClientException: Transit encryption must be enabled when an access point is used (volume data).",
        ),
        (
            {"authorizationConfig": {"iam": "ENABLED"}, "transitEncryption": "DISABLED"},
            "ClientException: Transit encryption must be enabled when IAM authorization is used (volume data).",
        ),
        (
            {
                "authorizationConfig": {"accessPointId": "fsap-1"},
                "transitEncryption": "ENABLED",
                "rootDirectory": "/a",
            },
            "ClientException: Invalid root directory when using access point: it must be left out or / (volume data).",
        ),
    ],
)
def test_a_volume_is_said_as_ecs_wants_it(world: World, system: Record, more: dict[str, Any], words: str) -> None:
    assert world.refused(TASK, **task_inputs(volumes=[volume(system, **more)])) == words


def first_zone(world: World, network: Network, cluster: Record, **task: Any) -> dict[str, Any]:
    """Inputs of a service in the first zone whose task mounts `data`."""
    definition = world.make(TASK, "t", **task_inputs(container(mountPoints=MOUNTS), **task))
    inputs = service_inputs(cluster, network, definition)
    subnets = [network.subnets[0].id]
    return {**inputs, "networkConfiguration": {**inputs["networkConfiguration"], "subnets": subnets}}


def test_a_task_needs_an_address_in_its_zone(world: World, network: Network, cluster: Record, system: Record) -> None:
    target(world, system, network, 1)
    words = world.refused(SERVICE, **first_zone(world, network, cluster, volumes=[volume(system)]))
    assert f'Failed to resolve "{system.id}.efs.eu-central-1.amazonaws.com"' in words


def test_a_task_needs_a_folder_that_is_there(world: World, network: Network, cluster: Record, system: Record) -> None:
    target(world, system, network)
    access = {"authorizationConfig": {"accessPointId": "fsap-1"}, "transitEncryption": "ENABLED"}
    words = world.refused(SERVICE, **first_zone(world, network, cluster, volumes=[volume(system, **access)]))
    assert "reason given by server: No such file" in words


def test_a_task_needs_the_right_to_mount(world: World, network: Network, cluster: Record, system: Record) -> None:
    target(world, system, network)
    point = world.make(ACCESS_POINT, "p", fileSystemId=system.id)
    own = role(world, "ecs-tasks.amazonaws.com", "own")
    access = {
        "authorizationConfig": {"accessPointId": point.id, "iam": "ENABLED"},
        "transitEncryption": "ENABLED",
    }
    task = {"volumes": [volume(system, **access)], "taskRoleArn": own.properties["arn"]}
    words = world.refused(SERVICE, **first_zone(world, network, cluster, **task))
    assert "access denied by server while mounting" in words
    mount = {"Effect": "Allow", "Action": "elasticfilesystem:ClientMount", "Resource": system.properties["arn"]}
    world.make("aws:iam/rolePolicy:RolePolicy", "own", role=own.id, policy=policy(mount))
    world.make(SERVICE, "s", **first_zone(world, network, cluster, **task))
