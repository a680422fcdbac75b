"""When each operation of an update ran."""

import json
from pathlib import Path

import pytest

from groundwork.problem import ProblemError
from groundwork.timeline.answer import Timeline
from groundwork.timeline.record import Expected, Record, read
from tests.groundwork import printing
from tests.groundwork.building import urn

KEY, RDS, ROLE = (
    urn("aws:kms/key:Key", "key"),
    urn("aws:rds/instance:Instance", "database"),
    urn("aws:iam/role:Role", "role"),
)


def operation(of: str, start: float, finish: float, **more: str) -> dict[str, object]:
    return {"urn": of, "type": of.split("::")[2], "operation": "create", "start": start, "finish": finish, **more}


def record(*operations: dict[str, object], clock: str = "ideal") -> Record:
    return Record.model_validate(
        {
            "command": "up",
            "stack": "prod",
            "clock": clock,
            "operations": operations,
            "makespan": 300.0,
            "critical_path": [KEY, RDS],
            "critical_path_seconds": 290.0,
        }
    )


FIRST = (operation(KEY, 0, 10), operation(ROLE, 0, 2), operation(RDS, 10, 300))


def text(found: Timeline) -> list[str]:
    return [line.rstrip() for line in printing.text(found).splitlines()]


def test_each_operation_has_a_bar_at_its_time() -> None:
    title, _, key, database, remark = text(Timeline(record(*FIRST)))
    assert title == "up of prod: 5 min 0 s"
    assert key.split() == ["create", "key", "██", "10"]
    assert database.split() == ["create", "database", "█" * 46, "290"]
    assert database.index("█") == key.index("█") + 1
    assert remark == "longest chain: 2 operations, 4 min 50 s; and 1 shorter operations"


def test_an_operation_that_failed_has_a_line_however_short() -> None:
    found = Timeline(record(*FIRST, operation(urn("aws:iam/role:Role", "other"), 3, 4, error="throttled")))
    assert found.code == 1
    assert [each.name for each in found.shown_operations] == ["key", "other", "database"]
    assert "failed: throttled" in found.markup()


@pytest.mark.parametrize(
    ("clock", "seconds", "title", "percent"),
    [
        ("ideal", 300.0, "up of prod: 5 min 0 s; forecast 5 min 0 s (exact)", 0.0),
        ("ideal", 270.0, "up of prod: 5 min 0 s; forecast 4 min 30 s (-10 %)", -10.0),
        (
            "measured",
            290.0,
            (
                "up of prod: 4 min 50 s by the clouds, 5 min 0 s with Pulumi's own work in simulated time; "
                "forecast 4 min 50 s (exact)"
            ),
            0.0,
        ),
    ],
)
def test_how_far_the_forecast_was_off(clock: str, seconds: float, title: str, percent: float) -> None:
    found = Timeline(record(*FIRST, clock=clock), Expected(seconds))
    assert (found.title, found.error_percent) == (title, percent)
    assert found.data()["forecast_error_percent"] == percent


def test_without_a_forecast_nothing_is_said_of_one() -> None:
    assert Timeline(record(*FIRST)).data()["forecast_error_percent"] is None


def test_the_page_marks_the_longest_chain() -> None:
    page = Timeline(record(*FIRST)).markup()
    assert page.count('class="chain"') == 2
    assert page.count('class="plain"') == 0


def test_a_record_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text(record(*FIRST).model_dump_json())
    assert read(file) == record(*FIRST)


def test_another_file_is_refused_with_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text(json.dumps({**record(*FIRST).model_dump(), "makespan": "long"}))
    with pytest.raises(
        ProblemError, match=r"report\.json is no record of an update: makespan: Input should be a valid number"
    ):
        read(file)
    file.write_text("no JSON")
    with pytest.raises(ProblemError, match=r"report\.json is no record of an update: the whole: Invalid JSON"):
        read(file)
    with pytest.raises(ProblemError, match=r"none\.json is not there; `SIMULATOR_REPORT="):
        read(tmp_path / "none.json")


def test_what_was_expected_is_read_from_a_plan(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text('{"forecast": {"seconds": 12.5}}')
    assert Expected.read(file) == Expected(12.5)
    for wrong in ("[]", "{}", "no JSON"):
        file.write_text(wrong)
        with pytest.raises(ProblemError, match=r"plan\.json is no answer of `groundwork plan --json`$"):
            Expected.read(file)


def test_a_forecast_of_what_did_not_run_is_not_exact() -> None:
    nothing = record().model_copy(update={"makespan": 0.0, "critical_path_seconds": 0.0})
    found = Timeline(nothing, Expected(300.0))
    assert found.title == "up of prod: 0 s; forecast 5 min 0 s (nothing ran that it could be held against)"
