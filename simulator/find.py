"""Finds the things that a call names."""

from typing import Any

from simulator.behaviour import Call
from simulator.cloud import Record


def by_id(call: Call, type_: str, id_: Any) -> Record | None:
    """The thing of that id in the call's region."""
    return call.cloud.get(type_, call.region, str(id_)) if id_ else None


def by(call: Call, type_: str, region: str | None = None, **properties: Any) -> Record | None:
    """The first thing with those properties, in any region unless one is named."""
    return next(iter(call.cloud.find(type_, region, **properties)), None)
