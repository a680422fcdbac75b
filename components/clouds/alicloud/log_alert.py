"""Alarms over logs: a question that is asked every five minutes."""

from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud.logs import LogStore
from components.platform import Platform

CRITICAL = 10
"""Severity of an alert of Simple Log Service (2 to 10)."""
PERIOD = "5m"
SPAN = "-300s"


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked of a log store."""

    title: str
    """What is wrong when the condition holds."""
    query: str
    condition: str
    """On a column of the query's answer, for example `p95 > 5`."""


def create(
    name: str, store: LogStore, question: Question, platform: Platform, opts: pulumi.ResourceOptions
) -> alicloud.sls.Alert:
    """Create an alert; CloudMonitor is told, and tells the people."""
    return alicloud.sls.Alert(
        name,
        alert_name=name,
        display_name=question.title[:64],
        project_name=store.project,
        schedule={"type": "FixedRate", "interval": PERIOD},
        configuration={
            "version": "2.0",
            "type": "default",
            "dashboard": "internal-alert-analysis",
            "query_lists": [
                {
                    "project": store.project,
                    "region": platform.args.region,
                    "store": store.name,
                    "store_type": "log",
                    "query": question.query,
                    "time_span_type": "Relative",
                    "start": SPAN,
                    "end": "now",
                }
            ],
            "severity_configurations": [
                {"severity": CRITICAL, "eval_condition": {"condition": question.condition, "count_condition": ""}}
            ],
            "group_configuration": {"type": "no_group"},
            "join_configurations": [{"type": "no_join", "condition": ""}],
            "annotations": [{"key": "title", "value": question.title}],
            "auto_annotation": True,
            "send_resolved": True,
            "threshold": 1,
            "sink_cms": {"enabled": True},
            "sink_alerthub": {"enabled": True},
        },
        opts=opts,
    )
