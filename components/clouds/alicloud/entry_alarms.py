"""Alarms of the entry: answers that fail, answers that are slow."""

from collections.abc import Mapping

import pulumi

from components.clouds.alicloud import log_alert
from components.clouds.alicloud.log_alert import Question
from components.clouds.alicloud.logs import Column, LogStore
from components.platform import Platform

FAILED = "* | SELECT 100.0 * count_if(status >= 500) / count(1) AS percent"
SLOW = "* | SELECT approx_percentile(request_time, 0.95) AS p95"

COLUMNS: Mapping[str, Column] = {"status": "long", "request_time": "double"}
"""Fields of the access log of a load balancer that are asked about (ALB user guide, "Access logs"; time in seconds)."""


def create(name: str, store: LogStore, platform: Platform, opts: pulumi.ResourceOptions) -> None:
    """Create the alarms whose thresholds the stack states, over the access log: CloudMonitor knows no percentiles."""
    thresholds = platform.args.alarms
    if thresholds.error_percent is not None:
        failed = Question(
            title=f"More than {thresholds.error_percent:g} % of answers have status 5xx",
            query=FAILED,
            condition=f"percent > {thresholds.error_percent:g}",
            critical=True,
        )
        log_alert.create(f"{name}-errors-alarm", store, failed, platform, opts)
    if thresholds.latency_p95_seconds is not None:
        slow = Question(
            title=f"One answer in twenty takes longer than {thresholds.latency_p95_seconds:g} s",
            query=SLOW,
            condition=f"p95 > {thresholds.latency_p95_seconds:g}",
        )
        log_alert.create(f"{name}-latency-alarm", store, slow, platform, opts)
