"""Commands of the Alibaba Cloud command line for what runs in scaling groups.

Names and arguments: OpenAPI of Auto Scaling (ModifyScalingGroup, DescribeScalingInstances), of Elastic Container
Instance (RestartContainerGroup) and of Simple Log Service (GetLogs).
"""

from collections.abc import Mapping

import pulumi

from components.operations import Commands, Looked, running, sequence
from components.platform import Platform
from components.present import present

MINUTES = 15
"""How far back output is shown: the command line cannot follow."""


def commands(platform: Platform, parts: Mapping[str, Looked]) -> Commands:
    """Show the newest output, restart a group's instances, and set how many it has."""
    region, services = platform.args.region, running(parts)
    return Commands(
        logs={name: _logs(platform, part.log_group) for name, part in parts.items()},
        restart={name: _restart(region, group) for name, (group, _) in services.items()},
        stop=sequence([_size(region, group, 0, 0) for group, _ in services.values()]),
        start=sequence([_size(region, group, scale.min, scale.max) for group, scale in services.values()]),
    )


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
