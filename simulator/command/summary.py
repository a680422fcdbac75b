"""What a person reads, and a program gets as JSON, about the operations of a run."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.command.schedule import Schedule
from simulator.operations import Operation

WORTH_A_LINE = 0.01
"""A step of the critical path that takes less than this share of it is counted, not named."""

TENTHS_BELOW = 10
"""Seconds below which a real time is told with tenths."""


@dataclass(frozen=True)
class Run:
    """One `up`, `destroy` or `refresh` that has ended."""

    command: str
    stack: str
    speed: float | None
    """Simulated seconds per real second; None: nothing waited, so that only the ideal times are known."""

    schedule: Schedule

    live: bool = False
    """Whether the times are real seconds."""

    def report(self) -> dict[str, Any]:
        """The content of SIMULATOR_REPORT.

        Times are seconds since the first operation started; simulated ones, unless the run was live.
        """
        ideal = self.speed is None and not self.live
        timed = self.schedule.ideal() if ideal else self.schedule
        first = min((each.start for each in timed.operations), default=0.0)
        path = self.schedule.critical_path()
        return {
            "command": self.command,
            "stack": self.stack,
            "clock": "real" if self.live else "ideal" if ideal else "measured",
            "operations": [_row(each, first) for each in sorted(timed.operations, key=lambda each: each.start)],
            "makespan": round(timed.makespan(), 3),
            "critical_path": [each.urn for each in path],
            "critical_path_seconds": round(sum(each.seconds for each in path), 3),
        }

    def write(self, path: Path) -> None:
        """Write the report as JSON."""
        path.write_text(json.dumps(self.report(), indent=2) + "\n", encoding="utf-8")

    def lines(self) -> list[str]:
        """A short summary; empty when nothing was done."""
        if not self.schedule.operations:
            return []
        report = self.report()
        length = report["critical_path_seconds"]
        steps = [each for each in self.schedule.critical_path() if each.seconds >= WORTH_A_LINE * length]
        rest = len(report["critical_path"]) - len(steps)
        others = [f"{'':>12}and {rest} shorter step{'s' if rest > 1 else ''}"] if rest else []
        return [
            self._took(report["makespan"]),
            f"Critical path, {self._said(length)}:",
            *(f"{self._said(each.seconds):>13}  {_name(each)} ({each.operation} {each.type})" for each in steps),
            *others,
        ]

    def _said(self, seconds: float) -> str:
        """A time; real ones are short, so that tenths of a second count."""
        return f"{seconds:.1f} s" if self.live and seconds < TENTHS_BELOW else duration(seconds)

    def _took(self, makespan: float) -> str:
        """How many operations there were and how long they took."""
        count = _count(self.schedule.operations)
        if self.live:
            return f"Docker: {count} in {self._said(makespan)}"
        ideal = duration(self.schedule.ideal().makespan())
        took = f"Simulated cloud: {count}, simulated {ideal} if nothing waits needlessly"
        if self.speed is None:
            return took
        return f"{took} ({duration(makespan)} by this run's clock, Pulumi's own work counted {self.speed:g}-fold)"


def duration(seconds: float) -> str:
    """Simulated time as a person says it: `42 s`, `15 min 52 s`, `2 h 5 min`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _row(operation: Operation, first: float) -> dict[str, Any]:
    row: dict[str, Any] = {
        "urn": operation.urn,
        "type": operation.type,
        "operation": operation.operation,
        "start": round(operation.start - first, 3),
        "finish": round(operation.finish - first, 3),
    }
    return row | ({"error": operation.error} if operation.error else {})


def _count(operations: Sequence[Operation]) -> str:
    """`1 operation`, `118 operations`, `3 operations, 1 of them failed`."""
    failed = sum(each.error is not None for each in operations)
    counted = f"{len(operations)} operation{'s' if len(operations) > 1 else ''}"
    return f"{counted}, {failed} of them failed" if failed else counted


def _name(operation: Operation) -> str:
    return operation.urn.rpartition("::")[2]
