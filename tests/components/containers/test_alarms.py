from typing import Any

from components.container import ScaleSpec
from components.platform import AlarmsSpec
from components.worker import Worker, WorkerSpec
from tests.components.containers.parts import IMAGE, stage, worker_args
from tests.components.recorder import Recorder, run, without_tags

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
TOPIC = "arn:aws:sns:eu-central-1:123456789012:platform-alarms-1234567"


def deploy(alarms: AlarmsSpec, **scale: Any) -> None:
    def program() -> None:
        platform, network = stage(alarms=alarms)
        spec = WorkerSpec(image=IMAGE, scale=ScaleSpec(min=1, max=2, **scale))
        Worker("tasks", worker_args(platform, network, spec))

    run(program)


def test_cpu_and_memory_are_watched_over_a_quarter_of_an_hour(recorder: Recorder) -> None:
    deploy(AlarmsSpec(cpu_percent=80, memory_percent=85))
    assert recorder.names(ALARM) == ["tasks-cpu-alarm", "tasks-memory-alarm"]
    assert without_tags(recorder.inputs(ALARM, "tasks-memory-alarm")) == {
        "alarmDescription": "warning: tasks: memory above 85 % for 15 minutes; raise scale.max or its size",
        "namespace": "AWS/ECS",
        "metricName": "MemoryUtilization",
        "statistic": "Average",
        "dimensions": {"ClusterName": "platform-cluster-1234567", "ServiceName": "tasks-service-1234567"},
        "comparisonOperator": "GreaterThanThreshold",
        "threshold": 85,
        "period": 300,
        "evaluationPeriods": 3,
        "treatMissingData": "notBreaching",
        "alarmActions": [TOPIC],
        "okActions": [TOPIC],
    }
    assert recorder.inputs(ALARM, "tasks-cpu-alarm")["metricName"] == "CPUUtilization"


def test_a_worker_that_reports_is_watched_for_waiting_tasks(recorder: Recorder) -> None:
    deploy(AlarmsSpec(queue_delay_seconds=300), queue_delay_seconds=60)
    inputs = recorder.inputs(ALARM, "tasks-queue-delay-alarm")
    measured = (inputs["namespace"], inputs["metricName"], inputs["statistic"], inputs["threshold"])
    assert measured == ("groundwork/notes-prod", "tasks-queue-delay", "Maximum", 300)


def test_an_alarm_without_a_threshold_is_off(recorder: Recorder) -> None:
    deploy(AlarmsSpec(cpu_percent=None, memory_percent=None, queue_delay_seconds=None), queue_delay_seconds=60)
    assert recorder.names(ALARM) == []
