"""What File Storage NAS refuses and answers, and how instances mount it."""

from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.alicloud_builders import CONFIGURATION, CONTAINER, SWITCH, VPC, Network, scaling_group
from tests.simulator.world import REGION, World

SYSTEM = "alicloud:nas/fileSystem:FileSystem"
GROUP = "alicloud:nas/accessGroup:AccessGroup"
RULE = "alicloud:nas/accessRule:AccessRule"
TARGET = "alicloud:nas/mountTarget:MountTarget"
USUAL = {"protocolType": "NFS", "storageType": "Capacity", "encryptType": 1}


@pytest.fixture
def system(ali: World) -> Record:
    """A file system."""
    return ali.make(SYSTEM, "files", **USUAL)


@pytest.fixture
def access(ali: World) -> Record:
    """A group of those who may mount."""
    return ali.make(GROUP, "access", accessGroupName="api", accessGroupType="Vpc")


def targeting(net: Network, system: Record, access: Record, **more: Any) -> dict[str, Any]:
    place = {"vpcId": net.vpc.id, "vswitchId": net.switches[0].id, "networkType": "Vpc"}
    return {"fileSystemId": system.id, "accessGroupName": access.properties["accessGroupName"], **place, **more}


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        (
            {"storageType": "advance"},
            "InvalidStorageType: one of Performance, Capacity, Premium for standard, not advance",
        ),
        (
            {"fileSystemType": "extreme"},
            "InvalidStorageType: one of standard, advance for extreme, not Capacity",
        ),
        (
            {"encryptType": 2, "kmsKeyId": "key-1"},
            "InvalidEncryptType.NotSupport: a key of one's own is for extreme only, not for standard",
        ),
        (
            {"encryptType": 2, "fileSystemType": "extreme", "storageType": "advance"},
            "MissingKmsKeyId: encryptType 2 needs kmsKeyId",
        ),
    ],
)
def test_what_a_file_system_is_made_of_goes_together(ali: World, inputs: dict[str, Any], words: str) -> None:
    assert ali.refused(SYSTEM, **{**USUAL, **inputs}) == words


def test_a_file_system_lies_in_a_zone_of_the_service_s_choice(ali: World, system: Record) -> None:
    assert (system.properties["zoneId"], system.properties["fileSystemType"]) == (f"{REGION}a", "standard")
    there = ali.make(SYSTEM, "there", **USUAL, zoneId=f"{REGION}b")
    assert there.properties["zoneId"] == f"{REGION}b"


def test_encryption_and_kind_replace_a_file_system(ali: World) -> None:
    for name, value in (("encryptType", 0), ("storageType", "Performance"), ("protocolType", "SMB")):
        changes = ali.differences(SYSTEM, USUAL, **{**USUAL, name: value})
        assert [(each.path[0], each.replaces) for each in changes] == [(name, True)]


def test_a_mount_target_has_an_address(ali: World, net: Network, system: Record, access: Record) -> None:
    made = ali.make(TARGET, "t", **targeting(net, system, access))
    host = made.properties["mountTargetDomain"]
    assert host.startswith(f"{system.id}-")
    assert host.endswith(f".{REGION}.nas.aliyuncs.com")


def test_what_is_mounted_from_stays(ali: World, net: Network, system: Record, access: Record) -> None:
    made = ali.make(TARGET, "t", **targeting(net, system, access))
    words = "OperationDenied.InvalidState: The file system"
    assert ali.remove_refused(system) == f"{words} {system.id} has the mount target {made.id}"
    words = f"OperationDenied.InvalidState: The AccessGroup {access.id} is used by the mount target {made.id}"
    assert ali.remove_refused(access) == words
    words = f"DependencyViolation: Specified object has dependent resources: {net.switches[0].id} is used by {made.id}"
    assert ali.remove_refused(net.switches[0]) == words
    ali.remove(made)
    ali.remove(system)
    ali.remove(access)


def test_a_mount_target_lies_in_a_switch_of_its_network(
    ali: World, net: Network, system: Record, access: Record
) -> None:
    other = ali.make(VPC, "other", cidrBlock="10.1.0.0/16")
    far = ali.make(SWITCH, "far", vpcId=other.id, cidrBlock="10.1.0.0/24", zoneId=f"{REGION}a")
    words = f"InvalidVSwitchId.VpcMismatch: the vSwitch {far.id} is not in {net.vpc.id}"
    assert ali.refused(TARGET, **targeting(net, system, access, vswitchId=far.id)) == words


def test_a_file_system_has_two_mount_targets_at_most(ali: World, net: Network, system: Record, access: Record) -> None:
    for name in ("one", "two"):
        ali.make(TARGET, name, **targeting(net, system, access))
    words = "MountTargetQuotaExceeded: a file system has at most 2 mount targets"
    assert ali.refused(TARGET, **targeting(net, system, access)) == words


def test_a_mount_target_admits_a_group_that_there_is(ali: World, net: Network, system: Record, access: Record) -> None:
    words = "InvalidAccessGroup.NotFound: The specified AccessGroup does not exist: web"
    assert ali.refused(TARGET, **targeting(net, system, access, accessGroupName="web")) == words
    assert ali.refused(RULE, accessGroupName="web", sourceCidrIp="10.0.0.0/24") == words
    words = "MissingAccessGroupName: a mount target admits an access group"
    assert ali.refused(TARGET, **targeting(net, system, access, accessGroupName=None)) == words


def test_a_group_is_called_once_and_takes_its_rules_along(ali: World, access: Record) -> None:
    words = "InvalidAccessGroup.AlreadyExisted: The specified AccessGroup already exists: api"
    assert ali.refused(GROUP, accessGroupName="api", accessGroupType="Vpc") == words
    ali.make(RULE, "r", accessGroupName="api", sourceCidrIp="10.0.0.0/24")
    ali.remove(access)
    assert ali.cloud.find(RULE) == []


def test_instances_mount_a_file_system_that_there_is(ali: World, net: Network, system: Record, access: Record) -> None:
    group = scaling_group(ali, net)
    mounts = {**CONTAINER, "volumeMounts": [{"name": "volumes", "mountPath": "/data", "subPath": "data"}]}
    volume = {"name": "volumes", "type": "NFSVolume", "nfsVolumePath": "/", "nfsVolumeServer": "nowhere"}
    asked = {"scalingGroupId": group.id, "active": True, "containers": [mounts]}
    words = "InvalidParameter.VolumeMount: the container api mounts volumes, which is no volume of the instance"
    assert ali.refused(CONFIGURATION, **asked) == words
    words = "InvalidParameter.Volume.NFSVolume: there is no file system at nowhere"
    assert ali.refused(CONFIGURATION, **asked, volumes=[volume]) == words
    target = ali.make(TARGET, "t", **targeting(net, system, access))
    there = {**volume, "nfsVolumeServer": target.properties["mountTargetDomain"]}
    made = ali.make(CONFIGURATION, "c", **asked, volumes=[there])
    assert made.properties["volumes"] == [there]
