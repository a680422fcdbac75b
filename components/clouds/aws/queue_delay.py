"""How long tasks wait: a figure that workers log, made a metric."""

import pulumi
import pulumi_aws as aws

from components.clouds.aws.alarm import Metric
from components.platform import Platform

FIELD = "queue_delay_seconds"
"""A worker logs lines of JSON with this field, for example `{"queue_delay_seconds": 12.5}`."""


def measure(name: str, log_group: pulumi.Input[str], platform: Platform, opts: pulumi.ResourceOptions) -> Metric:
    """Make a metric of the part's log; the longest wait counts."""
    metric = Metric(
        namespace=f"groundwork/{platform.args.application}-{platform.args.stack}",
        name=f"{name}-queue-delay",
        statistic="Maximum",
    )
    aws.cloudwatch.LogMetricFilter(
        f"{name}-queue-delay",
        log_group_name=log_group,
        pattern=f"{{ $.{FIELD} = * }}",
        metric_transformation={
            "namespace": metric.namespace,
            "name": metric.name,
            "value": f"$.{FIELD}",
            "unit": "Seconds",
        },
        opts=opts,
    )
    return metric
