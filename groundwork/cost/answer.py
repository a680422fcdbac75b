"""What a stack costs, as people and machines get it; alone, or beside something else."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from groundwork.cost.bill import Bill, of_stack
from groundwork.cost.rows import Row, cents, money, plain, rows, signed
from groundwork.page import filled
from groundwork.preview import Preview
from groundwork.problem import ProblemError
from groundwork.terminal import add, table

NOT_BILLED = "one host of your own; what it costs, its provider bills"


@dataclass(frozen=True)
class Cost:
    """A stack's bill, and the one that it is held against."""

    about: str
    """`cto-new, prod`."""
    bill: Bill | None
    """None on a host of one's own."""
    against: Bill | None = None
    """None also for what no cloud bills."""
    other: str = ""
    """What it is held against: `what runs now`, `staging`, `main.json`; empty: nothing."""

    def __post_init__(self) -> None:
        """Refuse to hold money of two currencies against each other."""
        if self.bill and self.against and self.bill.currency != self.against.currency:
            raise ProblemError(
                f"{self.about} is billed in {self.bill.currency} and {self.other} in {self.against.currency}: "
                "one cannot be held against the other"
            )

    @classmethod
    def of_update(cls, preview: Preview, prices: Path | None = None) -> "Cost":
        """What a stack costs after the update, against what it costs now; raises ProblemError."""
        before, after = (of_stack(preview, each, prices) for each in (preview.before, preview.after))
        return cls(f"{preview.project}, {preview.stack}", after, before, "what runs now")

    @property
    def title(self) -> str:
        """The sum, and how it differs."""
        if self.bill is None:
            return f"{self.about}: {NOT_BILLED}"
        total = f"{self.about}: {money(self.bill.total.value)} {self.bill.currency} a month"
        if self.against:
            return f"{total}, {signed(self.difference)} against {self.other}"
        return f"{total}; {self.other} is {NOT_BILLED}" if self.other else total

    @property
    def code(self) -> int:
        """Money stops no pipeline; a budget does."""
        return 0

    @cached_property
    def rows(self) -> list[Row]:
        """Lines, by part."""
        return rows(self.bill, self.against) if self.bill else []

    @property
    def difference(self) -> float:
        """Money a month that it costs more than the other, to the cent: the sum of the rows."""
        return cents(sum(row.difference for row in self.rows)) if self.against else 0.0

    def shown(self) -> RenderableType:
        """A line for each unit of each part, then how sure the sum is and what use costs."""
        if self.bill is None:
            return Text(self.title, "bold")
        numbers = ("how many", "a month", *((self.other, "difference") if self.against else ()))
        lines = table("part", "what", *numbers, numbers=numbers)
        for row in self.rows:
            beside = (money(row.other_amount), signed(row.difference)) if self.against else ()
            add(lines, row.part, row.price, f"{row.quantity:g}", money(row.amount), *beside)
        return Group(Text(self.title, "bold"), lines, *(Text(line, "dim") for line in self.remarks))

    @property
    def remarks(self) -> list[str]:
        """How sure the sum is, and what use costs."""
        if self.bill is None:
            return []
        total = self.bill.total
        sure = f"by the errors of its prices between {money(total.low)} and {money(total.high)}"
        where = f", region {self.bill.region}" if self.bill.region else ""
        unsure = [f"remembered, to be looked up: {', '.join(self.bill.remembered)}"] if self.bill.remembered else []
        used = [f"by use: {type_.rpartition(':')[2]}, {what}" for type_, what in self.bill.by_use.items()]
        return [f"{sure}; the newest of them is of {self.bill.dated}{where}, before tax", *unsure, *used]

    def data(self) -> dict[str, Any]:
        """The bill; beside another one, that and the difference."""
        if self.bill is None:
            return {"about": self.about, "billed": False}
        beside = (
            {"against": plain(self.against), "other": self.other, "difference": self.difference} if self.against else {}
        )
        return {"about": self.about, "billed": True, **plain(self.bill), **beside}

    def markup(self) -> str:
        """The same table."""
        return filled(
            "cost.html",
            rows=self.rows,
            other=self.other if self.against else "",
            remarks=self.remarks,
            money=money,
            signed=signed,
        )
