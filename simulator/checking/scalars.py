"""Checks of single values: kinds, allowed values, bounds, lengths, patterns, formats."""

import ipaddress
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from simulator.catalogue import Property
from simulator.checking.formats import FORMATS
from simulator.values import ASSETS, SIGNATURE

SHOWN = 60
"""Longest value, in characters, that a message repeats."""
FEW = 24
"""Most allowed values that a message lists."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value."""

    name: str
    fits: Callable[[Any], bool]


KINDS = {
    "bool": Kind("true or false", lambda value: isinstance(value, bool)),
    "int": Kind("a whole number", lambda value: isinstance(value, int) and not isinstance(value, bool)),
    "float": Kind("a number", lambda value: isinstance(value, (int, float)) and not isinstance(value, bool)),
    "string": Kind("a string", lambda value: isinstance(value, str)),
    "list": Kind("a list", lambda value: isinstance(value, list)),
    "set": Kind("a list", lambda value: isinstance(value, list)),
    "map": Kind("a map", lambda value: isinstance(value, dict)),
    "asset": Kind("an asset", lambda value: isinstance(value, dict) and value.get(SIGNATURE) in ASSETS),
    "object": Kind("an object", lambda value: isinstance(value, dict)),
}


def scalar_problems(rule: Property, value: Any) -> Iterator[str]:
    """What is wrong with a string, number or truth value."""
    shown = show_value(rule, value)
    if rule.allowed and not is_allowed(rule, value):
        choices = ", ".join(str(choice) for choice in rule.allowed[:FEW])
        yield f"must be one of {choices}{' and others' if len(rule.allowed) > FEW else ''}; got {shown}"
    if rule.length and not within(rule.length, len(value)):
        yield f"must have {span(rule.length)} characters; got {len(value)}"
    if rule.bounds:
        number = as_number(value)
        if number is None or not within(rule.bounds, number):
            yield f"must be {span(rule.bounds)}; got {shown}"
    if rule.pattern and not rule.pattern.search(value):
        yield f"must match {rule.pattern.pattern}; got {shown}"
    if rule.not_pattern and rule.not_pattern.search(value):
        yield f"must not match {rule.not_pattern.pattern}; got {shown}"
    if rule.format and value != "" and (wanted := FORMATS[rule.format](value)):
        yield f"must be {wanted}; got {shown}"
    elif (
        rule.prefix_length
        and value
        and not within(rule.prefix_length, ipaddress.ip_network(value, strict=False).prefixlen)
    ):
        yield f"must have a prefix of {span(rule.prefix_length)} bits; got {shown}"


def is_allowed(rule: Property, value: Any) -> bool:
    """Whether a value is among the allowed ones."""
    if rule.any_case and isinstance(value, str):
        return value.lower() in {str(choice).lower() for choice in rule.allowed}
    return value in rule.allowed or (value == "" and not rule.required)


def within(bounds: tuple[float | None, float | None], number: float) -> bool:
    """Whether a number lies between two ends, either of which may be open."""
    low, high = bounds
    return (low is None or number >= low) and (high is None or number <= high)


def span(bounds: tuple[float | None, float | None]) -> str:
    """An interval in words."""
    low, high = bounds
    if low is None:
        return f"at most {high}"
    return f"at least {low}" if high is None else f"{low} to {high}"


def as_number(value: Any) -> float | None:
    """A number, also when it is held as text; None when it is none."""
    try:
        return float(value)
    except ValueError:
        return None


def show_value(rule: Property, value: Any) -> str:
    """The value for a message; a secret one is never shown."""
    if rule.secret or rule.write_only:
        return "a secret value"
    text = f"'{value}'" if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…'"
