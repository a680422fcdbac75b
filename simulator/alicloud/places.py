"""Alibaba Cloud's regions and their zones."""

from functools import cache
from pathlib import Path
from typing import Any

from simulator.data import read_yaml

FILE = Path(__file__).parent / "places.yaml"


@cache
def places() -> dict[str, Any]:
    """The facts of places.yaml."""
    return read_yaml(FILE)


def regions() -> list[str]:
    """The names of the regions."""
    return list(places()["regions"])


def zones(region: str) -> list[str]:
    """The zones of a region; none for a region that does not exist."""
    joint = "" if region[-1:].isdigit() else "-"
    return [f"{region}{joint}{letter}" for letter in places()["regions"].get(region, "")]
