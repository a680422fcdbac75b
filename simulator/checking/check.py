"""Checks inputs against the catalogue: names, kinds, values and relations, nested ones too."""

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.catalogue import Property, ResourceType
from simulator.checking.relations import relations
from simulator.checking.scalars import KINDS, scalar_problems
from simulator.values import UNKNOWN, Path, show

Problem = tuple[Path, str]
"""Where, and what is wrong and allowed there."""
INTERNAL = "__"
"""Keys that begin so are the bridge's own notes."""


def check(type_: ResourceType, inputs: Mapping[str, Any]) -> list[str]:
    """Everything wrong with the inputs, one sentence each, beginning with the path."""
    problems = [*object_problems(type_.properties, inputs, ()), *relations(type_.properties, inputs)]
    return [f"{show(path)}: {words}" for path, words in problems]


def object_problems(fields: Mapping[str, Property], values: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    """What is wrong with the properties of one object."""
    for name, value in values.items():
        if name in fields:
            if value is not None and value != UNKNOWN:
                yield from value_problems(fields[name], value, (*path, name))
        elif not name.startswith(INTERNAL):
            yield (*path, name), unknown_name(name, fields)
    for name, rule in fields.items():
        if rule.required and values.get(name) is None:
            yield (*path, name), "a required value is missing"


def unknown_name(name: str, fields: Mapping[str, Property]) -> str:
    """The sentence about a property that does not exist, with the closest that does."""
    close = difflib.get_close_matches(name, fields, 1)
    if close:
        return f"there is no such property; did you mean {close[0]}?"
    return f"there is no such property; known are: {', '.join(sorted(fields)) or 'none'}"


def value_problems(rule: Property, value: Any, path: Path) -> Iterator[Problem]:
    """What is wrong with one value that is given and known."""
    wanted = KINDS.get(rule.kind)
    if wanted and not wanted.fits(value):
        yield path, f"must be {wanted.name}, got {kind_of(value)}"
    elif rule.kind in ("list", "set"):
        yield from elements_problems(rule, value, path)
    elif rule.kind == "map":
        for key, inner in value.items():
            if rule.element and inner is not None and inner != UNKNOWN:
                yield from value_problems(rule.element, inner, (*path, key))
    elif rule.kind == "object":
        yield from object_problems(rule.fields or {}, value, path)
    elif rule.kind != "asset":
        yield from ((path, words) for words in scalar_problems(rule, value))


def elements_problems(rule: Property, values: list[Any], path: Path) -> Iterator[Problem]:
    """What is wrong with a list or set."""
    least, most = rule.items or (None, None)
    if least is not None and len(values) < least:
        yield path, f"must have at least {least} element{'s' if least != 1 else ''}, got {len(values)}"
    if most is not None and len(values) > most:
        yield path, f"must have at most {most} element{'s' if most != 1 else ''}, got {len(values)}"
    for index, inner in enumerate(values):
        if rule.element and inner is not None and inner != UNKNOWN:
            yield from value_problems(rule.element, inner, (*path, index))


def kind_of(value: Any) -> str:
    """What a value is, in the catalogue's words; never the value itself, which may be a secret."""
    for kind in KINDS.values():
        if kind.fits(value):
            return kind.name
    return type(value).__name__
