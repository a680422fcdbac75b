"""The variables that steer `simulate`."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from simulator.command.problem import CommandError

REPOSITORY = Path(__file__).resolve().parents[2]
"""The folder that holds this project: its policies, its tools and, by default, the simulated clouds."""

LIVE = "live"
"""Value of SIMULATOR_DOCKER, and name of the folder in a home, for what is real."""

SIMULATED = "simulated"
"""The other value of SIMULATOR_DOCKER, which counts when it is not set."""

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

    live: bool = False
    """Whether the resources of a Docker host are real (SIMULATOR_DOCKER=live). Such stacks have a home of their own,
    the folder `live` in SIMULATOR_HOME: a stack that was made simulated cannot be updated live, nor the other way."""


def read(variables: Mapping[str, str]) -> Environment:
    """Check the SIMULATOR_* variables. Raises CommandError for a value that cannot be used."""
    given = variables.get("SIMULATOR_HOME")
    home = _home(given) if given else REPOSITORY / ".simulator"
    live = _live(variables.get("SIMULATOR_DOCKER") or SIMULATED)
    return Environment(
        home=home / LIVE if live else home,
        live=live,
        speed=_speed(variables.get("SIMULATOR_SPEED") or str(DEFAULT_SPEED)),
        report=_report(variables.get("SIMULATOR_REPORT")),
    )


def _home(text: str) -> Path:
    home = Path(text).expanduser().absolute()
    if home.exists() and not home.is_dir():
        raise CommandError(f"SIMULATOR_HOME={text} is a file; it must be a folder, which is made if it does not exist")
    return home


def _live(text: str) -> bool:
    if text not in (LIVE, SIMULATED):
        raise CommandError(
            f"SIMULATOR_DOCKER={text} is not a way to run Docker resources; allowed: {SIMULATED} (nothing is really "
            f"made) or {LIVE} (on the machine's Docker daemon)"
        )
    return text == LIVE


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
