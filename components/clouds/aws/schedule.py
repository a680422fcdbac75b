"""A schedule that starts a task, with an identity that can start this task and nothing else."""

import pulumi
import pulumi_aws as aws

from components import cron, options
from components.clouds.aws import identity
from components.clouds.aws.task import TASKS, Task
from components.connection import Statement
from components.container import ContainerArgs
from components.present import present

RETRIES = 3
RETRY_SECONDS = 3600
"""A start that fails is tried three times more, for an hour; what ran and failed is not run again."""


def create(name: str, expression: str, args: ContainerArgs, task: Task, opts: pulumi.ResourceOptions) -> None:
    """Start the task at the times that five cron fields in UTC say; RunError where AWS has no such times."""
    platform = args.platform
    try:
        times = f"cron({cron.quartz(expression)} *)"
    except cron.ScheduleError as unsupported:
        raise pulumi.RunError(f"jobs.{name}.schedule: {unsupported}") from None
    starter = identity.create(
        f"{name}-starter", name, "scheduler.amazonaws.com", _statements(args, task), platform, opts
    )
    aws.scheduler.Schedule(
        f"{name}-schedule",
        description=f"Starts {name}",
        schedule_expression=times,
        schedule_expression_timezone="UTC",
        flexible_time_window={"mode": "OFF"},
        target={
            "arn": present(platform.container_cluster, "container_cluster"),
            "role_arn": starter.arn,
            "retry_policy": {"maximum_retry_attempts": RETRIES, "maximum_event_age_in_seconds": RETRY_SECONDS},
            "ecs_parameters": {
                "task_definition_arn": task.arn,
                "launch_type": "FARGATE",
                "platform_version": "LATEST",
                "task_count": 1,
                "enable_ecs_managed_tags": True,
                "propagate_tags": "TASK_DEFINITION",
                "network_configuration": {
                    "subnets": list(args.network.app_subnet_ids),
                    "security_groups": [args.network.security_group_ids[name]],
                    "assign_public_ip": False,
                },
            },
        },
        opts=options.after(opts, *task.ready),
    )


def _statements(args: ContainerArgs, task: Task) -> list[Statement]:
    platform = args.platform
    ecs = pulumi.Output.concat("arn:", platform.partition, f":ecs:{platform.args.region}:", platform.account)
    return [
        Statement(
            actions=("ecs:RunTask",),
            resources=(pulumi.Output.concat(ecs, f":task-definition/{task.family}:*"),),
            conditions={"ArnEquals": {"ecs:cluster": present(platform.container_cluster, "container_cluster")}},
        ),
        Statement(
            actions=("ecs:TagResource",),
            resources=(
                pulumi.Output.concat(
                    ecs, ":task/", present(platform.container_cluster_name, "container_cluster_name"), "/*"
                ),
            ),
            conditions={"StringEquals": {"ecs:CreateAction": "RunTask"}},
        ),
        Statement(
            actions=("iam:PassRole",),
            resources=(task.execution_role, task.task_role),
            conditions={"StringEquals": {"iam:PassedToService": TASKS}},
        ),
    ]
