"""A run of `simulate`, timed."""

import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
COMMAND = ("-m", "simulator")
TOLD = 3000
"""Characters of a failed command's output that are repeated."""


@dataclass(frozen=True)
class Spent:
    """What a run took."""

    wall: float
    """Seconds by the clock."""
    cpu: float
    """Seconds of a processor, in all its processes together."""


def simulate(
    project: Path, home: Path, *arguments: str, command: tuple[str, ...] = COMMAND, **environment: str
) -> Spent:
    """Run `simulate` on a project as fast as it goes, and end everything with its output when it fails.

    `command` is what Python is told to run in its place.
    """
    words = [sys.executable, *command, "-C", str(project), "--non-interactive", *arguments]
    settings = {"SIMULATOR_HOME": str(home), "SIMULATOR_SPEED": "max", "PYTHONDONTWRITEBYTECODE": "", **environment}
    started, busy = time.monotonic(), _busy()
    done = subprocess.run(words, cwd=REPOSITORY, env={**os.environ, **settings}, capture_output=True, check=False)
    wall = time.monotonic() - started
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{(done.stdout + done.stderr).decode()[-TOLD:]}")
    return Spent(wall, _busy() - busy)


def _busy() -> float:
    """Processor seconds of all processes that have ended, theirs included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
