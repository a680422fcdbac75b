"""A plan as people and machines get it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from groundwork.forecast.expected import Forecast, of
from groundwork.isolation.change import IsolationChange, between
from groundwork.page import filled
from groundwork.plan.summary import PAST, Row, counted, plain, rows
from groundwork.preview import Preview, Verdict
from groundwork.terminal import add, table

STYLES = {"create": "green", "revise": "yellow", "update": "yellow", "replace": "bold red", "delete": "bold red"}


@dataclass(frozen=True)
class Plan:
    """What an update of one stack would do."""

    preview: Preview

    @cached_property
    def rows(self) -> list[Row]:
        """Every change."""
        return rows(self.preview)

    @cached_property
    def isolation(self) -> IsolationChange:
        """Who may reach whom from then on, and who no more."""
        return between(self.preview)

    @cached_property
    def forecast(self) -> Forecast:
        """How long it will take."""
        return of(self.preview)

    @property
    def title(self) -> str:
        """Project, stack and the sum."""
        return f"{self.preview.project}, {self.preview.stack}: {counted(self.rows)}"

    @property
    def code(self) -> int:
        """1 where a policy refuses the update."""
        return int(self.preview.refused)

    def shown(self) -> RenderableType:
        """A table of changes, then what policies say."""
        changes = table("part", "", "resource", "because of")
        for row in self.rows:
            data = f", with its data ({row.data})" if row.loses_data else ""
            done = Text(PAST[row.operation] + data, STYLES[row.operation])
            add(changes, row.part, done, f"{row.name} ({row.type})", ", ".join(row.properties))
        openings = [Text(line, "bold red" if "(public)" in line else "") for line in self.isolation.lines()]
        words = [*openings, *(_said(verdict) for verdict in self.preview.verdicts)]
        expected = [Text(line, "dim") for line in self.forecast.lines()]
        return Group(Text(self.title, "bold"), *([changes] if self.rows else []), *words, *expected)

    def data(self) -> dict[str, Any]:
        """Changes and verdicts."""
        return {
            "project": self.preview.project,
            "stack": self.preview.stack,
            "changes": [plain(row) for row in self.rows],
            "policies": [
                {"rule": v.rule, "mandatory": v.mandatory, "urn": v.urn, "message": v.message}
                for v in self.preview.verdicts
            ],
            "isolation": self.isolation.plain(),
            "forecast": self.forecast.plain(),
            "refused": self.preview.refused,
        }

    def markup(self) -> str:
        """The same tables."""
        return filled(
            "plan.html",
            rows=self.rows,
            past=PAST,
            isolation=self.isolation,
            verdicts=self.preview.verdicts,
            expected=self.forecast.lines(),
        )


def _said(verdict: Verdict) -> Text:
    if verdict.mandatory:
        return Text(f"refused: {verdict.message}", "bold red")
    return Text(f"advice: {verdict.message}", "yellow")
