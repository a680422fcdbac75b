"""Scaling: how many instances of a service run."""

from collections.abc import Mapping, Sequence
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

MetricPart: TypeAlias = (
    aws.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationCustomizedMetricSpecificationMetricArgsDict
)

DIMENSION = "ecs:service:DesiredCount"


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A target group whose requests a load balancer counts; both as metrics name them (ARN suffixes)."""

    balancer: pulumi.Input[str]
    group: pulumi.Input[str]


@dataclass(frozen=True, kw_only=True)
class Load:
    """What a service's load can be measured by, besides its CPU."""

    counted: Sequence[Counted] = ()
    """Target groups that share its requests."""
    queue_delay: Metric | None = None
    """Seconds that a task waits."""
    running_tasks: Metric | None = None
    """Tasks that an instance works on."""


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
    if scale.requests_per_instance is not None and load.counted:
        goals["requests"] = _requests(load.counted, scale.requests_per_instance)
    if scale.queue_delay_seconds is not None and load.queue_delay is not None:
        goals["queue-delay"] = _measured(load.queue_delay, scale.queue_delay_seconds)
    if scale.running_tasks is not None and load.running_tasks is not None:
        goals["running-tasks"] = _measured(load.running_tasks, scale.running_tasks)
    if scale.cpu_percent is not None or not goals:
        goals["cpu"] = _predefined("ECSServiceAverageCPUUtilization", scale.cpu_percent or DEFAULT_CPU_PERCENT)
    return goals


def _requests(counted: Sequence[Counted], goal: float) -> Goal:
    """Requests a minute of one instance; a target group that waits for its turn adds none."""
    if len(counted) == 1:
        label = pulumi.Output.concat(counted[0].balancer, "/", counted[0].group)
        return _predefined("ALBRequestCountPerTarget", goal, label)
    groups = {f"group{number}": each for number, each in enumerate(counted, start=1)}
    return {
        "target_value": goal,
        "customized_metric_specification": {
            "metrics": [
                *(_of_group(identifier, each) for identifier, each in groups.items()),
                {"id": "requests", "expression": " + ".join(groups), "return_data": True},
            ]
        },
        "scale_out_cooldown": SCALE_OUT_SECONDS,
        "scale_in_cooldown": SCALE_IN_SECONDS,
    }


def _of_group(identifier: str, counted: Counted) -> MetricPart:
    dimensions = {"LoadBalancer": counted.balancer, "TargetGroup": counted.group}
    return {
        "id": identifier,
        "return_data": False,
        "metric_stat": {
            "stat": "Sum",
            "metric": {
                "namespace": "AWS/ApplicationELB",
                "metric_name": "RequestCountPerTarget",
                "dimensions": [{"name": name, "value": value} for name, value in dimensions.items()],
            },
        },
    }


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
