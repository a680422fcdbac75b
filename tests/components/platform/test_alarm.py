"""Alarms: exact thresholds, both ends told, percentages by arithmetic."""

from typing import Any

import pulumi

from components.clouds.aws import alarm
from components.clouds.aws.alarm import Metric, Percentage, Rule
from tests.components.recorder import Recorder, run, without_tags
from tests.components.stand import make_platform

CPU = Metric(namespace="AWS/RDS", name="CPUUtilization", statistic="Average", dimensions={"DBInstanceIdentifier": "d"})


def inputs(recorder: Recorder, rule: Rule) -> dict[str, Any]:
    def program() -> None:
        platform = make_platform()
        alarm.create("api-alarm", "api", platform, pulumi.ResourceOptions(parent=platform), rule)

    run(program)
    return without_tags(recorder.inputs("aws:cloudwatch/metricAlarm:MetricAlarm"))


def test_alarm_on_a_metric(recorder: Recorder) -> None:
    topic = "arn:aws:sns:eu-central-1:123456789012:platform-alarms-1234567"
    assert inputs(recorder, Rule(description="busy", measure=CPU, threshold=80, periods=3)) == {
        "alarmDescription": "warning: busy",
        "comparisonOperator": "GreaterThanThreshold",
        "threshold": 80,
        "evaluationPeriods": 3,
        "treatMissingData": "notBreaching",
        "alarmActions": [topic],
        "okActions": [topic],
        "namespace": "AWS/RDS",
        "metricName": "CPUUtilization",
        "dimensions": {"DBInstanceIdentifier": "d"},
        "period": 300,
        "statistic": "Average",
    }


def test_alarm_below_a_threshold(recorder: Recorder) -> None:
    found = inputs(recorder, Rule(description="low", measure=CPU, threshold=5, below=True, missing="breaching"))
    assert (found["comparisonOperator"], found["treatMissingData"]) == ("LessThanThreshold", "breaching")


def test_alarm_on_a_percentile(recorder: Recorder) -> None:
    slow = Metric(namespace="AWS/ApplicationELB", name="TargetResponseTime", statistic="p95")
    found = inputs(recorder, Rule(description="slow", measure=slow, threshold=5))
    assert found["extendedStatistic"] == "p95"
    assert "statistic" not in found


def test_alarm_on_a_percentage(recorder: Recorder) -> None:
    def counted(name: str) -> Metric:
        return Metric(namespace="N", name=name, statistic="Sum", dimensions={"LoadBalancer": "l"})

    share = Percentage(portions=(counted("a"), counted("b")), whole=counted("all"))
    found = inputs(recorder, Rule(description="errors", measure=share, threshold=5))
    percent, *counts = found["metricQueries"]
    assert percent == {
        "id": "percent",
        "expression": "100 * (FILL(portion0, 0) + FILL(portion1, 0)) / whole",
        "label": "percent",
        "returnData": True,
    }
    assert [(query["id"], query["metric"]["metricName"], query["returnData"]) for query in counts] == [
        ("portion0", "a", False),
        ("portion1", "b", False),
        ("whole", "all", False),
    ]
    assert "metricName" not in found


def test_how_bad_it_is_is_said_first_and_on_a_tag(recorder: Recorder) -> None:
    found = inputs(recorder, Rule(description="down", measure=CPU, threshold=1, severity="critical"))
    assert found["alarmDescription"] == "critical: down"
    assert recorder.inputs("aws:cloudwatch/metricAlarm:MetricAlarm")["tags"]["severity"] == "critical"
