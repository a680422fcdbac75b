"""What Prometheus of one host says of the service level: what was reached in four weeks, and what is left to lose."""

from typing import Any

import pytest
import yaml

from tests.components.docker.looking import container
from tests.components.docker.watching import NOTHING, watched
from tests.components.recorder import Recorder, run

ANSWERS = 'sum(increase(entry_waited_bucket{le="+Inf"}[28d]))'
FAILED = 'sum(increase(entry_waited_bucket{le="+Inf",status=~"5.."}[28d]))'
GOALS = {"error_percent": 0.5, "latency_p95_seconds": 2}


def group(recorder: Recorder, alarms: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any] | None:
    """The group of rules about it; None where there is none."""
    run(lambda: watched(None, alarms, **changes))
    text = container(recorder, "dashboard-prometheus")["variables"]["RULES"]
    return next((each for each in yaml.safe_load(text)["groups"] if each["name"] == "service level"), None)


def test_what_was_reached_and_what_is_left_of_both_goals(recorder: Recorder) -> None:
    found = group(recorder, GOALS)
    assert found is not None
    failed, slow = (
        f"100 * ({FAILED} or vector(0)) / {ANSWERS}",
        f'100 - 100 * sum(increase(entry_waited_bucket{{le=~"2|2.0"}}[28d])) / {ANSWERS}',
    )
    errors, answers = {"goal": "99.5 %", "days": "28"}, {"goal": "95 % within 2 s", "days": "28"}
    assert found["interval"] == "5m"
    assert found["rules"] == [
        {"record": "service_level_did_not_fail_percent", "expr": f"100 - {failed}", "labels": errors},
        {
            "record": "service_level_error_budget_left_percent",
            "expr": f"100 - 100 * ({failed}) / 0.5",
            "labels": errors,
        },
        {
            "record": "service_level_p95_seconds",
            "expr": "histogram_quantile(0.95, sum by (le) (increase(entry_waited_bucket[28d])))",
            "labels": answers,
        },
        {
            "record": "service_level_slow_budget_left_percent",
            "expr": f"100 - 100 * ({slow}) / 5",
            "labels": answers,
        },
    ]


def test_no_further_back_than_measurements_are_kept(recorder: Recorder) -> None:
    found = group(recorder, {"latency_p95_seconds": None}, logs={"days": 7})
    assert found is not None
    assert {rule["labels"]["days"] for rule in found["rules"]} == {"7"}
    assert all("[7d]" in rule["expr"] and "[28d]" not in rule["expr"] for rule in found["rules"])


@pytest.mark.parametrize("gone", [{"error_percent": None, "latency_p95_seconds": None}, None])
def test_without_goals_or_an_entry_there_is_nothing(recorder: Recorder, gone: dict[str, Any] | None) -> None:
    assert group(recorder, gone, **(NOTHING if gone is None else {})) is None
