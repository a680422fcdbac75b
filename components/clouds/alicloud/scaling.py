"""Scaling: how many instances of a part run."""

from collections.abc import Mapping

import pulumi
import pulumi_alicloud as alicloud

from components.container import InstanceSpec

DEFAULT_CPU_PERCENT = 70
"""Where nothing else is said: leaves room for a burst while new instances start."""

WARM_UP_SECONDS = 60
"""Time after which a new instance counts."""

SECONDS_PER_MINUTE = 60


def create(
    name: str,
    spec: InstanceSpec,
    group: alicloud.ess.ScalingGroup,
    servers: pulumi.Input[str] | None,
    opts: pulumi.ResourceOptions,
) -> None:
    """Let the group grow and shrink between `scale.min` and `scale.max`; `servers` is its group at the entry."""
    if not spec.scale.follows_load:
        return
    for suffix, (metric, goal) in _goals(spec, entered=servers is not None).items():
        alicloud.ess.ScalingRule(
            f"{name}-scaling-{suffix}",
            scaling_group_id=group.id,
            scaling_rule_type="TargetTrackingScalingRule",
            metric_name=metric,
            target_value=goal,
            alarm_dimension=_server_group(servers) if suffix == "requests" and servers is not None else None,
            estimated_instance_warmup=WARM_UP_SECONDS,
            disable_scale_in=False,
            opts=opts,
        )


def _goals(spec: InstanceSpec, *, entered: bool) -> Mapping[str, tuple[str, float]]:
    """Rule -> metric and goal.

    How long tasks wait and how many run are no metrics of Auto Scaling: such a part scales by CPU.
    """
    scale = spec.scale
    goals: dict[str, tuple[str, float]] = {}
    if scale.requests_per_instance is not None and entered:
        goals["requests"] = ("LoadBalancerRealServerAverageQps", scale.requests_per_instance / SECONDS_PER_MINUTE)
    if scale.cpu_percent is not None or not goals:
        goals["cpu"] = ("EciPodCpuUtilization", scale.cpu_percent or DEFAULT_CPU_PERCENT)
    return goals


def _server_group(servers: pulumi.Input[str]) -> alicloud.ess.ScalingRuleAlarmDimensionArgsDict:
    return {"dimension_key": "rulePool", "dimension_value": servers}
