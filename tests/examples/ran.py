"""Whether every test that a requirement names was run.

`pytest --ran FILE` adds outcomes to a file; with `--judged` as well, which is for the last run, it judges what is in
the file by then and prints the coverage.

A named test that was skipped, deselected or never collected proves nothing. In CI that is a failure; elsewhere, where a
Docker daemon or a browser may be missing, it is told.
"""

import json
import os
from pathlib import Path

import pytest

from tests.examples import table
from tests.examples.tracing import SYSTEMS, rows

PASSED = "passed"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where outcomes are noted."""
    parser.addoption("--ran", metavar="FILE", type=Path, help="add the outcome of every test to this file")
    parser.addoption("--judged", action="store_true", help="judge requirements by what the file of --ran then holds")


def pytest_configure(config: pytest.Config) -> None:
    """Note outcomes once: where they come together, not in each worker."""
    path = config.getoption("--ran")
    if path is not None and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Noting(path))
        if config.getoption("--judged"):
            config.pluginmanager.register(Judging(path))


class Noting:
    """Adds a line for every test to a file."""

    def __init__(self, path: Path) -> None:
        """Remember which file."""
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how a test went, and a set-up that failed or skipped it."""
        if report.when == "call" or report.outcome != PASSED:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps([report.nodeid, report.outcome]) + "\n")


class Judging:
    """Tells at the end of a run which requirements were proved; before pytest's closing line, which stays the last."""

    def __init__(self, path: Path) -> None:
        """Remember which file."""
        self._path = path
        self._unproven: list[str] = []

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a run that would otherwise pass, in CI."""
        self._unproven = unproven(self._path)
        if self._unproven and os.environ.get("CI") and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the coverage, and what was named and did not pass."""
        terminalreporter.section("requirements of five systems")
        for line in table.coverage():
            terminalreporter.write_line(line)
        for test in self._unproven:
            terminalreporter.write_line(f"named by a requirement, and not passed: {test}", red=True)


def unproven(path: Path) -> list[str]:
    """Named tests of which some parameter did not pass, or none was run."""
    outcomes: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        node, outcome = json.loads(line)
        for name in {node, node.partition("[")[0]}:
            outcomes.setdefault(name, set()).add(outcome)
    named = {test for system in SYSTEMS for row in rows(system) for test in row.tests}
    return sorted(test for test in named if outcomes.get(test) != {PASSED})
