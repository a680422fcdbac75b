"""Alarms over logs: a question that is asked every few minutes."""

import re
from dataclasses import dataclass
from hashlib import sha256

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud.logs import LogStore
from components.platform import Platform

CRITICAL, WARNING = 10, 6
"""Severities of an alert: "critical" and "medium" of Simple Log Service, whose scale goes from 2 to 10."""
SECONDS_PER_MINUTE = 60
NAME = re.compile(r"^[a-z0-9][a-z0-9_-]{2,61}[a-z0-9]$")
"""What an alert may be called (Simple Log Service API, CreateAlert)."""
REPEAT = "24h"
"""How long an alarm that goes on is not told to a webhook again."""
LONGEST = 63
DIGEST = 8


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked of a log store."""

    title: str
    """What is wrong when the condition holds."""
    query: str
    condition: str
    """On a column of the query's answer, for example `p95 > 5`."""
    minutes: int = 5
    """Length of time that is looked at, and pause between two looks."""
    critical: bool = False
    """Somebody must act at once."""


def create(
    name: str, store: LogStore, question: Question, platform: Platform, opts: pulumi.ResourceOptions
) -> alicloud.sls.Alert:
    """Create an alert; CloudMonitor is told, and tells the people."""
    return alicloud.sls.Alert(
        name,
        alert_name=called(name),
        display_name=question.title[:64],
        project_name=store.project,
        schedule={"type": "FixedRate", "interval": f"{question.minutes}m"},
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
                    "start": f"-{question.minutes * SECONDS_PER_MINUTE}s",
                    "end": "now",
                }
            ],
            "severity_configurations": [
                {
                    "severity": CRITICAL if question.critical else WARNING,
                    "eval_condition": {"condition": question.condition, "count_condition": ""},
                }
            ],
            "group_configuration": {"type": "no_group"},
            "join_configurations": [{"type": "no_join", "condition": ""}],
            "labels": [{"key": "severity", "value": "critical" if question.critical else "warning"}],
            "policy_configuration": _policy(platform),
            "annotations": [{"key": "title", "value": question.title}],
            "auto_annotation": True,
            "send_resolved": True,
            "threshold": 1,
            "sink_cms": {"enabled": True},
            "sink_alerthub": {"enabled": True},
        },
        opts=opts,
    )


def called(name: str) -> str:
    """The name itself where the service takes it; else in small letters, with a digest that tells it from others."""
    if NAME.match(name):
        return name
    return f"{name.lower()[: LONGEST - DIGEST - 1]}-{sha256(name.encode()).hexdigest()[:DIGEST]}"


def _policy(platform: Platform) -> alicloud.sls.AlertConfigurationPolicyConfigurationArgsDict | None:
    """The webhook is told as well, where there is one."""
    if platform.alarm_policy is None:
        return None
    return {
        "alert_policy_id": "sls.builtin.dynamic",
        "action_policy_id": platform.alarm_policy,
        "repeat_interval": REPEAT,
    }
