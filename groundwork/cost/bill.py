"""What a stack costs a month: lines by part, and their sum."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from groundwork.cost import price_file
from groundwork.cost.price_file import PriceFile
from groundwork.cost.units import Rule
from groundwork.preview import Preview
from groundwork.problem import ProblemError
from groundwork.resources import Resource, Snapshot

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
        """A difference: both were priced from one file, so that errors do not add up."""
        low, high = sorted((self.low - other.low, self.high - other.high))
        return Amount(self.value - other.value, low, high)


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

    @property
    def total(self) -> Amount:
        """The sum."""
        return summed(self.lines)

    @property
    def parts(self) -> Mapping[str, Amount]:
        """Part -> its sum, the dearest first."""
        found = {line.part for line in self.lines}
        sums = {part: summed(line for line in self.lines if line.part == part) for part in found}
        return dict(sorted(sums.items(), key=lambda item: (-item[1].value, item[0])))


def summed(lines: Iterable[Line]) -> Amount:
    """All of them together."""
    return sum((line.amount for line in lines), Amount())


def bill(snapshot: Snapshot, cloud: str, region: str, prices: PriceFile) -> Bill:
    """What a snapshot's resources cost on a cloud; raises ProblemError for what has no price."""
    rules: Mapping[str, Rule] = import_module(f"groundwork.cost.{cloud}").RULES
    lines: dict[tuple[str, str], float] = {}
    for resource in snapshot.values():
        for units in rules[resource.type](resource, snapshot) if resource.type in rules else ():
            key = (snapshot.part(resource), units.price)
            lines[key] = lines.get(key, 0.0) + units.quantity
    priced = (_line(part, name, quantity, region, prices) for (part, name), quantity in lines.items() if quantity)
    types = dict.fromkeys(resource.type for resource in snapshot.values())
    return Bill(
        currency=prices.currency,
        dated=prices.dated,
        region=region,
        lines=tuple(sorted(priced, key=lambda line: (line.part, -line.amount.value))),
        by_use={type_: prices.by_use[type_] for type_ in types if type_ in prices.by_use},
    )


def of_stack(preview: Preview, snapshot: Snapshot, prices: Path | None = None) -> Bill | None:
    """The bill before or after an update, by a price file of one's own or Groundwork's; None: no cloud bills it."""
    if preview.cloud not in BILLED:
        return None
    read = price_file.read(prices) if prices else price_file.of_cloud(preview.cloud)
    return bill(snapshot, preview.cloud, preview.region, read)


def unpriced(snapshot: Snapshot, cloud: str, prices: PriceFile) -> list[Resource]:
    """Resources of the cloud about which the price file and the rules say nothing."""
    known = {*import_module(f"groundwork.cost.{cloud}").RULES, *prices.by_use, *prices.free}
    return [each for each in snapshot.values() if each.type.startswith(f"{cloud}:") and each.type not in known]


def _line(part: str, name: str, quantity: float, region: str, prices: PriceFile) -> Line:
    if name not in prices.prices:
        raise ProblemError(
            f"{part}: {name} has no price; add it to a price file of your own and name that with --prices"
        )
    price, there = prices.prices[name], prices.region(region)
    factor, error = (1.0, price.error) if price.everywhere else (there.factor, price.error + there.error)
    value = quantity * price.monthly * factor
    return Line(part, name, quantity, Amount(value, value * (1 - error / 100), value * (1 + error / 100)))
