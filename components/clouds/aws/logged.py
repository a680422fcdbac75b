"""Numbers that containers log as lines of JSON, made metrics."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.clouds.aws.alarm import PERIOD_SECONDS, Metric
from components.platform import Platform


@dataclass(frozen=True, kw_only=True)
class Number:
    """A field of such a line, for example `queue_delay_seconds` of `{"queue_delay_seconds": 12.5}`."""

    field: str
    statistic: str
    """What is made of the numbers of one period, in CloudWatch's words."""
    unit: str | None = None
    period_seconds: int = PERIOD_SECONDS


QUEUE_DELAY = Number(field="queue_delay_seconds", statistic="Maximum", unit="Seconds")
"""How long a task waits; the longest wait counts."""

RUNNING_TASKS = Number(field="running_tasks", statistic="Average", unit="Count")
"""How many tasks an instance works on; each logs its own, so that their average is one instance's share."""


def namespace(platform: Platform) -> str:
    """Return where the metrics of a stack's own parts are."""
    return f"groundwork/{platform.args.application}-{platform.args.stack}"


def metric(
    name: str, number: Number, log_group: pulumi.Input[str], platform: Platform, opts: pulumi.ResourceOptions
) -> Metric:
    """Make a metric called `name` of what a part logs."""
    made = Metric(
        namespace=namespace(platform),
        name=name,
        statistic=number.statistic,
        period_seconds=number.period_seconds,
    )
    aws.cloudwatch.LogMetricFilter(
        name,
        log_group_name=log_group,
        pattern=f"{{ $.{number.field} = * }}",
        metric_transformation={
            "namespace": made.namespace,
            "name": made.name,
            "value": f"$.{number.field}",
            "unit": number.unit,
        },
        opts=opts,
    )
    return made
