"""Whether every test that a requirement names was run: `pytest --judged` tells it, and prints the coverage.

A named test that was skipped, deselected or never collected proves nothing. In CI that is a failure; elsewhere, where a
Docker daemon or a browser may be missing, it is told.
"""

import os
from collections import defaultdict

import pytest

from tests.examples import table
from tests.examples.tracing import SYSTEMS, rows

PASSED = "passed"


def pytest_addoption(parser: pytest.Parser) -> None:
    """For runs of every test."""
    parser.addoption("--judged", action="store_true", help="judge requirements by the outcomes of this run")


def pytest_configure(config: pytest.Config) -> None:
    """Judge once: where outcomes come together, not in each worker."""
    if config.getoption("--judged") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Judging())


class Judging:
    """Tells at the end of a run which requirements were proved; before pytest's closing line, which stays the last."""

    def __init__(self) -> None:
        """Begin with nothing run."""
        self._outcomes: defaultdict[str, set[str]] = defaultdict(set)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how a test went, and a set-up or a clean-up that failed or skipped it."""
        if report.when == "call" or report.outcome != PASSED:
            for name in {report.nodeid, report.nodeid.partition("[")[0]}:
                self._outcomes[name].add(report.outcome)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a run that would otherwise pass, in CI."""
        if self.unproven() and os.environ.get("CI") and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the coverage, and what was named and did not pass."""
        terminalreporter.section("requirements of five systems")
        for line in table.coverage():
            terminalreporter.write_line(line)
        for test in self.unproven():
            terminalreporter.write_line(f"named by a requirement, and not passed: {test}", red=True)

    def unproven(self) -> list[str]:
        """Named tests of which some parameter did not pass, or none was run."""
        named = {test for system in SYSTEMS for row in rows(system) for test in row.tests}
        return sorted(test for test in named if self._outcomes[test] != {PASSED})
