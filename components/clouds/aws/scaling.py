"""Scaling: how many instances of a service run."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import pulumi
import pulumi_aws as aws

from components.clouds.aws.alarm import Metric
from components.container import InstanceSpec
from components.platform import Platform
from components.present import present

DEFAULT_CPU_PERCENT = 70
"""Where nothing else is said: leaves room for a burst while new instances start."""

SCALE_OUT_SECONDS = 60
"""Pause between two steps up."""

SCALE_IN_SECONDS = 300
"""Pause between two steps down: slower, so that a lull does not throw away what the next burst needs."""

Goal: TypeAlias = aws.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationArgsDict

DIMENSION = "ecs:service:DesiredCount"


@dataclass(frozen=True, kw_only=True)
class Load:
    """What a service's load can be measured by, besides its CPU."""

    target_label: pulumi.Input[str] | None = None
    """`<load balancer>/<target group>`, as the metric of requests names them."""
    queue_delay: Metric | None = None
    """Seconds that a task waits."""


def create(
    name: str,
    spec: InstanceSpec,
    service: aws.ecs.Service,
    load: Load,
    platform: Platform,
    opts: pulumi.ResourceOptions,
) -> None:
    """Let the service grow and shrink between `scale.min` and `scale.max`."""
    if not spec.scale.follows_load:
        return
    cluster = present(platform.container_cluster_name, "container_cluster_name")
    target = aws.appautoscaling.Target(
        f"{name}-scaling",
        service_namespace="ecs",
        scalable_dimension=DIMENSION,
        resource_id=pulumi.Output.concat("service/", cluster, "/", service.name),
        min_capacity=spec.scale.min,
        max_capacity=spec.scale.max,
        tags=platform.tags(name),
        opts=opts,
    )
    for suffix, goal in _goals(spec, load).items():
        aws.appautoscaling.Policy(
            f"{name}-scaling-{suffix}",
            policy_type="TargetTrackingScaling",
            service_namespace=target.service_namespace,
            scalable_dimension=target.scalable_dimension,
            resource_id=target.resource_id,
            target_tracking_scaling_policy_configuration=goal,
            opts=opts,
        )


def _goals(spec: InstanceSpec, load: Load) -> Mapping[str, Goal]:
    """Policy -> its goal; the largest number of instances that any of them asks for wins."""
    scale = spec.scale
    goals: dict[str, Goal] = {}
    if scale.requests_per_instance is not None and load.target_label is not None:
        goals["requests"] = _predefined("ALBRequestCountPerTarget", scale.requests_per_instance, load.target_label)
    if scale.queue_delay_seconds is not None and load.queue_delay is not None:
        goals["queue-delay"] = _measured(load.queue_delay, scale.queue_delay_seconds)
    if scale.cpu_percent is not None or not goals:
        goals["cpu"] = _predefined("ECSServiceAverageCPUUtilization", scale.cpu_percent or DEFAULT_CPU_PERCENT)
    return goals


def _predefined(metric: str, goal: float, label: pulumi.Input[str] | None = None) -> Goal:
    return {
        "target_value": goal,
        "predefined_metric_specification": {"predefined_metric_type": metric, "resource_label": label},
        "scale_out_cooldown": SCALE_OUT_SECONDS,
        "scale_in_cooldown": SCALE_IN_SECONDS,
    }


def _measured(metric: Metric, goal: float) -> Goal:
    return {
        "target_value": goal,
        "customized_metric_specification": {
            "namespace": metric.namespace,
            "metric_name": metric.name,
            "statistic": metric.statistic,
        },
        "scale_out_cooldown": SCALE_OUT_SECONDS,
        "scale_in_cooldown": SCALE_IN_SECONDS,
    }
