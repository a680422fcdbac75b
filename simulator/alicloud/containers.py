"""Auto Scaling with elastic container instances."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.alicloud.find import ROLE, STORE
from simulator.alicloud.identity import trusted
from simulator.alicloud.scaling import ALARM, GROUP, RULE
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.cloud import Record
from simulator.find import by, by_id

CONFIGURATION = "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration"
ATTACHMENT = "alicloud:ess/albServerGroupAttachment:AlbServerGroupAttachment"
MEMBERSHIP = "alicloud:ess/serverGroupAttachment:ServerGroupAttachment"
IMAGE = re.compile(r"^[a-z0-9]([a-z0-9._:/-]*[a-z0-9])?(:[\w][\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$")
SIZES: Mapping[float, tuple[float, ...]] = {
    0.25: (0.5, 1), 0.5: (1, 2), 1: (2, 4, 8), 2: (1, 2, 4, 8, 16), 4: (2, 4, 8, 16, 32), 8: (4, 8, 16, 32, 64),
    12: (12, 24, 48, 96), 16: (16, 32, 64, 128), 24: (24, 48, 96, 192), 32: (32, 64, 128, 256), 52: (96, 192, 384),
    64: (128, 256, 512),
}  # fmt: skip
"""vCPU -> GiB of memory that go with it (ECI user guide, "Create an elastic container instance by specifying vCPU and
memory")."""
LOG_VARIABLE = re.compile(r"^aliyun_logs_([a-z0-9_-]+)$")


def sizes_ordered(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """The least is not above the most, and what is wanted lies between."""
    least, most, wanted = (inputs.get(name) for name in ("minSize", "maxSize", "desiredCapacity"))
    if not isinstance(least, int | float) or not isinstance(most, int | float):
        return
    if least > most:
        yield f"minSize: must not be above maxSize ({most:g}); got {least:g}"
    elif isinstance(wanted, int | float) and not least <= wanted <= most:
        yield f"desiredCapacity: must lie between minSize and maxSize; got {wanted:g}"


def in_switches(call: Call) -> None:
    """A group of containers lies in vSwitches."""
    if call.inputs.get("groupType") == "ECI" and not call.inputs.get("vswitchIds"):
        raise Refusal("MissingParameter.VSwitchIds: a scaling group of ECI needs vSwitches")


def group_protected(call: Call) -> None:
    """A protected group stays."""
    group = by_id(call, GROUP, call.id)
    if group:
        refuse_protected(group)


def refuse_protected(group: Record) -> None:
    """Raises Refusal for a group that is protected."""
    if group.properties.get("groupDeletionProtection"):
        raise Refusal(f"OperationDenied.DeletionProtection: the scaling group {group.id} is protected against deletion")


def group_gone(call: Call) -> None:
    """A group takes its configurations, rules and alarms along."""
    empty(call, call.id)


def empty(call: Call, group: str) -> None:
    """Removes all that belongs to a group."""
    for type_ in (CONFIGURATION, RULE, ALARM, ATTACHMENT, MEMBERSHIP):
        for record in call.find(type_, scalingGroupId=group):
            call.cloud.remove(record)


def configuration_fits(call: Call) -> None:
    """What containers need: a size that ECI sells, images, a role for containers, the log stores they write to."""
    asked = call.inputs
    group = by_id(call, GROUP, asked["scalingGroupId"])
    if group and group.properties.get("groupType") != "ECI":
        raise Refusal(f"InvalidScalingGroupType: the group {group.id} is not of type ECI")
    cpu, memory = asked.get("cpu"), asked.get("memory")
    if cpu is not None and memory not in SIZES.get(cpu, ()):
        sizes = ", ".join(f"{size:g}" for size in SIZES.get(cpu, ()))
        raise Refusal(f"InvalidParameter.CPU.Memory: {cpu:g} vCPU with {memory:g} GiB; GiB that go with it: {sizes}")
    if not asked.get("containers"):
        raise Refusal("MissingParameter.Container: a configuration has containers")
    for container in (*asked["containers"], *(asked.get("initContainers") or ())):
        container_fits(call, container)
        mounts_there(call, container)
    role_trusts(call)


def mounts_there(call: Call, container: Mapping[str, Any]) -> None:
    """What a container mounts is a volume of its instance."""
    declared = {volume.get("name") for volume in call.inputs.get("volumes") or ()}
    for mount in container.get("volumeMounts") or ():
        if mount.get("name") not in declared:
            raise Refusal(
                f"InvalidParameter.VolumeMount: the container {container.get('name')} mounts {mount.get('name')}, "
                "which is no volume of the instance"
            )


def container_fits(call: Call, container: Mapping[str, Any]) -> None:
    """A container has an image; its logs go to a store that exists."""
    image = str(container.get("image") or "")
    if not IMAGE.match(image):
        raise Refusal(f"InvalidParameter.Container.Image: '{image}' is no image")
    variables = {str(each.get("key")): each.get("value") for each in container.get("environmentVars") or ()}
    for name in variables:
        found = LOG_VARIABLE.match(name)
        project = variables.get(f"{name}_project")
        if found and project and not by(call, STORE, call.region, logstoreName=found[1], projectName=project):
            raise Refusal(f"LogStoreNotExist: logstore {found[1]} does not exist (container {container.get('name')})")


def role_trusts(call: Call) -> None:
    """The role of the containers may be assumed by ECS, whose metadata service hands its credentials out."""
    role = by(call, ROLE, roleName=call.inputs.get("ramRoleName")) if call.inputs.get("ramRoleName") else None
    if role and "ecs.aliyuncs.com" not in trusted(role):
        raise Refusal(f"InvalidRamRole.NotEcsRole: the role {role.id} does not trust ecs.aliyuncs.com")


def configuration_unused(call: Call) -> None:
    """The active configuration of a group stays, unless it may take the group along, and the group may go."""
    old = call.old or {}
    if old.get("active") and not old.get("forceDelete"):
        raise Refusal(f"OperationDenied.ScalingConfigurationActive: the configuration {call.id} is active")
    group = by_id(call, GROUP, old.get("scalingGroupId"))
    if group and old.get("forceDelete"):
        refuse_protected(group)


def configuration_gone(call: Call) -> None:
    """Deleted by force, a configuration takes its group along, and all that is in it."""
    group = by_id(call, GROUP, (call.old or {}).get("scalingGroupId"))
    if group and (call.old or {}).get("forceDelete"):
        call.cloud.remove(group)
        empty(call, group.id)


def is_active(call: Call, group: Any) -> bool:
    """Whether a group has an active configuration, without which it starts nothing."""
    return any(record.properties.get("active") for record in call.find(CONFIGURATION, scalingGroupId=group))


def group_active(call: Call) -> None:
    """Servers are attached to a group that is active."""
    if not is_active(call, call.inputs["scalingGroupId"]):
        raise Refusal(
            f"IncorrectScalingGroupStatus: the scaling group {call.inputs['scalingGroupId']} has no active "
            "scaling configuration"
        )


def never_changed(_call: Call) -> None:
    """The provider has no way to change an attachment."""
    raise Refusal("alb_server_group_attachment not support modify operation")


BEHAVIOURS = {
    GROUP: Behaviour(check=sizes_ordered, create=(in_switches,), delete=(group_protected,), gone=group_gone),
    CONFIGURATION: Behaviour(
        create=(configuration_fits,),
        update=(configuration_fits,),
        delete=(configuration_unused,),
        gone=configuration_gone,
    ),
    ATTACHMENT: Behaviour(create=(group_active,), update=(never_changed,)),
}
