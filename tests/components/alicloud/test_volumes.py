"""Folders that outlive a container: a file system for the part, who reaches it, and how its user gets them."""

import pytest

from tests.components.alicloud.running import IMAGE, job, service
from tests.components.alicloud.stand import platform
from tests.components.recorder import Recorder, run, without_tags

SYSTEM = "alicloud:nas/fileSystem:FileSystem"
TARGET = "alicloud:nas/mountTarget:MountTarget"
RULE = "alicloud:nas/accessRule:AccessRule"
CONFIGURATION = "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration"
SPEC = {"volumes": {"data": "/app/data", "models": "/app/models"}, "user": "1000:2000"}


def test_a_part_without_volumes_has_none(recorder: Recorder) -> None:
    run(service)
    assert recorder.all(SYSTEM) == []
    asked = recorder.inputs(CONFIGURATION)
    assert (asked["initContainers"], [each["type"] for each in asked["volumes"]]) == ([], ["EmptyDirVolume"])


def test_a_file_system_is_encrypted_and_what_is_deleted_comes_back(recorder: Recorder) -> None:
    run(lambda: service(SPEC))
    assert without_tags(recorder.inputs(SYSTEM, "api-volumes")) == {
        "fileSystemType": "standard",
        "protocolType": "NFS",
        "storageType": "Capacity",
        "encryptType": 1,
        "description": "notes-prod-api-volumes",
        "recycleBin": {"status": "Enable", "reservedDays": 3},
    }


@pytest.mark.parametrize(
    ("changes", "protected", "recycles"),
    [
        ({}, True, "Enable"),
        ({"replace": frozenset({"api"})}, False, "Enable"),
        ({"disposable": True}, False, "Disable"),
    ],
)
def test_a_file_system_is_protected_but_in_a_disposable_stack(
    recorder: Recorder, changes: dict[str, object], protected: bool, recycles: str
) -> None:
    run(lambda: service(SPEC, platform=platform(**changes)))
    assert recorder.one(SYSTEM).protect is protected
    assert recorder.inputs(SYSTEM)["recycleBin"]["status"] == recycles


def test_it_lies_with_the_data_and_admits_containers_only(recorder: Recorder) -> None:
    run(lambda: service(SPEC))
    assert recorder.inputs(TARGET) == {
        "fileSystemId": "api-volumes-id",
        "accessGroupName": "notes-prod-api-volumes",
        "networkType": "Vpc",
        "vpcId": "network-vpc-id",
        "vswitchId": "network-data-1-id",
        "status": "Active",
    }
    rules = {item.inputs["sourceCidrIp"]: item.inputs for item in recorder.all(RULE)}
    assert list(rules) == ["10.20.64.0/20", "10.20.80.0/20", "10.20.96.0/20"]
    for asked in rules.values():
        assert (asked["rwAccessType"], asked["userAccessType"], asked["fileSystemType"]) == (
            "RDWR", "no_squash", "standard",
        )  # fmt: skip
    assert {item.name for item in recorder.all(RULE)} <= recorder.one(TARGET).depends_on


def test_the_part_may_go_there_and_nobody_else_may(recorder: Recorder) -> None:
    run(lambda: service(SPEC))
    ways = {
        item.name: (
            item.inputs["type"],
            item.inputs["securityGroupId"],
            item.inputs["portRange"],
            item.inputs["cidrIp"],
        )
        for item in recorder.all("alicloud:ecs/securityGroupRule:SecurityGroupRule")
        if item.parent == "api"
    }
    assert ways == {
        f"api-volumes-api-to-volumes-{port}": ("egress", "network-api-id", f"{port}/{port}", "10.20.128.0/20")
        for port in (2049, 111)
    }
    assert {*ways, "api-volumes-target"} <= recorder.one(CONFIGURATION).depends_on


def test_each_volume_is_a_folder_of_it(recorder: Recorder) -> None:
    run(lambda: service(SPEC))
    asked = recorder.inputs(CONFIGURATION)
    (found,) = asked["containers"]
    assert found["volumeMounts"] == [
        {"name": "scratch-1", "mountPath": "/tmp"},
        {"name": "volumes", "mountPath": "/app/data", "subPath": "data"},
        {"name": "volumes", "mountPath": "/app/models", "subPath": "models"},
    ]
    shared = asked["volumes"][-1]
    assert shared == {
        "name": "volumes",
        "type": "NFSVolume",
        "nfsVolumeServer": "api-volumes-target-id",
        "nfsVolumePath": "/",
    }


def test_folders_are_handed_over_before_anything_else_starts(recorder: Recorder) -> None:
    run(lambda: service(SPEC, migrates=True))
    first, migration = recorder.inputs(CONFIGURATION)["initContainers"]
    assert (first["name"], migration["name"]) == ("volumes", "migrate")
    assert first["commands"] == [
        "install", "-d", "-m", "0750", "-o", "1000", "-g", "2000", "/volumes/data", "/volumes/models",
    ]  # fmt: skip
    assert (first["image"], first["securityContextRunAsUser"]) == (IMAGE, 0)
    assert first["securityContextReadOnlyRootFileSystem"] is True
    assert first["volumeMounts"] == [{"name": "volumes", "mountPath": "/volumes"}]


def test_whoever_hands_them_over_knows_nothing_of_the_part(recorder: Recorder) -> None:
    run(lambda: service(SPEC))
    (first,) = recorder.inputs(CONFIGURATION)["initContainers"]
    assert [each["key"] for each in first["environmentVars"]] == [
        "aliyun_logs_api-logs",
        "aliyun_logs_api-logs_project",
    ]


@pytest.mark.parametrize(
    ("user", "owned"),
    [
        ("1000", ["-m", "0750", "-o", "1000", "-g", "1000"]),
        ("node", ["-m", "0750", "-o", "node"]),
        ("node:staff", ["-m", "0750", "-o", "node", "-g", "staff"]),
        (None, ["-m", "1777"]),
    ],
)
def test_folders_are_the_user_s(recorder: Recorder, user: str | None, owned: list[str]) -> None:
    run(lambda: service({"volumes": {"data": "/data"}, "user": user}))
    (first,) = recorder.inputs(CONFIGURATION)["initContainers"]
    assert first["commands"] == ["install", "-d", *owned, "/volumes/data"]


def test_a_job_has_volumes_too(recorder: Recorder) -> None:
    run(lambda: job({"volumes": {"data": "/data"}}))
    asked = recorder.inputs(CONFIGURATION)
    assert asked["containers"][0]["volumeMounts"][-1] == {"name": "volumes", "mountPath": "/data", "subPath": "data"}
    assert recorder.names(SYSTEM) == ["tasks-volumes"]
