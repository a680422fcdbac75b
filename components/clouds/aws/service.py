"""A running service: Fargate tasks that are replaced without a gap, and rolled back when a new version fails."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pulumi
import pulumi_aws as aws

from components import options
from components.clouds.aws import container_alarms, logged, scaling, shell
from components.clouds.aws.scaling import Counted, Load
from components.clouds.aws.task import Task
from components.container import ContainerArgs, InstanceSpec

MIGRATION_SECONDS = 240
"""Time that a migration has before failed health checks of the part that waits for it count."""


@dataclass(frozen=True, kw_only=True)
class Exposure:
    """How requests reach a service; nothing for a worker."""

    inputs: Mapping[str, Any] = field(default_factory=dict)
    """What the service is told about it."""
    ready: Sequence[pulumi.Resource] = ()
    """What must exist before: a target group that no rule leads to is refused."""
    counted: Sequence[Counted] = ()
    """Where its requests are counted."""


def create(
    name: str,
    spec: InstanceSpec,
    args: ContainerArgs,
    task: Task,
    exposure: Exposure,
    opts: pulumi.ResourceOptions,
) -> aws.ecs.Service:
    """Run the task; wait until it is steady, so that a version that was rolled back fails the update."""
    platform = args.platform
    service = aws.ecs.Service(
        f"{name}-service",
        cluster=platform.container_cluster,
        task_definition=task.arn,
        desired_count=spec.scale.min,
        capacity_provider_strategies=_capacity(spec),
        force_new_deployment=True,  # without it AWS's provider refuses a change of the capacity
        platform_version="LATEST",
        network_configuration={
            "subnets": list(args.network.app_subnet_ids),
            "security_groups": [args.network.security_group_ids[name]],
            "assign_public_ip": False,
        },
        deployment_circuit_breaker={"enable": True, "rollback": True},
        deployment_minimum_healthy_percent=100,
        deployment_maximum_percent=200,
        availability_zone_rebalancing="ENABLED",
        enable_ecs_managed_tags=True,
        propagate_tags="SERVICE",
        enable_execute_command=shell.allowed(platform),
        wait_for_steady_state=True,
        sigint_rollback=True,
        tags=platform.tags(name),
        opts=_options(spec, args, task, exposure, opts),
        **exposure.inputs,
    )
    load = _load(name, spec, args, task, exposure, opts)
    scaling.create(name, spec, service, load, platform, opts)
    container_alarms.create(name, service, load.queue_delay, platform, opts)
    return service


def _options(
    spec: InstanceSpec, args: ContainerArgs, task: Task, exposure: Exposure, opts: pulumi.ResourceOptions
) -> pulumi.ResourceOptions:
    """Tasks start with their roles complete and a way out; what scaling decides is not undone."""
    ready = options.after(opts, *task.ready, *args.network.outbound, *exposure.ready)
    return options.ignoring(ready, "desiredCount") if spec.scale.follows_load else ready


def _load(
    name: str, spec: InstanceSpec, args: ContainerArgs, task: Task, exposure: Exposure, opts: pulumi.ResourceOptions
) -> Load:
    """What the part's load can be measured by: the entry counts, or the part logs it itself."""
    scale, where = spec.scale, (task.log_group.name, args.platform, opts)
    waits, works = scale.queue_delay_seconds is not None, scale.running_tasks is not None
    return Load(
        counted=exposure.counted,
        queue_delay=logged.metric(f"{name}-queue-delay", logged.QUEUE_DELAY, *where) if waits else None,
        running_tasks=logged.metric(f"{name}-running-tasks", logged.RUNNING_TASKS, *where) if works else None,
    )


def _capacity(spec: InstanceSpec) -> list[aws.ecs.ServiceCapacityProviderStrategyArgsDict]:
    """Fargate; with `spot` the first `scale.min` instances there, and all beyond on spare capacity."""
    if not spec.spot:
        return [{"capacity_provider": "FARGATE", "weight": 1}]
    return [
        {"capacity_provider": "FARGATE", "base": spec.scale.min, "weight": 0},
        {"capacity_provider": "FARGATE_SPOT", "weight": 1},
    ]
