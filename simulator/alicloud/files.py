"""File Storage NAS: file systems, who may mount them, and where."""

from collections.abc import Mapping
from typing import Any

from simulator.alicloud.places import zones
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.find import by_id

SYSTEM = "alicloud:nas/fileSystem:FileSystem"
GROUP = "alicloud:nas/accessGroup:AccessGroup"
RULE = "alicloud:nas/accessRule:AccessRule"
TARGET = "alicloud:nas/mountTarget:MountTarget"
SWITCH = "alicloud:vpc/switch:Switch"
STORAGE: Mapping[str, tuple[str, ...]] = {
    "standard": ("Performance", "Capacity", "Premium"),
    "extreme": ("standard", "advance"),
    "cpfs": ("advance_100", "advance_200"),
}
"""Kind of a file system -> what it is stored on (NAS API, CreateFileSystem)."""
OWN_KEY = 2
MOST_TARGETS = 2
"""Mount targets of a General-purpose file system (NAS user guide, "Limits")."""


def system_fits(call: Call) -> None:
    """What a file system is stored on and encrypted with goes with its kind."""
    asked = call.inputs
    kind = asked.get("fileSystemType") or "standard"
    offered = STORAGE.get(kind)
    if offered and asked["storageType"] not in offered:
        raise Refusal(f"InvalidStorageType: one of {', '.join(offered)} for {kind}, not {asked['storageType']}")
    if asked.get("encryptType") == OWN_KEY and kind != "extreme":
        raise Refusal(f"InvalidEncryptType.NotSupport: a key of one's own is for extreme only, not for {kind}")
    if asked.get("encryptType") == OWN_KEY and not asked.get("kmsKeyId"):
        raise Refusal("MissingKmsKeyId: encryptType 2 needs kmsKeyId")


def system_answer(call: Call) -> Mapping[str, Any]:
    """Without a word on it, a file system lies in a zone of the service's choice."""
    return {} if call.get("zoneId") else {"zoneId": zones(call.region)[0]}


def target_fits(call: Call) -> None:
    """A mount target lies in a vSwitch of its VPC, admits a group, and is one of two at most."""
    asked = call.inputs
    if not asked.get("accessGroupName"):
        raise Refusal("MissingAccessGroupName: a mount target admits an access group")
    switch = by_id(call, SWITCH, asked.get("vswitchId"))
    if switch is None or switch.properties.get("vpcId") != asked.get("vpcId"):
        raise Refusal(
            f"InvalidVSwitchId.VpcMismatch: the vSwitch {asked.get('vswitchId')} is not in {asked.get('vpcId')}"
        )
    if len(call.find(TARGET, fileSystemId=asked["fileSystemId"])) >= MOST_TARGETS:
        raise Refusal(f"MountTargetQuotaExceeded: a file system has at most {MOST_TARGETS} mount targets")


def rules_gone(call: Call) -> None:
    """A group takes its rules along."""
    for record in call.find(RULE, accessGroupName=(call.old or {}).get("accessGroupName")):
        call.cloud.remove(record)


BEHAVIOURS = {
    SYSTEM: Behaviour(create=(system_fits,), answer=system_answer),
    GROUP: Behaviour(gone=rules_gone),
    TARGET: Behaviour(create=(target_fits,)),
}
