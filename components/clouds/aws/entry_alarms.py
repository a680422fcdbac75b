"""Alarms of the entry: answers that fail, answers that are slow."""

import pulumi

from components.clouds.aws import alarm
from components.clouds.aws.alarm import Metric, Percentage, Rule
from components.platform import Platform

NAMESPACE = "AWS/ApplicationELB"


def create(name: str, load_balancer: pulumi.Input[str], platform: Platform, opts: pulumi.ResourceOptions) -> None:
    """Create the alarms whose thresholds the stack states; `load_balancer` is the name that metrics know it by."""
    thresholds = platform.args.alarms
    dimensions = {"LoadBalancer": load_balancer}

    def metric(metric_name: str, statistic: str) -> Metric:
        return Metric(namespace=NAMESPACE, name=metric_name, statistic=statistic, dimensions=dimensions)

    if thresholds.error_percent is not None:
        failed = (metric("HTTPCode_Target_5XX_Count", "Sum"), metric("HTTPCode_ELB_5XX_Count", "Sum"))
        rule = Rule(
            description=f"More than {thresholds.error_percent:g} % of answers have status 5xx; see the services' logs",
            measure=Percentage(portions=failed, whole=metric("RequestCount", "Sum")),
            threshold=thresholds.error_percent,
            severity="critical",
        )
        alarm.create(f"{name}-errors-alarm", name, platform, opts, rule)
    if thresholds.latency_p95_seconds is not None:
        rule = Rule(
            description=f"One answer in twenty takes longer than {thresholds.latency_p95_seconds:g} s",
            measure=metric("TargetResponseTime", "p95"),
            threshold=thresholds.latency_p95_seconds,
        )
        alarm.create(f"{name}-latency-alarm", name, platform, opts, rule)
