"""What two stacks cost, side by side."""

from dataclasses import dataclass
from typing import Any

from groundwork.cost.bill import Bill
from groundwork.cost.rows import Row, cents, money, plain, rows, signed
from groundwork.difference.side import Side

UNBILLED = "a host of your own, which its provider bills"


@dataclass(frozen=True)
class Money:
    """Two bills."""

    here: Side
    there: Side

    @property
    def comparable(self) -> bool:
        """Whether line can be held against line: both are of one cloud."""
        return None not in (self.here.bill, self.there.bill) and self.here.stack.cloud == self.there.stack.cloud

    @property
    def rows(self) -> list[Row]:
        """Lines that differ; none between clouds, which have no line in common."""
        return rows(self.here.bill, self.there.bill) if self.comparable and self.here.bill else []

    def lines(self) -> list[str]:
        """Both sums, and how the first differs where both are of one currency."""
        said = [f"{side.name}: {_sum(side.bill)}" for side in (self.here, self.there)]
        if self.difference is not None:
            said.append(f"{self.here.name} against {self.there.name}: {signed(self.difference)}{self._unsure}")
        return said

    @property
    def _unsure(self) -> str:
        """Between two price files, how far off the difference may be; within one their errors are the same."""
        if self.comparable or self.here.bill is None or self.there.bill is None:
            return ""
        amount = self.here.bill.total - self.there.bill.total
        return f", by the errors of both clouds' prices between {signed(amount.low)} and {signed(amount.high)}"

    @property
    def difference(self) -> float | None:
        """Money a month that the first costs more; None where the sums cannot be held against each other."""
        ours, theirs = self.here.bill, self.there.bill
        if ours is None or theirs is None or ours.currency != theirs.currency:
            return None
        return cents(sum(row.difference for row in rows(ours, theirs)))

    def plain(self) -> dict[str, Any]:
        """As JSON has it; None for a side that no cloud bills."""
        return {
            "here": plain(self.here.bill) if self.here.bill else None,
            "there": plain(self.there.bill) if self.there.bill else None,
            "difference": self.difference,
        }


def _sum(bill: Bill | None) -> str:
    return UNBILLED if bill is None else f"{money(bill.total.value)} {bill.currency} a month"
