"""A timeline as people and machines get it."""

from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from groundwork.page import filled
from groundwork.timeline.record import MEASURED, Expected, Operation, Record
from simulator.command.summary import duration

WIDTH = 48
"""Characters of a bar on a terminal that lasts the whole time."""
SHARE = 0.01
"""An operation shorter than this share of the whole has no line, unless it is of the longest chain or failed."""
BLOCK = "\u2588"
NAMES, PLOT, ROW, TICKS = 280, 720, 22, 6
"""Of the drawing, in pixels: the column of names, the bars beside it, a row; and into how many parts time is cut."""


@dataclass(frozen=True)
class Timeline:
    """A record, and what had been expected."""

    record: Record
    expected: Expected | None = None

    @property
    def title(self) -> str:
        """How long it took, and how far off the forecast was."""
        took = f"{self.record.command} of {self.record.stack}: {duration(self.record.took)}"
        if self.record.clock == MEASURED:
            took += f" by the clouds, {duration(self.record.makespan)} with Pulumi's own work in simulated time"
        return took if self.expected is None else f"{took}; forecast {duration(self.expected.seconds)} ({self._off})"

    @property
    def code(self) -> int:
        """1 where an operation failed."""
        return int(any(each.error for each in self.record.operations))

    @property
    def error_percent(self) -> float | None:
        """How far the forecast was off, in percent of what it took; None without one."""
        if self.expected is None or not self.record.took:
            return None
        return round(100 * (self.expected.seconds - self.record.took) / self.record.took, 1)

    @property
    def shown_operations(self) -> list[Operation]:
        """Those that have a line, by their start."""
        least = SHARE * self.record.makespan
        kept = (
            e for e in self.record.operations if e.seconds >= least or e.error or e.urn in self.record.critical_path
        )
        return sorted(kept, key=lambda each: (each.start, each.finish))

    @property
    def shorter(self) -> int:
        """How many have none."""
        return len(self.record.operations) - len(self.shown_operations)

    def shown(self) -> RenderableType:
        """A bar for each operation."""
        table = Table("operation", "", "seconds", box=None, pad_edge=False, header_style="dim")
        for each in self.shown_operations:
            critical = each.urn in self.record.critical_path
            style = "bold red" if each.error else "yellow" if critical else "blue"
            table.add_row(Text(f"{each.operation} {each.name}"), Text(self._bar(each), style), f"{each.seconds:g}")
        return Group(Text(self.title, "bold"), table, Text(self.remark, "dim"))

    @property
    def remark(self) -> str:
        """What has no line."""
        chain = (
            f"longest chain: {len(self.record.critical_path)} operations, {duration(self.record.critical_path_seconds)}"
        )
        return f"{chain}; and {self.shorter} shorter operations" if self.shorter else chain

    def data(self) -> dict[str, Any]:
        """The record, and how far the forecast was off."""
        return {**self.record.model_dump(), "forecast_error_percent": self.error_percent}

    def markup(self) -> str:
        """The same bars."""
        return filled("timeline.svg", **self._drawing(), title=self.title) + filled("remark.html", text=self.remark)

    @property
    def _off(self) -> str:
        if self.error_percent is None:
            return "nothing ran that it could be held against"
        return f"{self.error_percent:+g} %" if self.error_percent else "exact"

    def _bar(self, each: Operation) -> str:
        scale = WIDTH / (self.record.makespan or 1)
        start = min(int(each.start * scale), WIDTH - 1)
        return " " * start + BLOCK * max(round(each.seconds * scale), 1)

    def _drawing(self) -> dict[str, Any]:
        scale = PLOT / (self.record.makespan or 1)
        bars = [
            {
                "name": each.name,
                "operation": each.operation,
                "type": each.type,
                "x": NAMES + each.start * scale,
                "width": max(each.seconds * scale, 2),
                "seconds": f"{each.seconds:g}",
                "kind": "failed" if each.error else "chain" if each.urn in self.record.critical_path else "plain",
                "error": each.error,
            }
            for each in self.shown_operations
        ]
        ticks = [
            {"x": NAMES + PLOT * n / TICKS, "text": duration(self.record.makespan * n / TICKS)}
            for n in range(TICKS + 1)
        ]
        return {"bars": bars, "ticks": ticks, "names": NAMES, "plot": PLOT, "row": ROW}
