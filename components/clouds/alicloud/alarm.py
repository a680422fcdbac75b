"""Alarms of CloudMonitor: a threshold on a metric that tells the contact group."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from components.platform import Platform

PERIOD_SECONDS = 300
"""Length of one measurement: five minutes."""
SILENCE_SECONDS = 86400
"""How long an alarm that goes on is not told again: a day."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """When somebody is told."""

    metric: str
    namespace: str
    """The service's name in CloudMonitor, `acs_rds_dashboard` for example."""
    dimension: str
    """What the metric is told apart by, `instanceId` for example."""
    of: pulumi.Input[str]
    """The dimension's value."""
    threshold: float
    statistics: str = "Average"
    periods: int = 1
    """How many measurements of five minutes in a row: 3 are 15 minutes."""


def create(name: str, part: str, platform: Platform, rule: Rule, opts: pulumi.ResourceOptions) -> alicloud.cms.Alarm:
    """Create an alarm of a part that is told when the metric rises above the threshold."""
    return alicloud.cms.Alarm(
        name,
        name=f"{platform.args.application}-{platform.args.stack}-{name}",
        project=rule.namespace,
        metric=rule.metric,
        metric_dimensions=pulumi.Output.from_input(rule.of).apply(lambda value: json.dumps([{rule.dimension: value}])),
        period=PERIOD_SECONDS,
        escalations_critical={
            "statistics": rule.statistics,
            "comparison_operator": ">",
            "threshold": f"{rule.threshold:g}",
            "times": rule.periods,
        },
        contact_groups=[platform.alarm_target],
        silence_time=SILENCE_SECONDS,
        tags=platform.tags(part),
        opts=opts,
    )
