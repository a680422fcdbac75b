from typing import Any

from components.platform import AlarmsSpec
from tests.components.containers.parts import stage
from tests.components.recorder import Recorder, run
from tests.components.stand import make_gateway

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
BALANCER = {"LoadBalancer": "app/gateway-1234567/50dc6c495c0c9188"}


def deploy(**alarms: Any) -> None:
    run(lambda: make_gateway(*stage(alarms=AlarmsSpec(**alarms))))


def test_failures_are_watched_as_a_share_of_all_answers(recorder: Recorder) -> None:
    deploy(error_percent=10)
    inputs = recorder.inputs(ALARM, "gateway-errors-alarm")
    queries = {query["id"]: query for query in inputs["metricQueries"]}
    assert queries["percent"]["expression"] == "100 * (FILL(portion0, 0) + FILL(portion1, 0)) / whole"
    measured = {query["metric"]["metricName"] for query in queries.values() if "metric" in query}
    assert measured == {"HTTPCode_Target_5XX_Count", "HTTPCode_ELB_5XX_Count", "RequestCount"}
    assert all(query["metric"]["dimensions"] == BALANCER for query in queries.values() if "metric" in query)
    assert inputs["threshold"] == 10


def test_slow_answers_are_watched_at_the_ninety_fifth_percentile(recorder: Recorder) -> None:
    deploy(latency_p95_seconds=2.5)
    inputs = recorder.inputs(ALARM, "gateway-latency-alarm")
    assert (inputs["namespace"], inputs["metricName"]) == ("AWS/ApplicationELB", "TargetResponseTime")
    assert (inputs["extendedStatistic"], inputs["threshold"], inputs["period"]) == ("p95", 2.5, 300)
    assert inputs["dimensions"] == BALANCER


def test_an_alarm_without_a_threshold_is_off(recorder: Recorder) -> None:
    deploy(error_percent=None, latency_p95_seconds=None)
    assert recorder.names(ALARM) == []


def test_failures_are_critical_and_slowness_is_a_warning(recorder: Recorder) -> None:
    deploy()
    found = {name: recorder.inputs(ALARM, name)["alarmDescription"].split(": ")[0] for name in recorder.names(ALARM)}
    assert found == {"gateway-errors-alarm": "critical", "gateway-latency-alarm": "warning"}
