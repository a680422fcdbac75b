import json
from typing import Any

import pytest

from components.worker import Worker, WorkerSpec
from components.worker.contract import JobSpec
from tests.components.containers.parts import IMAGE, worker_args
from tests.components.recorder import Recorder, run, without_tags
from tests.components.stand import make_network, make_platform

SYSTEM = "aws:efs/fileSystem:FileSystem"
TARGET = "aws:efs/mountTarget:MountTarget"
POINT = "aws:efs/accessPoint:AccessPoint"
POLICY = "aws:efs/fileSystemPolicy:FileSystemPolicy"
BACKUP = "aws:efs/backupPolicy:BackupPolicy"
TASK = "aws:ecs/taskDefinition:TaskDefinition"
ARN = "arn:aws:elasticfilesystem:eu-central-1:123456789012:file-system/agent-volumes-1234567"
MOUNT = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]


def deploy(stack: dict[str, Any] | None = None, **spec: Any) -> None:
    def program() -> None:
        platform = make_platform(**(stack or {}))
        network = make_network(platform, ("agent", "agent-volumes"))
        given: dict[str, Any] = {"image": IMAGE, "volumes": {"data": "/app/data", "models": "/models"}, **spec}
        Worker("agent", worker_args(platform, network, WorkerSpec(**given)))

    run(program)


def test_a_part_has_one_encrypted_file_system(recorder: Recorder) -> None:
    deploy()
    assert without_tags(recorder.inputs(SYSTEM)) == {
        "encrypted": True,
        "kmsKeyId": "arn:aws:kms:eu-central-1:123456789012:key/platform-key-1234567",
        "throughputMode": "elastic",
        "lifecyclePolicies": [
            {"transitionToIa": "AFTER_30_DAYS"},
            {"transitionToPrimaryStorageClass": "AFTER_1_ACCESS"},
        ],
    }
    assert recorder.names(SYSTEM) == ["agent-volumes"]


@pytest.mark.parametrize(
    ("stack", "protected"),
    [({}, True), ({"disposable": True}, False), ({"replace": frozenset({"agent"})}, False)],
)
def test_what_is_kept_survives(recorder: Recorder, stack: dict[str, Any], protected: bool) -> None:
    deploy(stack)
    assert recorder.one(SYSTEM).protect is protected


@pytest.mark.parametrize(("environment", "policies"), [("dev", []), ("staging", ["ENABLED"]), ("prod", ["ENABLED"])])
def test_it_is_backed_up_outside_dev(recorder: Recorder, environment: str, policies: list[str]) -> None:
    deploy({"environment": environment})
    assert [policy.inputs["backupPolicy"]["status"] for policy in recorder.all(BACKUP)] == policies


def test_every_zone_of_the_part_has_an_address_that_its_own_group_guards(recorder: Recorder) -> None:
    deploy()
    assert [target.inputs for target in recorder.all(TARGET)] == [
        {
            "fileSystemId": "agent-volumes-id",
            "subnetId": f"network-app-{zone}-id",
            "securityGroups": ["network-agent-volumes-id"],
        }
        for zone in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("user", "owner"), [("1000", (1000, 1000)), ("1000:2000", (1000, 2000)), ("node", (1000, 1000)), ("0", (0, 0))]
)
def test_a_volume_is_a_folder_of_the_parts_user(recorder: Recorder, user: str, owner: tuple[int, int]) -> None:
    deploy(user=user)
    uid, gid = owner
    assert without_tags(recorder.inputs(POINT, "agent-volume-data")) == {
        "fileSystemId": "agent-volumes-id",
        "posixUser": {"uid": uid, "gid": gid},
        "rootDirectory": {
            "path": "/data",
            "creationInfo": {"ownerUid": uid, "ownerGid": gid, "permissions": "0750"},
        },
    }
    assert recorder.names(POINT) == ["agent-volume-data", "agent-volume-models"]


def test_nobody_mounts_it_without_tls_or_an_identity(recorder: Recorder) -> None:
    deploy()
    inputs = recorder.inputs(POLICY)
    assert inputs["fileSystemId"] == "agent-volumes-id"
    assert json.loads(inputs["policy"])["Statement"] == [
        {
            "Sid": "TlsOnly",
            "Effect": "Deny",
            "Principal": "*",
            "Action": [*MOUNT, "elasticfilesystem:ClientRootAccess"],
            "Resource": [ARN],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
    ]


@pytest.mark.parametrize(("user", "actions"), [("1000", MOUNT), ("0", [*MOUNT, "elasticfilesystem:ClientRootAccess"])])
def test_the_part_may_mount_its_folders_and_nothing_else(recorder: Recorder, user: str, actions: list[str]) -> None:
    deploy(user=user)
    policy = json.loads(recorder.inputs("aws:iam/rolePolicy:RolePolicy", "agent-role-policy")["policy"])
    assert policy["Statement"] == [
        {
            "Effect": "Allow",
            "Action": actions,
            "Resource": [ARN],
            "Condition": {"StringEquals": {"elasticfilesystem:AccessPointArn": point}},
        }
        for point in (
            "arn:aws:elasticfilesystem:eu-central-1:123456789012:access-point/agent-volume-data-1234567",
            "arn:aws:elasticfilesystem:eu-central-1:123456789012:access-point/agent-volume-models-1234567",
        )
    ]


def test_the_task_mounts_them_over_tls_as_itself(recorder: Recorder) -> None:
    deploy()
    inputs = recorder.inputs(TASK)
    assert inputs["volumes"] == [
        {
            "name": f"volume-{name}",
            "efsVolumeConfiguration": {
                "fileSystemId": "agent-volumes-id",
                "transitEncryption": "ENABLED",
                "authorizationConfig": {"accessPointId": f"agent-volume-{name}-id", "iam": "ENABLED"},
            },
        }
        for name in ("data", "models")
    ]
    (container,) = json.loads(inputs["containerDefinitions"])
    assert container["mountPoints"] == [
        {"sourceVolume": "volume-data", "containerPath": "/app/data", "readOnly": False},
        {"sourceVolume": "volume-models", "containerPath": "/models", "readOnly": False},
    ]


def test_they_are_beside_the_folders_of_a_shell(recorder: Recorder) -> None:
    deploy({"environment": "dev"}, volumes={"state": "/state"})
    names = [volume["name"] for volume in recorder.inputs(TASK)["volumes"]]
    assert names == ["shell-agent", "shell-state", "shell-log", "volume-state"]


def test_it_runs_when_every_address_is_there(recorder: Recorder) -> None:
    deploy()
    waits = recorder.one("aws:ecs/service:Service").depends_on
    assert {"agent-volumes-1", "agent-volumes-2", "agent-volumes-3"} <= waits


def test_a_part_without_volumes_has_no_file_system(recorder: Recorder) -> None:
    deploy(volumes={})
    assert recorder.names(SYSTEM) == recorder.names(TARGET) == recorder.names(POINT) == []
    assert "volumes" not in recorder.inputs(TASK)


def test_a_job_has_volumes_too(recorder: Recorder) -> None:
    def program() -> None:
        platform = make_platform()
        network = make_network(platform, ("job", "job-volumes"))
        spec = JobSpec(image=IMAGE, schedule="0 3 * * *", volumes={"data": "/data"})
        Worker("job", worker_args(platform, network, spec))

    run(program)
    assert [volume["name"] for volume in recorder.inputs(TASK)["volumes"]] == ["volume-data"]
    waits = recorder.one("aws:scheduler/schedule:Schedule").depends_on
    assert {"job-volumes-1", "job-volumes-2", "job-volumes-3"} <= waits
