"""How two stacks differ, as people and machines get it."""

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from groundwork.cost.rows import money, signed
from groundwork.difference import guarantees, levels, makeup
from groundwork.difference.money import Money
from groundwork.difference.side import Side
from groundwork.page import filled
from groundwork.promises.verdict import BROKEN, KEPT, Verdict

FEW = 3
"""So many reasons of each side are shown to people; JSON has all."""
NOT_JUDGED = "not judged on either, for values that are secret or that only an update will know"
STYLES = {KEPT: "green", BROKEN: "bold red"}


@dataclass(frozen=True)
class Difference:
    """Two stacks of one project."""

    here: Side
    there: Side

    @cached_property
    def kinds(self) -> list[makeup.Kind]:
        """Resources."""
        return makeup.differences(self.here.preview.after, self.there.preview.after)

    @property
    def shown_kinds(self) -> list[makeup.Kind]:
        """Resources as people see them: between clouds, how many each part has."""
        if self.here.stack.cloud == self.there.stack.cloud:
            return self.kinds
        return makeup.by_part(self.here.preview.after, self.there.preview.after)

    @cached_property
    def promises(self) -> list[guarantees.Guarantee]:
        """Promises."""
        return guarantees.differences(self.here, self.there)

    @cached_property
    def levels(self) -> list[levels.Level]:
        """Days, zones, instances."""
        return levels.differences(self.here.stack, self.there.stack)

    @cached_property
    def cost(self) -> Money:
        """Money."""
        return Money(self.here, self.there)

    @property
    def title(self) -> str:
        """Project, stacks and how many differences of each sort."""
        about = f"{self.here.preview.project}, {self.here.name} against {self.there.name}"
        found = ((self.promises, "promise"), (self.levels, "level"), (self.kinds, "kind of resource"))
        said = [f"{len(each)} {_plural(noun, len(each))}" for each, noun in found if each]
        return f"{about}: {', '.join(said)} differ" if said else f"{about}: no difference"

    @property
    def code(self) -> int:
        """A difference stops nothing."""
        return 0

    @property
    def remarks(self) -> list[str]:
        """What could not be judged."""
        titles = guarantees.undecided(self.here, self.there)
        return [f"{NOT_JUDGED}: {'; '.join(titles)}"] if titles else []

    def shown(self) -> RenderableType:
        """Promises and levels first, then resources, then money."""
        names = (self.here.name, self.there.name)
        parts: list[RenderableType] = [Text(self.title, "bold")]
        if self.promises:
            parts.append(self._promises())
        if self.levels:
            parts.append(_table("what", *names, rows=((each.what, each.here, each.there) for each in self.levels)))
        if self.kinds:
            rows = ((each.part, each.type, str(each.here), str(each.there)) for each in self.shown_kinds)
            parts.append(_table("part", "resource", *names, rows=rows))
        if self.cost.rows:
            costs = (
                (row.part, row.price, money(row.amount), money(row.other_amount), signed(row.difference))
                for row in self.cost.rows
            )
            parts.append(_table("part", "a month", *names, "difference", rows=costs))
        parts += [Text(line) for line in self.cost.lines()]
        return Group(*parts, *(Text(line, "dim") for line in self.remarks))

    def data(self) -> dict[str, Any]:
        """All of it; `here` is the first stack."""
        return {
            "project": self.here.preview.project,
            "here": {"stack": self.here.name, "cloud": self.here.stack.cloud},
            "there": {"stack": self.there.name, "cloud": self.there.stack.cloud},
            "promises": [asdict(each) for each in self.promises],
            "levels": [asdict(each) for each in self.levels],
            "resources": [asdict(each) for each in self.kinds],
            "cost": self.cost.plain(),
            "not_judged": guarantees.undecided(self.here, self.there),
        }

    def markup(self) -> str:
        """The same tables."""
        return filled("diff.html", found=self, few=FEW, money=money, signed=signed)

    def _promises(self) -> Table:
        table = _table("promise", self.here.name, self.there.name)
        for each in self.promises:
            table.add_row(Text(each.title), *(_said(verdict) for verdict in (each.here, each.there)))
        return table


def _said(verdict: Verdict) -> Text:
    more = len(verdict.reasons) - FEW
    reasons = [*verdict.reasons[:FEW], *([f"and {more} more"] if more > 0 else [])]
    state = Text(verdict.state, STYLES.get(verdict.state, "yellow"))
    return state.append("".join(f"\n{reason}" for reason in reasons), "dim")


def _table(*headings: str, rows: Any = ()) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for heading in headings:
        table.add_column(Text(heading), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _plural(noun: str, number: int) -> str:
    head, *rest = noun.split(" ", 1)
    return noun if number == 1 else " ".join([f"{head}s", *rest])
