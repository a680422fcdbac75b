"""What a stack costs a month: lines by part, and their sum."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from groundwork.cost import price_file
from groundwork.cost.price_file import REMEMBERED, PriceFile
from groundwork.cost.units import Rule
from groundwork.preview import Preview
from groundwork.problem import ProblemError
from groundwork.resources import Snapshot

BILLED = ("aws", "alicloud")
"""Clouds that send bills. A host of one's own costs what it costs."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Money a month, and between which bounds it surely lies."""

    value: float = 0.0
    low: float = 0.0
    high: float = 0.0

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.value + other.value, self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Amount") -> "Amount":
        """A difference, where the prices of both may be wrong each in its own way."""
        return Amount(self.value - other.value, self.low - other.high, self.high - other.low)


@dataclass(frozen=True, slots=True)
class Line:
    """So many of one unit, for one part."""

    part: str
    price: str
    """What it is, the key of its price."""
    quantity: float
    amount: Amount


@dataclass(frozen=True)
class Bill:
    """Everything billed by time, and what use costs besides."""

    currency: str
    dated: str
    region: str
    lines: tuple[Line, ...] = ()
    by_use: Mapping[str, str] = field(default_factory=dict)
    """Resource type that the stack has -> what its use costs."""
    remembered: tuple[str, ...] = ()
    """What of it nobody has looked up: prices, and what the region costs in relation to them."""

    @property
    def total(self) -> Amount:
        """The sum."""
        return sum((line.amount for line in self.lines), Amount())


def bill(snapshot: Snapshot, cloud: str, region: str, prices: PriceFile) -> Bill:
    """What a snapshot's resources cost on a cloud; raises ProblemError for what has no price."""
    rules: Mapping[str, Rule] = import_module(f"groundwork.cost.{cloud}").RULES
    lines: dict[tuple[str, str], float] = {}
    for resource in snapshot.values():
        for units in rules[resource.type](resource, snapshot) if resource.type in rules else ():
            key = (snapshot.part(resource), units.price)
            lines[key] = lines.get(key, 0.0) + units.quantity
    priced = [_line(part, name, quantity, region, prices) for (part, name), quantity in lines.items() if quantity]
    types = dict.fromkeys(resource.type for resource in snapshot.values())
    return Bill(
        currency=prices.currency,
        dated=prices.dated,
        region=region,
        lines=tuple(sorted(priced, key=lambda line: (line.part, -line.amount.value))),
        by_use={type_: prices.by_use[type_] for type_ in types if type_ in prices.by_use},
        remembered=_remembered(priced, region, prices),
    )


def of_stack(preview: Preview, snapshot: Snapshot, prices: Path | None = None) -> Bill | None:
    """The bill before or after an update, by a price file of one's own or Groundwork's; None: no cloud bills it."""
    if preview.cloud not in BILLED:
        return None
    read = price_file.read(prices) if prices else price_file.of_cloud(preview.cloud)
    return bill(snapshot, preview.cloud, preview.region, read)


def _line(part: str, name: str, quantity: float, region: str, prices: PriceFile) -> Line:
    if name not in prices.prices:
        raise ProblemError(
            f"{part}: {name} has no price; add it to a price file of your own and name that with --prices"
        )
    price, there = prices.prices[name], prices.region(region)
    factor, error = (1.0, price.error) if price.everywhere else (there.factor, price.error + there.error)
    value = quantity * price.monthly * factor
    return Line(part, name, quantity, Amount(value, value * (1 - error / 100), value * (1 + error / 100)))


def _remembered(lines: Sequence[Line], region: str, prices: PriceFile) -> tuple[str, ...]:
    used = {line.price: prices.prices[line.price] for line in lines}
    found = sorted(name for name, price in used.items() if price.source == REMEMBERED)
    regional = prices.region(region).source == REMEMBERED and not all(price.everywhere for price in used.values())
    return (*found, *([f"how dear {region} is"] if regional else []))
