"""Alarms of CloudMonitor: a threshold on a metric that tells the contact group."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from components import options
from components.platform import Platform

PERIOD_SECONDS = 300
"""Length of one measurement: five minutes."""
SILENCE_SECONDS = 86400
"""How long an alarm that goes on is not told again: a day."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Whose metrics are looked at."""

    namespace: str
    """The service's name in CloudMonitor, `acs_rds_dashboard` for example."""
    dimension: str
    """What its metrics are told apart by, `instanceId` for example."""
    of: pulumi.Input[str]
    """The dimension's value."""


@dataclass(frozen=True, kw_only=True)
class Limit:
    """When somebody is told."""

    metric: str
    above: float | None
    """In the metric's own unit; None: nobody is told."""
    periods: int = 1
    """How many measurements of five minutes in a row: 3 are 15 minutes."""
    critical: bool = False
    """Somebody must act at once."""


def create(
    part: str, source: Source, limits: Mapping[str, Limit], platform: Platform, opts: pulumi.ResourceOptions
) -> None:
    """Create an alarm `<part>-<name>-alarm` for each limit that is not switched off."""
    # The provider keeps a level that is no longer asked for: an alarm of another severity is another alarm.
    of_one_level = options.replacing(opts, "escalationsCritical", "escalationsWarn")
    dimensions = pulumi.Output.from_input(source.of).apply(lambda value: json.dumps([{source.dimension: value}]))
    for suffix, limit in limits.items():
        if limit.above is None:
            continue
        name = f"{part}-{suffix}-alarm"
        level: alicloud.cms.AlarmEscalationsCriticalArgsDict = {
            "statistics": "Average",
            "comparison_operator": ">",
            "threshold": f"{limit.above:g}",
            "times": limit.periods,
        }
        alicloud.cms.Alarm(
            name,
            name=f"{platform.args.application}-{platform.args.stack}-{name}",
            project=source.namespace,
            metric=limit.metric,
            metric_dimensions=dimensions,
            period=PERIOD_SECONDS,
            escalations_critical=level if limit.critical else None,
            escalations_warn=None if limit.critical else {**level},
            contact_groups=[platform.alarm_target],
            webhook=platform.alarm_relay,
            silence_time=SILENCE_SECONDS,
            tags={**platform.tags(part), "severity": "critical" if limit.critical else "warning"},
            opts=of_one_level,
        )
