"""The variables that steer `simulate`."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from simulator.command.problem import CommandError

REPOSITORY = Path(__file__).resolve().parents[2]
"""The folder that holds this project: its policies, its tools and, by default, the simulated clouds."""

DEFAULT_SPEED = 200.0
"""Simulated seconds per real second: the 16 minutes of a production database pass in 5 seconds."""


@dataclass(frozen=True, kw_only=True)
class Environment:
    """The checked values of the SIMULATOR_* variables."""

    home: Path
    """Where state, the clouds' contents and the encryption salts live (SIMULATOR_HOME); two homes share nothing."""

    speed: float | None
    """Simulated seconds per real second (SIMULATOR_SPEED); None: nothing waits."""

    report: Path | None
    """JSON file to write after `up`, `destroy` and `refresh` (SIMULATOR_REPORT); None: no report."""


def read(variables: Mapping[str, str]) -> Environment:
    """Check the SIMULATOR_* variables. Raises CommandError for a value that cannot be used."""
    home = variables.get("SIMULATOR_HOME")
    return Environment(
        home=_home(home) if home else REPOSITORY / ".simulator",
        speed=_speed(variables.get("SIMULATOR_SPEED") or str(DEFAULT_SPEED)),
        report=_report(variables.get("SIMULATOR_REPORT")),
    )


def _home(text: str) -> Path:
    home = Path(text).expanduser().absolute()
    if home.exists() and not home.is_dir():
        raise CommandError(f"SIMULATOR_HOME={text} is a file; it must be a folder, which is made if it does not exist")
    return home


def _speed(text: str) -> float | None:
    if text == "max":
        return None
    try:
        speed = float(text)
    except ValueError:
        speed = math.nan
    if math.isfinite(speed) and speed > 0:
        return speed
    raise CommandError(
        f"SIMULATOR_SPEED={text} is not a speed; allowed: a number above 0 (simulated seconds per real second), or max"
    )


def _report(text: str | None) -> Path | None:
    if not text:
        return None
    report = Path(text).expanduser().absolute()
    if report.is_dir():
        raise CommandError(f"SIMULATOR_REPORT={text} is a folder; it must be a file")
    if not report.parent.is_dir():
        raise CommandError(f"SIMULATOR_REPORT={text} cannot be written: the folder {report.parent} does not exist")
    return report
