"""The page over the logs of a stack."""

import json
from typing import Any

from components.dashboard import Dashboard, DashboardArgs
from tests.components.alicloud.stand import platform
from tests.components.recorder import Recorder, run, value

PAGE = "alicloud:log/dashboard:Dashboard"
PROJECT = "notes-prod-platform-logs-0a1b2c3d"


def dashboard(gateway: str | None = "gateway-id", services: dict[str, str] | None = None) -> Dashboard:
    """A page of a stack with these parts."""
    shown = {"api": "asg-1", "tasks": "asg-2"} if services is None else services
    args = DashboardArgs(platform=platform(), gateway=gateway, services=shown, database=None, cache=None)
    return Dashboard("dashboard", args)


def charts(recorder: Recorder) -> list[dict[str, Any]]:
    """The charts, in order."""
    return json.loads(recorder.inputs(PAGE)["charList"])


def test_the_entry_and_every_part_over_a_day(recorder: Recorder) -> None:
    run(dashboard)
    found = [
        (chart["title"], chart["search"]["logstore"], chart["search"]["query"].partition(" AS time, ")[2])
        for chart in charts(recorder)
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
    assert {(chart["search"]["start"], chart["search"]["end"]) for chart in charts(recorder)} == {("-86400s", "now")}


def test_two_charts_stand_side_by_side(recorder: Recorder) -> None:
    run(dashboard)
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
