"""AWS's regions, their zones and their fixed hosted zones."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from simulator.data import read_yaml

FILE = Path(__file__).parent / "places.yaml"


@cache
def places() -> dict[str, Any]:
    """The facts of places.yaml."""
    return read_yaml(FILE)


def regions() -> dict[str, dict[str, str]]:
    """The regions, by name."""
    return places()["regions"]


def zones(region: str) -> list[str]:
    """The availability zones of a region."""
    return [region + letter for letter in regions()[region]["zones"]]


def zone_ids(region: str) -> list[str]:
    """The ids of a region's zones, such as euc1-az1."""
    continent, *direction, number = region.split("-")
    short = "".join(direction[-1].replace("north", "n").replace("south", "s").replace("east", "e").replace("west", "w"))
    short = short.replace("central", "c")
    return [f"{continent}{short}{number}-az{index}" for index in range(1, len(regions()[region]["zones"]) + 1)]


def hosted_zone(region: str, of: str) -> str:
    """The hosted zone of a region's load balancers or buckets; where the facts have none, one made from the name."""
    known = regions().get(region, {}).get(of)
    return known or "Z" + hashlib.sha256(f"{region} {of}".encode()).hexdigest()[:13].upper()


def owned_by_aws() -> frozenset[str]:
    """Ids and ARNs of things that AWS keeps for everybody."""
    return frozenset(value for values in places()["owned_by_aws"].values() for value in values)


def prefix_lists(region: str) -> dict[str, str]:
    """AWS's own prefix lists in a region: name -> id. The ids are made from the names; real ones differ by region."""
    names = [name.format(region=region) for name in places()["prefix_lists"]]
    return {name: f"pl-{hashlib.sha256(f'{region} {name}'.encode()).hexdigest()[:8]}" for name in names}
