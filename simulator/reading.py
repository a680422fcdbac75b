"""Reads a resource back from its cloud, for refresh and import."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.behaviour import Call
from simulator.difference.compare import is_empty
from simulator.lifecycle import Lifecycle


@dataclass(frozen=True, slots=True)
class Found:
    """A resource as its cloud holds it."""

    id: str
    properties: Mapping[str, Any]
    inputs: Mapping[str, Any]
    """The inputs that would make it so."""


def read(lifecycle: Lifecycle, call: Call) -> Found | None:
    """What the cloud holds; None when it is gone. What lives only in the state is answered as the state has it."""
    if not lifecycle.package.stored:
        ages = lifecycle.package.behaviour(call.type.token).ages
        return Found(call.id, {**(call.old or {}), **(ages(call.old or {}) if ages else {})}, call.inputs)
    record = lifecycle.record_of(call)
    if record is None:
        return None
    inputs = drifted(call, record.properties) if call.old else importable(call, record.properties)
    return Found(record.id, record.properties, inputs)


def drifted(call: Call, properties: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs, with the cloud's value wherever that has moved away from the state."""
    old = call.old or {}
    moved = {name: properties.get(name) for name in call.inputs if properties.get(name) != old.get(name)}
    hidden = {name for name in moved if name in call.type.properties and call.type.properties[name].write_only}
    values = {**call.inputs, **{name: value for name, value in moved.items() if name not in hidden}}
    return {name: value for name, value in values.items() if value is not None}


def importable(call: Call, properties: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs of a resource that the stack does not know yet: what the cloud would not answer by itself."""
    return {
        name: properties[name]
        for name, rule in call.type.properties.items()
        if name in properties and not is_empty(properties[name]) and (rule.required or rule.named or not rule.answered)
    }
