"""Whether every test that a requirement names was run.

`pytest --ran FILE` notes outcomes; `python -m tests.examples.ran FILE` judges them after the last run and prints the
coverage.

A named test that was skipped, deselected or never collected proves nothing. In CI that is a failure; elsewhere, where a
Docker daemon or a browser may be missing, it is told.
"""

import json
import os
import sys
from pathlib import Path

import pytest

from tests.examples import table
from tests.examples.tracing import SYSTEMS, rows

PASSED = "passed"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where outcomes are noted."""
    parser.addoption("--ran", metavar="FILE", type=Path, help="add the outcome of every test to this file")


def pytest_configure(config: pytest.Config) -> None:
    """Note outcomes once: where they come together, not in each worker."""
    path = config.getoption("--ran")
    if path is not None and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Noting(path))


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


def unproven(path: Path) -> list[str]:
    """Named tests of which some parameter did not pass, or none was run."""
    outcomes: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        node, outcome = json.loads(line)
        for name in {node, node.partition("[")[0]}:
            outcomes.setdefault(name, set()).add(outcome)
    named = {test for system in SYSTEMS for row in rows(system) for test in row.tests}
    return sorted(test for test in named if outcomes.get(test) != {PASSED})


def main(path: Path) -> int:
    """Print the coverage and what was not run; 1 when CI must not accept that."""
    print("\n".join(table.coverage()))
    found = unproven(path)
    for test in found:
        print(f"named by a requirement, and not passed: {test}")
    return int(bool(found) and bool(os.environ.get("CI")))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
