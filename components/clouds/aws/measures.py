"""An application's own figures: each a metric of its part's log, with an alarm where there is a limit."""

from collections.abc import Mapping

import pulumi

from components.clouds.aws import alarm, logged
from components.clouds.aws.alarm import Metric, Rule
from components.clouds.aws.logged import Number
from components.measures import MeasureSpec
from components.platform import Platform

STATISTICS: Mapping[str, str] = {
    "average": "Average",
    "minimum": "Minimum",
    "maximum": "Maximum",
    "sum": "Sum",
    "p95": "p95",
}
"""In CloudWatch's words."""


def create(
    name: str,
    measures: Mapping[str, MeasureSpec],
    log_group: pulumi.Input[str],
    platform: Platform,
    opts: pulumi.ResourceOptions,
) -> None:
    """Record every measure of a part; watch those that state a limit."""
    for field, measure in measures.items():
        number = Number(field=field, statistic=STATISTICS[measure.statistic], period_seconds=measure.minutes * 60)
        recorded = logged.metric(f"{name}-measure-{field}", number, log_group, platform, opts)
        rule = _rule(name, field, measure, recorded)
        if rule is not None:
            alarm.create(f"{name}-measure-{field}-alarm", name, platform, opts, rule)


def _rule(name: str, field: str, measure: MeasureSpec, recorded: Metric) -> Rule | None:
    """A measure has one limit: above and below exclude each other."""
    limit = measure.below if measure.above is None else measure.above
    if limit is None:
        return None
    side = "below" if measure.above is None else "above"
    return Rule(
        description=f"{name}: {measure.statistic} of {field} over {measure.minutes} min is {side} {limit:g}",
        measure=recorded,
        threshold=limit,
        below=side == "below",
    )
