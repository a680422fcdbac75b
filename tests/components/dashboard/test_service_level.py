"""What users got over four weeks, and what is left to lose."""

import json
from typing import Any

from components.dashboard import Dashboard, DashboardArgs
from components.platform import AlarmsSpec
from tests.components.recorder import Recorder, run
from tests.components.stand import make_platform

FAILED = "(FILL(failed, 0) + FILL(refused, 0)) / answers"


def shown(recorder: Recorder, **alarms: Any) -> list[dict[str, Any]]:
    """Properties of the widgets that show a level."""

    def program() -> None:
        platform = make_platform(alarms=AlarmsSpec(**alarms))
        args = DashboardArgs(platform=platform, gateway="app/g/1", services={}, database=None, cache=None)
        Dashboard("dashboard", args)

    run(program)
    body = json.loads(recorder.inputs("aws:cloudwatch/dashboard:Dashboard")["dashboardBody"])
    found = [widget["properties"] for widget in body["widgets"]]
    return [each for each in found if each.get("view") == "singleValue"]


def line(metric: str, **drawn: Any) -> list[Any]:
    return ["AWS/ApplicationELB", metric, "LoadBalancer", "app/g/1", drawn]


def test_failures_are_held_against_what_may_fail(recorder: Recorder) -> None:
    errors, _ = shown(recorder, error_percent=0.5)
    assert errors == {
        "title": "Answers that did not fail in 28 days: goal 99.5 %",
        "region": "eu-central-1",
        "view": "singleValue",
        "setPeriodToTimeRange": True,
        "start": "-P28D",
        "end": "P0D",
        "metrics": [
            [{"expression": f"100 - 100 * {FAILED}", "label": "Did not fail (%)"}],
            [{"expression": f"100 - 100 * (100 * {FAILED}) / 0.5", "label": "Left of the error budget (%)"}],
            line("RequestCount", stat="Sum", id="answers", visible=False),
            line("HTTPCode_Target_5XX_Count", stat="Sum", id="failed", visible=False),
            line("HTTPCode_ELB_5XX_Count", stat="Sum", id="refused", visible=False),
        ],
    }


def test_slowness_is_held_against_one_answer_in_twenty(recorder: Recorder) -> None:
    _, slow = shown(recorder, latency_p95_seconds=2.5)
    assert slow["title"] == "Answer time in 28 days: goal 95 % within 2.5 s"
    assert (slow["start"], slow["view"]) == ("-P28D", "singleValue")
    assert slow["metrics"] == [
        [{"expression": "100 - 100 * (100 - fast) / 5", "label": "Left of the budget of slow answers (%)"}],
        line("TargetResponseTime", stat="p95", label="95 % within (s)"),
        line("TargetResponseTime", stat="PR(:2.5)", id="fast", label="Within 2.5 s (%)"),
    ]


def test_a_goal_that_is_switched_off_is_not_shown(recorder: Recorder) -> None:
    (slow,) = shown(recorder, error_percent=None)
    assert slow["title"].startswith("Answer time")


def test_without_goals_there_is_no_row(recorder: Recorder) -> None:
    assert shown(recorder, error_percent=None, latency_p95_seconds=None) == []
