"""Names that Pulumi makes when none is given: `<logical name>-<7 hex digits>`, as each type wants it."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from simulator.catalogue import Property, ResourceType
from simulator.checking.relations import lookup

MADE = "__defaults"
"""The bridge's own list of the inputs it filled in."""
FIFO = ("fifoQueue", "fifoTopic")
"""Inputs that make a generated name end in `.fifo`."""


Mode = Literal["propose", "enforce", "disable"]
"""What the stack wants: our name or its own, its own only, or none."""


class NameProblem(ValueError):
    """A name that cannot be made; says what to do."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What the engine says about names for one resource."""

    logical_name: str
    seed: bytes = b""
    """Makes the random digits; the same seed gives the same name."""
    proposed: str | None = None
    """The name that the stack's pulumi:autonaming asks for."""
    mode: Mode = "propose"


def give_names(
    type_: ResourceType, inputs: Mapping[str, Any], old: Mapping[str, Any], naming: Naming
) -> dict[str, Any]:
    """The inputs with the names that were left out, and the list of those made; a name once made is kept."""
    named = {key: value for key, value in inputs.items() if key != MADE}
    made = []
    for key, rule in nameable(type_):
        if named.get(key) is not None or any(lookup(other, (key,), inputs, inputs) for other in rule.conflicts):
            continue
        kept = old.get(key) if key in old.get(MADE, ()) else None
        name = kept or make_name(key, rule, inputs, naming)
        if name is not None:
            named[key] = name
            made.append(key)
    return {**named, MADE: made} if made else named


def nameable(type_: ResourceType) -> Iterator[tuple[str, Property]]:
    """The properties that Pulumi names by itself."""
    return ((key, rule) for key, rule in type_.properties.items() if rule.named)


def make_name(key: str, rule: Property, inputs: Mapping[str, Any], naming: Naming) -> str | None:
    """A new name, or None where the stack wants none; raises NameProblem when it would be too long."""
    shape = rule.named or {}
    longest = min(shape["longest"], int(rule.length[1]) if rule.length and rule.length[1] else shape["longest"])
    if naming.mode == "disable":
        return None
    if naming.proposed and naming.mode == "enforce":
        return naming.proposed
    if naming.proposed:
        name = shape.get("prefix", "") + naming.proposed
    else:
        base = naming.logical_name.lower() if shape.get("lower") else naming.logical_name
        digits = "".join(random.Random(naming.seed or None).choices("0123456789abcdef", k=shape["random"]))
        name = shape.get("prefix", "") + base + shape["separator"] * bool(digits) + digits
    if any(inputs.get(flag) is True for flag in FIFO):
        name += ".fifo"
    if len(name) > longest:
        spare = longest - (len(name) - len(naming.logical_name))
        raise NameProblem(
            f"{key}: the name made for it, {name}, is longer than {longest} characters; "
            f"give {key}, or shorten the resource's name to {spare} characters"
        )
    return name
