"""What makes a scaling group grow and shrink: rules, alarms and scheduled tasks."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from simulator.behaviour import Behaviour, Call, Refusal
from simulator.find import by_id

GROUP = "alicloud:ess/scalingGroup:ScalingGroup"
RULE = "alicloud:ess/scalingRule:ScalingRule"
ALARM = "alicloud:ess/alarm:Alarm"
TASK = "alicloud:ess/scheduledTask:ScheduledTask"
TARGETS = (
    "CpuUtilization", "IntranetRx", "IntranetTx", "EciPodCpuUtilization", "EciPodMemoryUtilization",
    "LoadBalancerRealServerAverageQps", "MemoryUtilization",
)  # fmt: skip
"""Metrics of a target tracking rule (ESS API, CreateScalingRule)."""
PREDICTED = ("CpuUtilization", "IntranetRx", "IntranetTx")
"""Metrics of a predictive rule (ESS API, CreateScalingRule)."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    "SimpleScalingRule": ("adjustmentType", "adjustmentValue"),
    "StepScalingRule": ("adjustmentType", "stepAdjustments"),
    "TargetTrackingScalingRule": ("metricName", "targetValue"),
    "PredictiveScalingRule": ("metricName", "targetValue", "initialMaxSize"),
}
"""What each kind of rule cannot do without (ESS API, CreateScalingRule)."""
METRICS = {"TargetTrackingScalingRule": TARGETS, "PredictiveScalingRule": PREDICTED}
RECURRENCE = ("recurrenceType", "recurrenceValue", "recurrenceEndTime")
RECURRENT = {
    "Daily": re.compile(r"^([1-9]|[12]\d|3[01])$"),
    "Weekly": re.compile(r"^[0-6](,[0-6]){0,6}$"),
    "Monthly": re.compile(r"^([1-9]|[12]\d|3[01])-([1-9]|[12]\d|3[01])$"),
    "Cron": re.compile(r"^\S+( \S+){4}$"),
}
"""How often a task recurs (ESS API, CreateScheduledTask)."""
MOST_DAYS = {"launchTime": 90, "recurrenceEndTime": 365}
"""How far ahead a task's times may lie."""
FORMS = ("%Y-%m-%dT%H:%MZ", "%Y-%m-%dT%H:%M:%SZ")
SIZES = ("minValue", "maxValue", "desiredCapacity")


def rule_fits(call: Call) -> None:
    """A rule says how many containers, or which metric it keeps at which value."""
    asked = call.inputs
    kind = asked.get("scalingRuleType", "SimpleScalingRule")
    for name in NEEDED[kind]:
        if asked.get(name) is None:
            raise Refusal(f"MissingParameter.{name[0].upper()}{name[1:]}: a {kind} needs {' and '.join(NEEDED[kind])}")
    if kind in METRICS and asked["metricName"] not in METRICS[kind]:
        raise Refusal(f"InvalidMetricName: one of {', '.join(METRICS[kind])}, not {asked['metricName']}")


def alarm_fits(call: Call) -> None:
    """An alarm compares a metric with a threshold."""
    missing = [name for name in ("metricName", "threshold") if call.inputs.get(name) is None]
    if missing and not call.inputs.get("expressions"):
        raise Refusal(f"MissingParameter: an alarm needs {' and '.join(missing)}")


def recurrence_whole(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """How a task recurs is said whole or not at all."""
    given = [name for name in RECURRENCE if inputs.get(name)]
    if given and len(given) < len(RECURRENCE):
        yield f"{given[0]}: {', '.join(RECURRENCE)} must be given together; got {', '.join(given)}"


def task_fits(call: Call) -> None:
    """A task starts a rule or sizes a group, at a time that lies ahead, but not too far."""
    asked = call.inputs
    if not asked.get("scheduledAction") and not asked.get("scalingGroupId"):
        raise Refusal("MissingParameter.ScheduledAction: a task needs scheduledAction or scalingGroupId")
    group = by_id(call, GROUP, asked.get("scalingGroupId"))
    if group and all(asked.get(name) is None for name in SIZES):
        raise Refusal(f"MissingParameter: a task of a scaling group needs one of {', '.join(SIZES)}")
    if not asked.get("launchTime") and not asked.get("recurrenceType"):
        raise Refusal("MissingParameter.LaunchTime: a task needs launchTime or recurrenceType")
    pattern = RECURRENT.get(str(asked.get("recurrenceType")))
    if pattern and not pattern.match(str(asked.get("recurrenceValue"))):
        raise Refusal(f"InvalidRecurrenceValue: {asked['recurrenceValue']} is no value for {asked['recurrenceType']}")
    for name, days in MOST_DAYS.items():
        if asked.get(name) and call.changed(name):
            refuse_far(name, str(asked[name]), days)


def refuse_far(name: str, text: str, days: int) -> None:
    """Raises Refusal for a time that is none, is past, or lies more than `days` days ahead."""
    when = moment(text)
    code = f"Invalid{name[0].upper()}{name[1:]}"
    if when is None:
        raise Refusal(f"{code}: {text} is no time such as 2026-01-31T08:00Z")
    now = datetime.now(UTC)
    if not now < when <= now + timedelta(days=days):
        raise Refusal(f"{code}: {text} must lie ahead, {days} days at most")


def moment(text: str) -> datetime | None:
    """A time in UTC, with or without seconds; None for other text."""
    for form in FORMS:
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


BEHAVIOURS = {
    RULE: Behaviour(create=(rule_fits,), update=(rule_fits,)),
    ALARM: Behaviour(create=(alarm_fits,), update=(alarm_fits,)),
    TASK: Behaviour(check=recurrence_whole, create=(task_fits,), update=(task_fits,)),
}
