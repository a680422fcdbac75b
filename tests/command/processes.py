"""The processes that a command has started, and whether they have gone."""

import os
import subprocess
import time

DEADLINE_SECONDS = 20
"""Far longer than anything here takes; a test that waits so long fails."""


def parents() -> dict[int, int]:
    """The parent of every process that runs and has not merely been left unburied."""
    table = subprocess.run(["ps", "-axo", "pid=,ppid=,state="], capture_output=True, text=True, check=True).stdout
    rows = (line.split() for line in table.splitlines())
    return {int(process): int(parent) for process, parent, state in rows if not state.startswith("Z")}


def descendants(process: int) -> set[int]:
    """The processes below a process."""
    found, parent_of = {process}, parents()
    while more := {child for child, parent in parent_of.items() if parent in found} - found:
        found |= more
    return found - {process}


def child_running(process: int, name: str) -> int:
    """The process below `process` whose command line holds `name`."""
    for each in descendants(process):
        line = subprocess.run(
            ["ps", "-o", "args=", "-p", str(each)], capture_output=True, text=True, check=False
        ).stdout
        if name in line:
            return each
    raise AssertionError(f"nothing below {process} runs {name}")


def group(process: int) -> int:
    """The process group of a process: what a terminal sends Ctrl-C to."""
    return os.getpgid(process)


def all_gone(processes: set[int]) -> bool:
    """Whether none of the processes runs any more, soon."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while left := processes & parents().keys():
        if time.monotonic() > deadline:
            raise AssertionError(f"still running: {left}")
        time.sleep(0.05)
    return True
