"""A bill as rows, alone or beside another one."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from groundwork.cost.bill import Amount, Bill, Line
from groundwork.problem import ProblemError


@dataclass(frozen=True, slots=True)
class Row:
    """One unit of one part: how many and what they cost, here and there."""

    part: str
    price: str
    quantity: float
    amount: float
    """Money a month, rounded to the cent."""
    other_quantity: float = 0.0
    other_amount: float = 0.0

    @property
    def difference(self) -> float:
        """Money a month that it costs more here."""
        return cents(self.amount - self.other_amount)


def rows(bill: Bill, other: Bill | None = None) -> list[Row]:
    """Every line of either bill, by part and then by what it costs; beside another one only where they differ."""
    here, there = (_by_key(each) if each else {} for each in (bill, other))
    found = [_row(key, here.get(key), there.get(key)) for key in {**here, **there}]
    shown = [row for row in found if other is None or row.difference or row.quantity != row.other_quantity]
    return sorted(shown, key=lambda row: (row.part, -max(row.amount, row.other_amount), row.price))


def cents(value: float) -> float:
    """Rounded to the cent, half a cent upwards, of what the price file's decimals give."""
    return float(Decimal(f"{value:.6f}").quantize(Decimal("0.01"), ROUND_HALF_UP))


def money(value: float) -> str:
    """`1,204.50`."""
    return f"{cents(value):,.2f}"


def signed(value: float) -> str:
    """`+12.00`, `-3.50`, `no difference`."""
    rounded = cents(value)
    return f"{rounded:+,.2f}" if rounded else "no difference"


def plain(bill: Bill) -> dict[str, Any]:
    """A bill as JSON has it; `parsed` reads it again."""
    return {
        "currency": bill.currency,
        "dated": bill.dated,
        "region": bill.region,
        "total": _plain_amount(bill.total),
        "lines": [
            {"part": line.part, "price": line.price, "quantity": line.quantity, **_plain_amount(line.amount)}
            for line in bill.lines
        ],
        "by_use": dict(bill.by_use),
        "remembered": list(bill.remembered),
    }


def parsed(content: Mapping[str, Any], name: str) -> Bill:
    """A bill from the JSON of an earlier answer; raises ProblemError for anything else."""
    try:
        lines = tuple(
            Line(
                each["part"],
                each["price"],
                float(each["quantity"]),
                Amount(*(float(each[name]) for name in ("monthly", "low", "high"))),
            )
            for each in content["lines"]
        )
        return Bill(
            content["currency"],
            content["dated"],
            content["region"],
            lines,
            content["by_use"],
            (*content.get("remembered", ()),),
        )
    except (KeyError, TypeError, ValueError):
        raise ProblemError(f"{name} is no answer of `groundwork cost --json`") from None


def _by_key(bill: Bill) -> dict[tuple[str, str], Line]:
    return {(line.part, line.price): line for line in bill.lines}


def _row(key: tuple[str, str], here: Line | None, there: Line | None) -> Row:
    quantity, amount = (here.quantity, here.amount.value) if here else (0.0, 0.0)
    others = (there.quantity, there.amount.value) if there else (0.0, 0.0)
    return Row(*key, quantity, cents(amount), others[0], cents(others[1]))


def _plain_amount(amount: Amount) -> dict[str, float]:
    return {"monthly": cents(amount.value), "low": cents(amount.low), "high": cents(amount.high)}
