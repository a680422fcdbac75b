"""What kind of thing each resource type is: a decision that a person has made once, in types.csv."""

import csv
from functools import cache
from pathlib import Path

STORE = "store"
CLASSES = frozenset({STORE, "compute", "network", "entry", "identity", "key", "secret", "log", "part", "ignored"})
"""A part belongs to another resource and holds nothing itself; what is ignored holds nothing and grants nothing."""


@cache
def classes() -> dict[str, str]:
    """Resource type -> class."""
    with (Path(__file__).parent / "types.csv").open(newline="") as file:
        return {row["type"]: row["class"] for row in csv.DictReader(file)}


@cache
def packages() -> frozenset[str]:
    """The providers whose resource types are classified."""
    return frozenset(name.partition(":")[0] for name in classes())
