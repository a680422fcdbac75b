"""Alarms of the cache: every node, at the thresholds of the stack."""

from components.platform import AlarmsSpec
from tests.components.recorder import Recorder, run
from tests.components.stand_stores import make_cache

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"


def test_memory_and_engine_of_every_node(recorder: Recorder) -> None:
    run(lambda: make_cache({"replicas": 1}))
    found = {
        item.name: (
            item.inputs["metricName"],
            item.inputs["dimensions"],
            item.inputs["threshold"],
            item.inputs["evaluationPeriods"],
        )
        for item in recorder.all(ALARM)
    }
    first, second = ({"CacheClusterId": f"cache-group-1234567-00{number}"} for number in (1, 2))
    assert found == {
        "cache-memory-alarm-1": ("DatabaseMemoryUsagePercentage", first, 80, 1),
        "cache-memory-alarm-2": ("DatabaseMemoryUsagePercentage", second, 80, 1),
        "cache-cpu-alarm-1": ("EngineCPUUtilization", first, 80, 3),
        "cache-cpu-alarm-2": ("EngineCPUUtilization", second, 80, 3),
    }


def test_thresholds_can_be_switched_off(recorder: Recorder) -> None:
    run(lambda: make_cache({"replicas": 0}, alarms=AlarmsSpec(cpu_percent=None, cache_memory_percent=60)))
    assert recorder.inputs(ALARM)["threshold"] == 60
