"""An application's own figures: what is asked of the log, how often, and when somebody is told."""

from collections.abc import Mapping
from typing import Any

import pytest

from components.clouds.alicloud import log_alert
from components.clouds.alicloud.measures import asked
from tests.components.alicloud.running import job, service, worker
from tests.components.recorder import Recorder, run

ALERT = "alicloud:sls/alert:Alert"
NUMBER = "CAST(json_extract_scalar(content, '$.sse_connections') AS double)"


def watched(recorder: Recorder, name: str) -> Mapping[str, Any]:
    """What an alert looks at and when it tells."""
    found = recorder.inputs(ALERT, name)
    query = found["configuration"]["queryLists"][0]
    level = found["configuration"]["severityConfigurations"][0]
    return {
        "store": query["store"],
        "query": query["query"],
        "span": (query["start"], query["end"], found["schedule"]["interval"]),
        "condition": level["evalCondition"]["condition"],
        "severity": level["severity"],
        "title": found["displayName"],
    }


def test_a_measure_that_is_too_high_is_told(recorder: Recorder) -> None:
    run(lambda: service({"measures": {"sse_connections": {"above": 500, "statistic": "maximum", "minutes": 10}}}))
    assert watched(recorder, "api-measure-sse_connections-alarm") == {
        "store": "api-logs",
        "query": f"* and sse_connections | SELECT max({NUMBER}) AS figure",
        "span": ("-600s", "now", "10m"),
        "condition": "figure > 500",
        "severity": 6,
        "title": "api: maximum of sse_connections over 10 min is above 500",
    }
    assert recorder.inputs(ALERT, "api-measure-sse_connections-alarm")["configuration"]["sinkCms"] == {"enabled": True}


def test_a_measure_that_is_too_low_is_told(recorder: Recorder) -> None:
    run(lambda: worker({"measures": {"ocr_success": {"below": 0.95}}}))
    found = watched(recorder, "tasks-measure-ocr_success-alarm")
    assert (found["condition"], found["span"]) == ("figure < 0.95", ("-300s", "now", "5m"))
    assert found["query"].startswith("* and ocr_success | SELECT avg(CAST(")
    assert found["store"] == "tasks-logs"


def test_a_job_is_watched_too(recorder: Recorder) -> None:
    run(lambda: job({"measures": {"deleted": {"above": 0, "statistic": "sum"}}}))
    found = watched(recorder, "tasks-measure-deleted-alarm")
    assert (found["store"], found["condition"]) == ("tasks-logs", "figure > 0")


def test_what_has_no_limit_is_recorded_and_tells_nobody(recorder: Recorder) -> None:
    run(lambda: worker({"measures": {"sse_connections": {}}}))
    assert recorder.all(ALERT) == []
    (field,) = recorder.inputs("alicloud:log/storeIndex:StoreIndex", "tasks-logs-index")["fieldSearches"]
    assert (field["name"], field["enableAnalytics"]) == ("content", True)


@pytest.mark.parametrize(
    ("statistic", "made"),
    [
        ("average", f"avg({NUMBER})"),
        ("minimum", f"min({NUMBER})"),
        ("maximum", f"max({NUMBER})"),
        ("sum", f"sum({NUMBER})"),
        ("p95", f"approx_percentile({NUMBER}, 0.95)"),
    ],
)
def test_what_is_made_of_the_numbers(statistic: str, made: str) -> None:
    assert asked("sse_connections", statistic, "figure") == f"* and sse_connections | SELECT {made} AS figure"


def test_an_alert_is_called_as_the_service_allows() -> None:
    assert log_alert.called("api-measure-sse_connections-alarm") == "api-measure-sse_connections-alarm"
    assert log_alert.called("api-measure-SSE-alarm") == "api-measure-sse-alarm-319ad484"
    long = log_alert.called("api-measure-" + "x" * 60 + "-alarm")
    assert (len(long), long[:55]) == (63, ("api-measure-" + "x" * 60)[:54] + "-")


def test_failing_answers_are_critical_and_slow_ones_a_warning(recorder: Recorder) -> None:
    run(service)
    levels = {name: watched(recorder, f"gateway-{name}-alarm")["severity"] for name in ("errors", "latency")}
    assert levels == {"errors": 10, "latency": 6}
