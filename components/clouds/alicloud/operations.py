"""Commands of the Alibaba Cloud command line for what runs in scaling groups.

Names and arguments: OpenAPI of Auto Scaling (ModifyScalingGroup, DescribeScalingGroups, DescribeScalingInstances), of
Elastic Container Instance (RestartContainerGroup, DescribeContainerGroups) and of Simple Log Service (GetLogs).
"""

from collections.abc import Mapping

import pulumi

from components.container import ScaleSpec
from components.operations import Commands, Looked, answering, health, running, sequence
from components.platform import Platform
from components.present import present

MINUTES = 15
"""How far back output is shown: the command line cannot follow."""
LISTED = 50
"""Instances that DescribeScalingInstances lists at once at most; no more are judged."""
ASKED = 20
"""Instances that DescribeContainerGroups takes at once at most."""


def commands(platform: Platform, parts: Mapping[str, Looked], addresses: Mapping[str, pulumi.Input[str]]) -> Commands:
    """Show the newest output, restart a group's instances, set how many it has, and tell how they are."""
    region, services = platform.args.region, running(parts)
    return Commands(
        logs={name: _logs(platform, part.log_group) for name, part in parts.items()},
        restart={name: _restart(region, group) for name, (group, _) in services.items()},
        stop=sequence([_size(region, group, 0, 0) for group, _ in services.values()]),
        start=sequence([_size(region, group, scale.min, scale.max) for group, scale in services.values()]),
        health=health({**answering(addresses), **_enough(services)}, _runs(region)),
    )


def _enough(services: Mapping[str, tuple[pulumi.Output[str], ScaleSpec]]) -> dict[str, pulumi.Output[str]]:
    """As many instances are ready as the group wants, and as the stack wants at least: a stopped one is not well."""
    return {
        f"{name} runs": pulumi.Output.concat("runs ", group, f" {scale.min}")
        for name, (group, scale) in services.items()
    }


def _runs(region: str) -> str:
    """The shell function: group and least number -> whether as many are ready, all their containers included."""
    wanted = (
        f'wanted=$(aliyun ess DescribeScalingGroups --RegionId {region} --ScalingGroupId.1 "$1"'
        ' | jq --argjson least "$2" \'.ScalingGroups.ScalingGroup[0] // error("no such group")'
        f" | [[.DesiredCapacity // .MinSize, $least] | max, {LISTED}] | min')"
    )
    instances = (
        f'aliyun ess DescribeScalingInstances --RegionId {region} --ScalingGroupId "$1" --LifecycleState InService'
        f" --PageSize {LISTED} | jq -c '[.ScalingInstances.ScalingInstance[].InstanceId]"
        f" | range(0; length; {ASKED}) as $first | .[$first:$first + {ASKED}]'"
    )
    states = (
        f'while read -r some; do aliyun eci DescribeContainerGroups --RegionId {region} --ContainerGroupIds "$some"'
        ' < /dev/null; done | jq -s \'[.[].ContainerGroups[] | select(.Status == "Running" and all(.Containers[];'
        " .Ready))] | length'"
    )
    return f'runs() {{ {wanted} && ready=$({instances} | {states}) && [ "$ready" -ge "$wanted" ]; }}; '


def _logs(platform: Platform, store: pulumi.Output[str]) -> pulumi.Output[str]:
    span = f" --from $(($(date +%s) - {MINUTES * 60})) --to $(date +%s)"
    project = present(platform.log_project, "log_project")
    start = f"aliyun sls GetLogs --region {platform.args.region} --project "
    return pulumi.Output.concat(start, project, " --logstore ", store, span)


def _restart(region: str, group: pulumi.Output[str]) -> pulumi.Output[str]:
    listed = f"aliyun ess DescribeScalingInstances --RegionId {region} --ScalingGroupId "
    each = (
        " | jq -r '.ScalingInstances.ScalingInstance[].InstanceId'"
        f" | xargs -n 1 aliyun eci RestartContainerGroup --RegionId {region} --ContainerGroupId"
    )
    return pulumi.Output.concat(listed, group, each)


def _size(region: str, group: pulumi.Output[str], least: int, most: int) -> pulumi.Output[str]:
    start = f"aliyun ess ModifyScalingGroup --RegionId {region} --ScalingGroupId "
    return pulumi.Output.concat(start, group, f" --MinSize {least} --MaxSize {most} --DesiredCapacity {least}")
