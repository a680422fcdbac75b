"""The record of an update that `simulate` has written (SIMULATOR_REPORT)."""

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from groundwork import files
from groundwork.problem import ProblemError

MEASURED = "measured"
"""A clock that ran faster than the real one, for Pulumi's own work too."""


class Operation(BaseModel):
    """One operation; times in seconds since the first one began."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    urn: str
    type: str
    operation: str
    start: float
    finish: float
    error: str | None = None

    @property
    def name(self) -> str:
        """The logical name."""
        return self.urn.rsplit("::", 1)[-1]

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.finish - self.start


class Record(BaseModel):
    """An update that has ended."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    command: str
    stack: str
    clock: str
    """`measured`, `ideal` (nothing waited) or `real`."""
    operations: tuple[Operation, ...]
    makespan: float
    """Seconds from the first start to the last finish."""
    critical_path: tuple[str, ...]
    """URNs of the longest chain."""
    critical_path_seconds: float

    @property
    def took(self) -> float:
        """Seconds that the clouds needed: where Pulumi's own work was counted many-fold, without that."""
        return self.critical_path_seconds if self.clock == MEASURED else self.makespan


def read(path: Path) -> Record:
    """A record; raises ProblemError for anything else."""
    text = files.read(path, f"; `SIMULATOR_REPORT={path} simulate up …` writes it")
    try:
        return Record.model_validate_json(text)
    except ValidationError as invalid:
        first = invalid.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise ProblemError(f"{path} is no record of an update: {where}: {first['msg']}") from None


@dataclass(frozen=True)
class Expected:
    """What `groundwork plan --json` had said before the update."""

    seconds: float

    @classmethod
    def read(cls, path: Path) -> "Expected":
        """From that answer; raises ProblemError for anything else."""
        text = files.read(path)
        try:
            return cls(float(json.loads(text)["forecast"]["seconds"]))
        except (ValueError, KeyError, TypeError):
            raise ProblemError(f"{path} is no answer of `groundwork plan --json`") from None
