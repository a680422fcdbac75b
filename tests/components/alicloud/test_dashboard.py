"""The page over the logs of a stack."""

import json
from typing import Any

from components.dashboard import Dashboard, DashboardArgs
from components.platform import AlarmsSpec, LogsSpec
from tests.components.alicloud.stand import platform
from tests.components.recorder import Recorder, run, value

PAGE = "alicloud:log/dashboard:Dashboard"
PROJECT = "notes-prod-platform-logs-0a1b2c3d"


def dashboard(gateway: str | None = "gateway-id", services: dict[str, str] | None = None, **changes: Any) -> Dashboard:
    """A page of a stack with these parts."""
    shown = {"api": "asg-1", "tasks": "asg-2"} if services is None else services
    args = DashboardArgs(platform=platform(**changes), gateway=gateway, services=shown, database=None, cache=None)
    return Dashboard("dashboard", args)


def charts(recorder: Recorder) -> list[dict[str, Any]]:
    """The charts, in order."""
    return json.loads(recorder.inputs(PAGE)["charList"])


def test_the_entry_and_every_part_over_a_day(recorder: Recorder) -> None:
    run(dashboard)
    lines = [chart for chart in charts(recorder) if chart["type"] == "linepro"]
    found = [
        (chart["title"], chart["search"]["logstore"], chart["search"]["query"].partition(" AS time, ")[2])
        for chart in lines
    ]
    assert found == [
        ("Requests", "gateway-access", "count(1) AS requests GROUP BY time"),
        ("Failed requests", "gateway-access", "count_if(status >= 500) AS failed GROUP BY time"),
        (
            "Answer time (s), 95th percentile",
            "gateway-access",
            "approx_percentile(request_time, 0.95) AS seconds GROUP BY time",
        ),
        ("api: lines of output", "api-logs", "count(1) AS lines GROUP BY time"),
        ("tasks: lines of output", "tasks-logs", "count(1) AS lines GROUP BY time"),
    ]
    assert {(chart["search"]["start"], chart["search"]["end"]) for chart in lines} == {("-86400s", "now")}


def test_what_users_got_over_four_weeks_and_what_is_left_to_lose(recorder: Recorder) -> None:
    run(lambda: dashboard(alarms=AlarmsSpec(error_percent=0.5, latency_p95_seconds=2)))
    found = [chart for chart in charts(recorder) if chart["type"] == "statpro"]
    assert {(chart["search"]["logstore"], chart["search"]["start"]) for chart in found} == {
        ("gateway-access", "-2419200s")
    }
    failed = "100.0 * count_if(status >= 500) / count(1)"
    assert [(chart["title"], chart["search"]["query"]) for chart in found] == [
        ("Answers that did not fail in 28 days (%): goal 99.5", f"* | SELECT round(100 - {failed}, 3) AS figure"),
        ("Left of the error budget (%)", f"* | SELECT round(100 - 100 * ({failed}) / 0.5, 3) AS figure"),
        (
            "95 % of answers in 28 days within (s): goal 2",
            "* | SELECT round(approx_percentile(request_time, 0.95), 3) AS figure",
        ),
        (
            "Left of the budget of slow answers (%)",
            "* | SELECT round(100 - 100 * (100.0 * count_if(request_time > 2) / count(1)) / 5, 3) AS figure",
        ),
    ]
    assert [chart["type"] for chart in charts(recorder)[:4]] == ["statpro"] * 4


def test_no_further_back_than_logs_are_kept(recorder: Recorder) -> None:
    run(lambda: dashboard(logs=LogsSpec(days=7), alarms=AlarmsSpec(latency_p95_seconds=None)))
    found = [chart for chart in charts(recorder) if chart["type"] == "statpro"]
    assert {chart["search"]["start"] for chart in found} == {"-604800s"}
    assert found[0]["title"] == "Answers that did not fail in 7 days (%): goal 95"


def test_two_charts_stand_side_by_side(recorder: Recorder) -> None:
    run(lambda: dashboard(alarms=AlarmsSpec(error_percent=None, latency_p95_seconds=None)))
    places = [(chart["display"]["xPos"], chart["display"]["yPos"]) for chart in charts(recorder)]
    assert places == [(0, 0), (5, 0), (0, 5), (5, 5), (0, 10)]


def test_without_an_entry_the_parts_alone(recorder: Recorder) -> None:
    run(lambda: dashboard(gateway=None, services={"tasks": "asg-2"}))
    assert [chart["title"] for chart in charts(recorder)] == ["tasks: lines of output"]


def test_people_are_told_where_to_look(recorder: Recorder) -> None:
    page = run(dashboard)
    asked = recorder.inputs(PAGE)
    assert (asked["projectName"], asked["dashboardName"], asked["displayName"]) == (
        PROJECT, "notes-prod-dashboard", "notes prod",
    )  # fmt: skip
    assert value(page.url) == (
        f"https://sls.console.aliyun.com/lognext/project/{PROJECT}/dashboard/notes-prod-dashboard"
    )
