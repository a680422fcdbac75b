"""How long each resource type takes to make, change and remove, in simulated seconds, with the source of each figure.

The rows are in <package>.csv. `when` limits a row to inputs such as `multiAz=true`, `waitForDeployment!=false` or
`deploymentConfiguration.strategy=BLUE_GREEN`, or to updates that change an input (`changes=instanceClass`); with a
space between them all must hold. The first row of a type whose `when` holds, or is empty, counts.
"""

import csv
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Row:
    """The latencies of one type under one condition."""

    when: str
    seconds: Mapping[str, float]
    """create, update, delete and read -> simulated seconds."""
    source: str


@cache
def table(package: str) -> Mapping[str, list[Row]]:
    """The rows of a package, by type."""
    rows: dict[str, list[Row]] = defaultdict(list)
    with (FOLDER / f"{package}.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            seconds = {name: float(line[name]) for name in ("create", "update", "delete")}
            rows[line["type"]].append(Row(line["when"], {**seconds, "read": 0.0}, line["source"]))
    return rows


def seconds(type_: str, operation: str, inputs: Mapping[str, Any], changes: Collection[str] = ()) -> float:
    """The latency of an operation, of an update by the inputs that it changes; LookupError for a type without a row."""
    for row in table(type_.partition(":")[0])[type_]:
        if all(holds(condition, inputs, changes) for condition in row.when.split()):
            return row.seconds[operation]
    raise LookupError(f"{type_} has no latency in simulator/latency/{type_.partition(':')[0]}.csv")


def holds(condition: str, inputs: Mapping[str, Any], changes: Collection[str]) -> bool:
    """Whether one condition holds."""
    name, _, wanted = condition.partition("=")
    if name == "changes":
        return wanted in changes
    found: Any = inputs
    for step in name.removesuffix("!").split("."):
        found = found.get(step, "") if isinstance(found, Mapping) else ""
    alike = str(found).lower() == wanted.lower()
    return not alike if name.endswith("!") else alike
