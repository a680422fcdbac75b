"""Every requirement of the five systems is traced, on every target, to tests that exist; few are excepted."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

import pytest

from tests.examples import existing, ran, table, tracing
from tests.examples.tracing import KINDS, SYSTEMS, TARGETS, Row, groups, rows, targets, written

ROOT = Path(__file__).parents[2]

LIMIT = 0.05
"""Share of a target's requirements that exceptions stay below."""

SHORTEST = 40
"""Characters of a reason that says something."""


def of(system: str, target: str) -> list[Row]:
    """A system's requirements on one target."""
    return [row for row in rows(system) if row.target == target]


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_requirement_is_traced_and_no_other(system: str) -> None:
    assert list(written(system)) == list(targets(system))


@pytest.mark.parametrize("system", SYSTEMS)
def test_each_target_is_spoken_of_once(system: str) -> None:
    """And only the targets that the requirement names; of each, either tests or a reason."""
    for identifier, entry in written(system).items():
        wanted = targets(system)[identifier]
        assert set(entry) - {"how", *KINDS} == {key for key, what in entry.items() if isinstance(what, dict)}, (
            identifier
        )
        said = [target for names, _ in groups(entry) for target in names or wanted]
        assert sorted(said) == sorted(wanted), identifier
        assert entry["how"], identifier
        for _, what in groups(entry):
            assert len(what) == 1, identifier
            assert set(what) <= set(KINDS), identifier
            assert all(what.values()), identifier


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_named_test_exists(system: str) -> None:
    named = sorted({test for row in rows(system) for test in row.tests})
    assert [problem for test in named if (problem := existing.problem(test))] == []


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_reason_is_a_sentence(system: str) -> None:
    assert [row.id for row in rows(system) if row.exception and len(row.exception) < SHORTEST] == []


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_everything_is_met_or_excepted(system: str, target: str) -> None:
    assert [row.id for row in of(system, target) if not row.met and not row.exception] == []


@pytest.mark.parametrize("said", [{"waits": "for somebody"}, {"aws, alicloud, docker": {"waits": "for somebody"}}, {}])
def test_what_waits_is_not_met(said: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but tests and a reason counts, and the table tells how much is missing."""
    as_it_is = written("semibot")
    monkeypatch.setattr(tracing, "written", lambda _: as_it_is | {"SEMI-1": {"how": "somehow", **said}})
    for target in TARGETS:
        missing = [row.id for row in of("semibot", target) if not row.met and not row.exception]
        assert missing == ["SEMI-1"]
    told = [line.split(" | ")[-1] for line in table.coverage() if "| semibot |" in line]
    assert told == ["97.9 % |", "97.9 % |", "98.0 % |"]


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_exceptions_are_few(system: str, target: str) -> None:
    here = of(system, target)
    assert len([row.id for row in here if row.exception]) < LIMIT * len(here)


def test_the_documented_table_is_current() -> None:
    assert table.FILE.read_text(encoding="utf-8") == table.text()


def test_a_test_that_was_not_run_or_was_skipped_proves_nothing() -> None:
    """Tried on what the files name: all passed, one parameter skipped, one never run."""
    first, second, *others = sorted({test for system in SYSTEMS for row in rows(system) for test in row.tests})

    def report(node: str, when: Literal["setup", "call"], outcome: Literal["passed", "skipped"]) -> pytest.TestReport:
        return pytest.TestReport(node, ("", 0, ""), {}, outcome, None, when)

    def left(*reports: pytest.TestReport) -> list[str]:
        judge = ran.Judging()
        for each in [*(report(test, "call", "passed") for test in others), *reports]:
            judge.pytest_runtest_logreport(each)
        return judge.unproven()

    passed = report(first, "call", "passed")
    assert left(passed, report(second, "call", "passed")) == []
    assert left(passed, report(f"{first}[more]", "setup", "skipped")) == [first, second]
    assert left(report(first, "setup", "passed"), report(second, "call", "passed")) == [first]


def run_of_one_test(folder: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Pytest on one test that passes and that no requirement names, judged."""
    (folder / "test_one.py").write_text("def test_one():\n    pass\n")
    words = ["-q", "-p", "tests.examples.ran", "-p", "no:cacheprovider", "--judged", "test_one.py"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        cwd=folder,
        env={
            **{key: value for key, value in os.environ.items() if key != "CI"},
            "PYTHONPATH": str(ROOT),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_ci_fails_when_a_named_test_was_not_run(tmp_path: Path) -> None:
    """Elsewhere it is told; pytest's own line is the last in both."""
    named = min(test for system in SYSTEMS for row in rows(system) for test in row.tests)
    for environment, code in (({"CI": "true"}, 1), ({}, 0)):
        done = run_of_one_test(tmp_path, **environment)
        assert done.returncode == code, done.stdout + done.stderr
        assert f"named by a requirement, and not passed: {named}" in done.stdout
        assert "| cto-new | AWS |" in done.stdout
        assert re.match(r"1 passed in [0-9.]+s", done.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    ("node", "problem"),
    [
        ("tests/examples/test_requirements.py::test_a_reason_is_a_sentence", None),
        ("tests/examples/test_requirements.py::test_a_reason_is_a_sentence[towow]", None),
        ("tests/examples/test_requirements.py::test_exceptions_are_few[towow-aws]", None),
        ("tests/examples/test_requirements.py::test_exceptions_are_few[towow-elsewhere]", "no such parameter"),
        ("tests/examples/test_requirements.py::test_of_nothing", "does not exist"),
        ("tests/examples/test_requirements.py::of", "is no test"),
        ("tests/examples/test_nothing.py::test_of_nothing", "does not exist"),
        ("a person looks at it", "is no node id"),
    ],
)
def test_a_name_is_looked_up(node: str, problem: str | None) -> None:
    found = existing.problem(node)
    assert (found is None) if problem is None else (problem in str(found))
