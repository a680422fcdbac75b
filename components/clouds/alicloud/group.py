"""Scaling groups: where and how many instances of a part run."""

import pulumi
import pulumi_alicloud as alicloud

from components import options
from components.clouds.alicloud import names
from components.container import ContainerArgs, ScaleSpec

COOLDOWN_SECONDS = 60
"""Pause between two steps."""


def create(
    name: str,
    args: ContainerArgs,
    scale: ScaleSpec | None,
    opts: pulumi.ResourceOptions,
    *,
    spot: bool = False,
    version: pulumi.Output[str] | None = None,
) -> alicloud.ess.ScalingGroup:
    """Create a group of container instances over all zones; without `scale` it is a job's, and mostly empty.

    With `spot` the first `scale.min` instances are ordinary ones, and all beyond on spare capacity. With a `version`
    the group is called so, and is that version's alone.
    """
    moves = scale is None or scale.follows_load
    kept = opts if version is None else options.replacing(opts, "scalingGroupName")
    return alicloud.ess.ScalingGroup(
        f"{name}-group",
        scaling_group_name=names.of(name, args.platform.args) if version is None else version,
        group_type="ECI",
        min_size=scale.min if scale else 0,
        max_size=scale.max if scale else 1,
        desired_capacity=scale.min if scale else None,
        default_cooldown=COOLDOWN_SECONDS,
        vswitch_ids=args.network.app_subnet_ids,
        multi_az_policy="COST_OPTIMIZED" if spot else "BALANCE",
        on_demand_base_capacity=scale.min if spot and scale else None,
        on_demand_percentage_above_base_capacity=0 if spot else None,
        compensate_with_on_demand=True if spot else None,
        removal_policies=["OldestScalingConfiguration", "OldestInstance"],
        health_check_type="ECS",
        tags=args.platform.tags(name),
        # What scaling decides is not undone.
        opts=options.ignoring(kept, "desiredCapacity") if moves else kept,
    )
