"""Jobs: a group that is empty until a schedule or a person starts one instance in it."""

from datetime import UTC, datetime, timedelta

import pulumi
import pulumi_alicloud as alicloud

from components import cron, options
from components.clouds.alicloud import group, instance
from components.clouds.alicloud.instance import Template
from components.container import ContainerArgs
from components.worker.contract import JobSpec

LATE_SECONDS = 600
"""A start that fails is tried again for ten minutes."""


def create(
    name: str, spec: JobSpec, args: ContainerArgs, opts: pulumi.ResourceOptions
) -> tuple[Template, alicloud.ess.ScalingRule]:
    """Create the group, what runs in it, the rule that starts it, and its schedule where it has one."""
    running = group.create(name, args, None, opts)
    template = instance.put_in_force(name, instance.prepare(name, spec, args, None, opts), args, running, opts)
    starts = alicloud.ess.ScalingRule(
        f"{name}-start",
        scaling_group_id=running.id,
        scaling_rule_type="SimpleScalingRule",
        adjustment_type="TotalCapacity",
        adjustment_value=1,
        opts=options.after(opts, template.configuration),
    )
    if spec.schedule is not None:
        _schedule(name, spec.schedule, starts, opts)
    return template, starts


def _schedule(name: str, text: str, starts: alicloud.ess.ScalingRule, opts: pulumi.ResourceOptions) -> None:
    """Start the job at the times that five cron fields in UTC say; RunError where there are no such times."""
    try:
        times = cron.quartz(text)
    except cron.ScheduleError as unsupported:
        raise pulumi.RunError(f"jobs.{name}.schedule: {unsupported}") from None
    now = datetime.now(UTC)
    # The moment of the first start must lie ahead when the task is made, and means nothing afterwards.
    once = options.ignoring(opts, "launchTime")
    alicloud.ess.ScheduledTask(
        f"{name}-schedule",
        description=f"Starts {name}",
        scheduled_action=starts.ari,
        launch_time=_moment(now + timedelta(hours=1)),
        launch_expiration_time=LATE_SECONDS,
        recurrence_type="Cron",
        recurrence_value=times,
        recurrence_end_time=_moment(end(now)),
        task_enabled=True,
        opts=once,
    )


def end(now: datetime) -> datetime:
    """When a schedule ends that is deployed now: 6 to 12 months ahead, since no more than 365 days are allowed.

    The same for all of a half-year, so that two updates in it say the same; each half-year's first update renews it.
    A day before the turn of the half-year: with a leap day in between, the turn itself is 366 days ahead.
    """
    return datetime(now.year + 1, 1 if now.month < 7 else 7, 1, tzinfo=UTC) - timedelta(days=1)


def _moment(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%MZ")
