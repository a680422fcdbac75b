"""Alarms of a running part: CPU, memory, and how long its tasks wait."""

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import alarm, log_alert, measures
from components.clouds.alicloud.alarm import Limit, Source
from components.clouds.alicloud.log_alert import Question
from components.clouds.alicloud.logs import LogStore
from components.container import InstanceSpec
from components.platform import Platform

QUARTER_HOUR = 3
"""Measurements of five minutes."""

WAITING = measures.asked("queue_delay_seconds", "maximum", "seconds")
"""A worker logs lines of JSON with this field, for example `{"queue_delay_seconds": 12.5}`; the longest wait counts."""


def create(
    name: str,
    spec: InstanceSpec,
    group: alicloud.ess.ScalingGroup,
    store: LogStore,
    platform: Platform,
    opts: pulumi.ResourceOptions,
) -> None:
    """Create the alarms whose thresholds the stack states."""
    thresholds = platform.args.alarms
    watched = {
        "cpu": Limit(metric="EciPodCpuUtilization", above=thresholds.cpu_percent, periods=QUARTER_HOUR),
        "memory": Limit(metric="EciPodMemoryUtilization", above=thresholds.memory_percent, periods=QUARTER_HOUR),
    }
    source = Source(namespace="acs_ess_dashboard", dimension="scalingGroupId", of=group.id)
    alarm.create(name, source, watched, platform, opts)
    if spec.scale.queue_delay_seconds is not None and thresholds.queue_delay_seconds is not None:
        question = Question(
            title=f"{name}: tasks wait longer than {thresholds.queue_delay_seconds} s",
            query=WAITING,
            condition=f"seconds > {thresholds.queue_delay_seconds}",
        )
        log_alert.create(f"{name}-queue-delay-alarm", store, question, platform, opts)
