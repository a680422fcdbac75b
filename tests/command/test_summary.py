"""What is said and written about the operations of a run."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.command.schedule import schedule
from simulator.command.summary import Run, duration
from tests.command.operations import graph, operation, urn

OPERATIONS = [
    operation("network", seconds=2, at=(600, 602)),
    operation("database", seconds=790, at=(602, 1393)),
    operation("group", seconds=1, at=(600.5, 601.5)),
]
PLAN = schedule(OPERATIONS, {}, graph(network="", group="", database="network"))


def test_measured_report() -> None:
    report = Run("up", "prod", 200, PLAN).report()
    assert report == {
        "command": "up",
        "stack": "prod",
        "clock": "measured",
        "operations": [
            {"urn": urn("network"), "type": "t", "operation": "create", "start": 0, "finish": 2},
            {"urn": urn("group"), "type": "t", "operation": "create", "start": 0.5, "finish": 1.5},
            {"urn": urn("database"), "type": "t", "operation": "create", "start": 2, "finish": 793},
        ],
        "makespan": 793,
        "critical_path": [urn("network"), urn("database")],
        "critical_path_seconds": 792,
    }


def test_ideal_report_when_nothing_waited() -> None:
    report = Run("up", "prod", None, PLAN).report()
    assert report["clock"] == "ideal"
    assert report["makespan"] == 792
    assert [(each["start"], each["finish"]) for each in report["operations"]] == [(0, 2), (0, 1), (2, 792)]


def test_failed_operation_says_why_in_the_report() -> None:
    failed = schedule([replace(OPERATIONS[0], error="no more addresses")], {}, {})
    assert Run("up", "prod", None, failed).report()["operations"][0]["error"] == "no more addresses"


def test_report_is_written_as_json(tmp_path: Path) -> None:
    run = Run("destroy", "dev", None, schedule([], {}, {}))
    run.write(tmp_path / "report.json")
    assert json.loads((tmp_path / "report.json").read_text()) == run.report()
    assert run.report()["operations"] == []


def test_summary_names_the_steps_worth_a_line() -> None:
    assert Run("up", "prod", 200, PLAN).lines() == [
        (
            "Simulated cloud: 3 operations, simulated 13 min 12 s if nothing waits needlessly "
            "(13 min 13 s by this run's clock, Pulumi's own work counted 200-fold)"
        ),
        "Critical path, 13 min 12 s:",
        "  13 min 10 s  database (create t)",
        "            and 1 shorter step",
    ]


def test_summary_counts_failures() -> None:
    failed = schedule([replace(OPERATIONS[0], error="no")], {}, {})
    assert Run("up", "prod", None, failed).lines() == [
        "Simulated cloud: 1 operation, 1 of them failed, simulated 2 s if nothing waits needlessly",
        "Critical path, 2 s:",
        "          2 s  network (create t)",
    ]


def test_live_summary_and_report_tell_real_seconds() -> None:
    done = Run(
        "up",
        "local",
        200,
        schedule(
            [operation("network", seconds=0.25, at=(3, 3.25)), operation("database", seconds=11.6, at=(3.25, 14.85))],
            {},
            graph(network="", database="network"),
        ),
        live=True,
    )
    assert done.lines() == [
        "Docker: 2 operations in 12 s",
        "Critical path, 12 s:",
        "        0.2 s  network (create t)",
        "         12 s  database (create t)",
    ]
    report = done.report()
    assert (report["clock"], report["makespan"]) == ("real", 11.85)
    assert [(each["start"], each["finish"]) for each in report["operations"]] == [(0, 0.25), (0.25, 11.85)]
    assert replace(done, speed=None).report() == report


def test_summary_of_nothing_is_nothing() -> None:
    assert Run("up", "prod", 200, schedule([], {}, {})).lines() == []


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (41.6, "42 s"), (59.7, "1 min 0 s"), (952, "15 min 52 s"), (3600, "1 h 0 min"), (7530, "2 h 5 min")],
)
def test_duration_as_a_person_says_it(seconds: float, text: str) -> None:
    assert duration(seconds) == text
