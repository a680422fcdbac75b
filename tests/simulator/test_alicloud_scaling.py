"""What Auto Scaling refuses and answers of rules, alarms and scheduled tasks."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.alicloud_builders import Network, scaling_group
from tests.simulator.world import World

RULE = "alicloud:ess/scalingRule:ScalingRule"
ALARM = "alicloud:ess/alarm:Alarm"
TASK = "alicloud:ess/scheduledTask:ScheduledTask"
SIMPLE = {"adjustmentType": "QuantityChangeInCapacity", "adjustmentValue": 1}
TRACKING = {"scalingRuleType": "TargetTrackingScalingRule", "metricName": "EciPodCpuUtilization", "targetValue": 70.0}
STEP = {
    "scalingRuleType": "StepScalingRule",
    "adjustmentType": "QuantityChangeInCapacity",
    "stepAdjustments": [{"scalingAdjustment": 1}],
}
PREDICTIVE = {
    "scalingRuleType": "PredictiveScalingRule",
    "metricName": "CpuUtilization",
    "targetValue": 70.0,
    "initialMaxSize": 3,
}
TRACKED = (
    "CpuUtilization, IntranetRx, IntranetTx, EciPodCpuUtilization, EciPodMemoryUtilization, "
    "LoadBalancerRealServerAverageQps, MemoryUtilization"
)
TOGETHER = "recurrenceType, recurrenceValue, recurrenceEndTime must be given together; got"


@pytest.fixture
def group(ali: World, net: Network) -> Record:
    """A scaling group."""
    return scaling_group(ali, net)


@pytest.fixture
def rule(ali: World, group: Record) -> Record:
    """A rule that adds a container."""
    return ali.make(RULE, "r", scalingGroupId=group.id, **SIMPLE)


def ahead(**time: float) -> str:
    return (datetime.now(UTC) + timedelta(**time)).strftime("%Y-%m-%dT%H:%MZ")


def daily(**more: Any) -> dict[str, Any]:
    return {"recurrenceType": "Daily", "recurrenceValue": "1", "recurrenceEndTime": ahead(days=300), **more}


@pytest.mark.parametrize(
    ("inputs", "name", "words"),
    [
        (SIMPLE, "adjustmentType", "AdjustmentType: a SimpleScalingRule needs adjustmentType and adjustmentValue"),
        (SIMPLE, "adjustmentValue", "AdjustmentValue: a SimpleScalingRule needs adjustmentType and adjustmentValue"),
        (STEP, "stepAdjustments", "StepAdjustments: a StepScalingRule needs adjustmentType and stepAdjustments"),
        (TRACKING, "targetValue", "TargetValue: a TargetTrackingScalingRule needs metricName and targetValue"),
        (TRACKING, "metricName", "MetricName: a TargetTrackingScalingRule needs metricName and targetValue"),
        (
            PREDICTIVE,
            "initialMaxSize",
            "InitialMaxSize: a PredictiveScalingRule needs metricName and targetValue and initialMaxSize",
        ),
    ],
)
def test_a_rule_says_what_its_kind_needs(
    ali: World, group: Record, inputs: dict[str, Any], name: str, words: str
) -> None:
    short = {key: value for key, value in inputs.items() if key != name}
    assert ali.refused(RULE, scalingGroupId=group.id, **short) == f"MissingParameter.{words}"
    made = ali.make(RULE, "r", scalingGroupId=group.id, **inputs)
    assert ali.change_refused(made, scalingGroupId=group.id, **short) == f"MissingParameter.{words}"


@pytest.mark.parametrize(
    ("inputs", "known"), [(TRACKING, TRACKED), (PREDICTIVE, "CpuUtilization, IntranetRx, IntranetTx")]
)
def test_a_rule_follows_a_metric_that_there_is(ali: World, group: Record, inputs: dict[str, Any], known: str) -> None:
    words = f"InvalidMetricName: one of {known}, not QueueLength"
    assert ali.refused(RULE, scalingGroupId=group.id, **{**inputs, "metricName": "QueueLength"}) == words


def test_a_rule_answers_the_name_by_which_others_start_it(ali: World, rule: Record) -> None:
    assert rule.properties["ari"] == f"ari:acs:ess:eu-central-1:1234567890123456:scalingrule/{rule.id}"
    assert rule.properties["scalingRuleName"] == rule.id


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({}, "MissingParameter: an alarm needs metricName and threshold"),
        ({"threshold": "80"}, "MissingParameter: an alarm needs metricName"),
        ({"metricName": "CpuUtilization"}, "MissingParameter: an alarm needs threshold"),
    ],
)
def test_an_alarm_compares_a_metric_with_a_threshold(
    ali: World, rule: Record, inputs: dict[str, Any], words: str
) -> None:
    base = {"scalingGroupId": rule.properties["scalingGroupId"], "alarmActions": [rule.properties["ari"]]}
    assert ali.refused(ALARM, **base, **inputs) == words
    made = ali.make(ALARM, "a", **base, expressions=[{"metricName": "CpuUtilization", "threshold": 80.0}])
    assert ali.change_refused(made, **base, **inputs) == words


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("recurrenceType",), f"recurrenceType: {TOGETHER} recurrenceType"),
        (("recurrenceValue",), f"recurrenceValue: {TOGETHER} recurrenceValue"),
        (("recurrenceType", "recurrenceEndTime"), f"recurrenceType: {TOGETHER} recurrenceType, recurrenceEndTime"),
    ],
)
def test_how_a_task_recurs_is_said_whole(ali: World, given: tuple[str, ...], told: str) -> None:
    inputs = {name: daily()[name] for name in given}
    assert ali.problems(TASK, None, scheduledAction="ari", **inputs) == [told]
    assert ali.problems(TASK, None, scheduledAction="ari", **daily()) == []


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        (
            {"scheduledAction": None, "launchTime": ahead(hours=1)},
            "MissingParameter.ScheduledAction: a task needs scheduledAction or scalingGroupId",
        ),
        ({}, "MissingParameter.LaunchTime: a task needs launchTime or recurrenceType"),
        ({"launchTime": "tomorrow"}, "InvalidLaunchTime: tomorrow is no time such as 2026-01-31T08:00Z"),
        (
            {"launchTime": "2026-01-31T08:00Z"},
            "InvalidLaunchTime: 2026-01-31T08:00Z must lie ahead, 90 days at most",
        ),
        (
            {"launchTime": "2999-01-31T08:00:00Z"},
            "InvalidLaunchTime: 2999-01-31T08:00:00Z must lie ahead, 90 days at most",
        ),
        (
            daily(recurrenceEndTime="2999-01-31T08:00Z"),
            "InvalidRecurrenceEndTime: 2999-01-31T08:00Z must lie ahead, 365 days at most",
        ),
    ],
)
def test_a_task_starts_something_soon(ali: World, rule: Record, inputs: dict[str, Any], words: str) -> None:
    assert ali.refused(TASK, **{"scheduledAction": rule.properties["ari"], **inputs}) == words


@pytest.mark.parametrize(
    ("name", "days", "code"),
    [("launchTime", 90, "InvalidLaunchTime"), ("recurrenceEndTime", 365, "InvalidRecurrenceEndTime")],
)
def test_the_days_are_counted_from_now(ali: World, rule: Record, name: str, days: int, code: str) -> None:
    base = {"scheduledAction": rule.properties["ari"], **daily()}
    made = ali.make(TASK, "t", **{**base, name: ahead(days=days, minutes=-1)})
    late = ahead(days=days, minutes=2)
    assert ali.change_refused(made, **{**base, name: late}) == f"{code}: {late} must lie ahead, {days} days at most"


def test_a_time_that_has_passed_since_is_not_looked_at_again(ali: World, rule: Record) -> None:
    base = {"scheduledAction": rule.properties["ari"], "launchTime": ahead(hours=1)}
    made = ali.make(TASK, "t", **base)
    past = {**base, "launchTime": "2026-01-31T08:00Z"}
    made.properties.update(past)
    assert ali.change(made, **past, taskEnabled=False)["taskEnabled"] is False
    assert "launchTime" not in ali.change(made, scheduledAction=base["scheduledAction"], **daily())


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("Daily", ["1", "31"], ["0", "32", "1,2"]),
        ("Weekly", ["0", "0,3,6"], ["7", "1-3"]),
        ("Monthly", ["1-31"], ["1", "0-5", "1-32"]),
        ("Cron", ["0 3 * * ?"], ["0 3 * *", "0 0 3 * * ?"]),
    ],
)
def test_how_often_a_task_recurs(ali: World, rule: Record, kind: str, good: list[str], bad: list[str]) -> None:
    base = {"scheduledAction": rule.properties["ari"]}
    for value in bad:
        words = f"InvalidRecurrenceValue: {value} is no value for {kind}"
        assert ali.refused(TASK, **base, **daily(recurrenceType=kind, recurrenceValue=value)) == words
    for value in good:
        made = ali.make(TASK, "t", **base, **daily(recurrenceType=kind, recurrenceValue=value))
        assert made.properties["recurrenceValue"] == value


def test_a_task_of_a_group_says_a_size(ali: World, group: Record) -> None:
    asked = {"scalingGroupId": group.id, "launchTime": ahead(days=1)}
    words = "MissingParameter: a task of a scaling group needs one of minValue, maxValue, desiredCapacity"
    assert ali.refused(TASK, **asked) == words
    assert ali.make(TASK, "t", **asked, minValue=0).properties["minValue"] == 0
