"""Alarms of a running part: CPU, memory, and how long its tasks wait."""

import pulumi
import pulumi_aws as aws

from components.clouds.aws import alarm
from components.clouds.aws.alarm import Metric, Rule
from components.platform import Platform
from components.present import present

QUARTER_HOUR = 3
"""Measurements of five minutes."""


def create(
    name: str,
    service: aws.ecs.Service,
    queue_delay: Metric | None,
    platform: Platform,
    opts: pulumi.ResourceOptions,
) -> None:
    """Create the alarms whose thresholds the stack states."""
    thresholds = platform.args.alarms
    cluster = present(platform.container_cluster_name, "container_cluster_name")
    dimensions = {"ClusterName": cluster, "ServiceName": service.name}
    for suffix, metric, threshold in (
        ("cpu", "CPUUtilization", thresholds.cpu_percent),
        ("memory", "MemoryUtilization", thresholds.memory_percent),
    ):
        if threshold is None:
            continue
        rule = Rule(
            description=f"{name}: {suffix} above {threshold:g} % for 15 minutes; raise scale.max or its size",
            measure=Metric(namespace="AWS/ECS", name=metric, statistic="Average", dimensions=dimensions),
            threshold=threshold,
            periods=QUARTER_HOUR,
        )
        alarm.create(f"{name}-{suffix}-alarm", name, platform, opts, rule)
    if queue_delay is not None and thresholds.queue_delay_seconds is not None:
        limit = thresholds.queue_delay_seconds
        rule = Rule(
            description=f"{name}: tasks wait longer than {limit} s; is it running, and is scale.max high enough?",
            measure=queue_delay,
            threshold=limit,
        )
        alarm.create(f"{name}-queue-delay-alarm", name, platform, opts, rule)
