"""Alarms: a threshold on a metric that tells the people who are on duty."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pulumi
import pulumi_aws as aws

from components.platform import Platform

PERIOD_SECONDS = 300
"""Length of one measurement: five minutes, at which every service used here reports."""

Severity = Literal["critical", "warning"]

STATISTICS = frozenset({"SampleCount", "Average", "Sum", "Minimum", "Maximum"})


@dataclass(frozen=True, kw_only=True)
class Metric:
    """One series of measurements in CloudWatch."""

    namespace: str
    name: str
    statistic: str
    """`Average`, `Sum`, `Minimum`, `Maximum`, `SampleCount`, or a percentile such as `p95`."""
    dimensions: Mapping[str, pulumi.Input[str]] = field(default_factory=dict)
    period_seconds: int = PERIOD_SECONDS
    """Length of one measurement: a multiple of 60."""


@dataclass(frozen=True, kw_only=True)
class Percentage:
    """Several metrics added up, in percent of another one."""

    portions: tuple[Metric, ...]
    whole: Metric


@dataclass(frozen=True, kw_only=True)
class Rule:
    """When somebody is told."""

    description: str
    """What is wrong and what to look at first."""
    measure: Metric | Percentage
    threshold: float
    below: bool = False
    """Told when the measure falls below the threshold instead of rising above it."""
    periods: int = 1
    """How many measurements in a row: 3 are 15 minutes, where each is of five."""
    severity: Severity = "warning"
    """`critical`: users notice it now, or will within hours."""
    missing: str = "notBreaching"
    """What no data means: `notBreaching`, `breaching`, `ignore` or `missing`."""


def create(
    name: str,
    part: str,
    platform: Platform,
    opts: pulumi.ResourceOptions,
    rule: Rule,
) -> aws.cloudwatch.MetricAlarm:
    """Create an alarm of a part; both its beginning and its end are told."""
    made = aws.cloudwatch.MetricAlarm(
        name,
        alarm_description=f"{rule.severity}: {rule.description}",
        comparison_operator="LessThanThreshold" if rule.below else "GreaterThanThreshold",
        threshold=rule.threshold,
        evaluation_periods=rule.periods,
        treat_missing_data=rule.missing,
        alarm_actions=[platform.alarm_target],
        ok_actions=[platform.alarm_target],
        tags={**platform.tags(part), "severity": rule.severity},
        opts=opts,
        **_measured(rule.measure),
    )
    platform.alarms.append(made.name)
    return made


def _measured(measure: Metric | Percentage) -> dict[str, Any]:
    if isinstance(measure, Metric):
        statistic = "statistic" if measure.statistic in STATISTICS else "extended_statistic"
        return {
            "namespace": measure.namespace,
            "metric_name": measure.name,
            "dimensions": dict(measure.dimensions),
            "period": measure.period_seconds,
            statistic: measure.statistic,
        }
    portions = {f"portion{number}": metric for number, metric in enumerate(measure.portions)}
    total = " + ".join(f"FILL({identifier}, 0)" for identifier in portions)
    return {
        "metric_queries": [
            {"id": "percent", "expression": f"100 * ({total}) / whole", "label": "percent", "return_data": True},
            *(_query(identifier, metric) for identifier, metric in {**portions, "whole": measure.whole}.items()),
        ]
    }


def _query(identifier: str, metric: Metric) -> dict[str, Any]:
    return {
        "id": identifier,
        "return_data": False,
        "metric": {
            "namespace": metric.namespace,
            "metric_name": metric.name,
            "dimensions": dict(metric.dimensions),
            "period": metric.period_seconds,
            "stat": metric.statistic,
        },
    }
