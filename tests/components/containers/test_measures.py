from typing import Any

import pytest

from components.measures import MeasureSpec
from components.worker import JobSpec, Worker, WorkerSpec
from tests.components.containers.parts import IMAGE, stage, worker_args
from tests.components.recorder import Recorder, run, without_tags

FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
TOPIC = "arn:aws:sns:eu-central-1:123456789012:platform-alarms-1234567"


def deploy(spec: type[WorkerSpec | JobSpec] = JobSpec, **measures: MeasureSpec) -> None:
    def program() -> None:
        platform, network = stage()
        Worker("tasks", worker_args(platform, network, spec(image=IMAGE, measures=measures)))

    run(program)


def test_a_number_of_the_log_is_recorded(recorder: Recorder) -> None:
    deploy(ocr_seconds=MeasureSpec())
    assert recorder.inputs(FILTER) == {
        "logGroupName": "tasks-logs-1234567",
        "pattern": "{ $.ocr_seconds = * }",
        "metricTransformation": {
            "namespace": "groundwork/notes-prod",
            "name": "tasks-measure-ocr_seconds",
            "value": "$.ocr_seconds",
        },
    }


def test_without_a_limit_nobody_is_told(recorder: Recorder) -> None:
    deploy(ocr_seconds=MeasureSpec())
    assert recorder.names(ALARM) == []


def test_somebody_is_told_above_a_limit(recorder: Recorder) -> None:
    deploy(sse_connections=MeasureSpec(above=500, statistic="maximum", minutes=10))
    assert without_tags(recorder.inputs(ALARM, "tasks-measure-sse_connections-alarm")) == {
        "alarmDescription": "warning: tasks: maximum of sse_connections over 10 min is above 500",
        "namespace": "groundwork/notes-prod",
        "metricName": "tasks-measure-sse_connections",
        "dimensions": {},
        "statistic": "Maximum",
        "period": 600,
        "comparisonOperator": "GreaterThanThreshold",
        "threshold": 500,
        "evaluationPeriods": 1,
        "treatMissingData": "notBreaching",
        "alarmActions": [TOPIC],
        "okActions": [TOPIC],
    }


def test_somebody_is_told_below_a_limit(recorder: Recorder) -> None:
    deploy(success_percent=MeasureSpec(below=90))
    alarm = recorder.inputs(ALARM, "tasks-measure-success_percent-alarm")
    assert (alarm["comparisonOperator"], alarm["threshold"], alarm["period"]) == ("LessThanThreshold", 90, 300)
    assert alarm["alarmDescription"] == "warning: tasks: average of success_percent over 5 min is below 90"


@pytest.mark.parametrize(
    ("statistic", "told"),
    [
        ("average", ("Average", None)),
        ("minimum", ("Minimum", None)),
        ("maximum", ("Maximum", None)),
        ("sum", ("Sum", None)),
        ("p95", (None, "p95")),
    ],
)
def test_every_statistic_is_told_in_the_clouds_words(recorder: Recorder, statistic: Any, told: Any) -> None:
    deploy(figure=MeasureSpec(above=0, statistic=statistic))
    alarm = recorder.inputs(ALARM, "tasks-measure-figure-alarm")
    assert (alarm.get("statistic"), alarm.get("extendedStatistic")) == told


def test_a_measure_never_meets_the_alarms_that_every_part_has(recorder: Recorder) -> None:
    deploy(WorkerSpec, cpu=MeasureSpec(above=1))
    assert recorder.names(ALARM) == ["tasks-cpu-alarm", "tasks-measure-cpu-alarm", "tasks-memory-alarm"]
