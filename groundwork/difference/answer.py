"""How two stacks differ, as people and machines get it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from groundwork.clouds import NAMES
from groundwork.cost.rows import money, signed
from groundwork.difference import guarantees, levels, makeup
from groundwork.difference.money import Money
from groundwork.difference.side import Side
from groundwork.page import filled
from groundwork.promises.verdict import BROKEN, KEPT, Verdict
from groundwork.terminal import add, table

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
    def between_clouds(self) -> bool:
        """Whether the two stand on different clouds, which have no type of resource and no price in common."""
        return self.here.stack.cloud != self.there.stack.cloud

    @cached_property
    def shown_kinds(self) -> list[makeup.Kind]:
        """Resources as people see them: between clouds, how many each component has."""
        if not self.between_clouds:
            return self.kinds
        return makeup.components(self.here.preview.after, self.there.preview.after)

    @property
    def kind(self) -> str:
        """What `shown_kinds` are told apart by, within a part."""
        return "resources of the component" if self.between_clouds else "resource"

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
        here, there = (self._called(side) for side in (self.here, self.there))
        about = f"{self.here.preview.project}, {here} against {there}"
        found = [(len(self.promises), "promise"), (len(self.levels), "level")]
        if not self.between_clouds:
            found.append((len(self.kinds), "kind of resource"))
        said = [f"{number} {_plural(noun, number)}" for number, noun in found if number]
        none = "neither a promise nor a level differs" if self.between_clouds else "no difference"
        return f"{about}: {', '.join(said)} differ" if said else f"{about}: {none}"

    @property
    def code(self) -> int:
        """A difference stops nothing."""
        return 0

    @property
    def remarks(self) -> list[str]:
        """What could not be judged."""
        titles = guarantees.undecided(self.here, self.there)
        return [f"{NOT_JUDGED}: {'; '.join(titles)}"] if titles else []

    @property
    def apart(self) -> list[str]:
        """What two clouds do not have in common, and what is counted instead."""
        if not self.between_clouds:
            return []
        clouds = " and ".join(NAMES[side.stack.cloud] for side in (self.here, self.there))
        said = (
            f"{clouds} have no type of resource in common: counted are the resources of each component, and more of "
            "them is neither better nor worse; promises and levels say what each stack keeps, and --json names types"
        )
        return [said]

    def shown(self) -> RenderableType:
        """Promises and levels first, then resources, then money."""
        names = (self.here.name, self.there.name)
        parts: list[RenderableType] = [Text(self.title, "bold")]
        if self.promises:
            parts.append(self._promises())
        if self.levels:
            parts.append(_table("what", *names, rows=((each.what, each.here, each.there) for each in self.levels)))
        if self.shown_kinds:
            rows = ((each.part, each.type, str(each.here), str(each.there)) for each in self.shown_kinds)
            parts.append(_table("part", self.kind, *names, rows=rows))
        if self.cost.rows:
            costs = (
                (row.part, row.price, money(row.amount), money(row.other_amount), signed(row.difference))
                for row in self.cost.rows
            )
            parts.append(_table("part", "a month", *names, "difference", rows=costs))
        parts += [Text(line) for line in self.cost.lines()]
        return Group(*parts, *(Text(line, "dim") for line in [*self.remarks, *self.apart]))

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

    def _promises(self) -> RenderableType:
        rows = ((each.title, _said(each.here), _said(each.there)) for each in self.promises)
        return _table("promise", self.here.name, self.there.name, rows=rows)

    def _called(self, side: Side) -> str:
        return f"{side.name} ({NAMES[side.stack.cloud]})" if self.between_clouds else side.name


def _said(verdict: Verdict) -> Text:
    more = len(verdict.reasons) - FEW
    reasons = [*verdict.reasons[:FEW], *([f"and {more} more"] if more > 0 else [])]
    state = Text(verdict.state, STYLES.get(verdict.state, "yellow"))
    return state.append("".join(f"\n{reason}" for reason in reasons), "dim")


def _table(*headings: str, rows: Iterable[Sequence[str | Text]]) -> RenderableType:
    made = table(*headings)
    for row in rows:
        add(made, *row)
    return made


def _plural(noun: str, number: int) -> str:
    head, *rest = noun.split(" ", 1)
    return noun if number == 1 else " ".join([f"{head}s", *rest])
