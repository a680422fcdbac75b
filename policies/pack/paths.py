"""Paths into a resource's properties, and reading along them without ever raising.

`origins[].customOriginConfig.originProtocolPolicy` visits every origin; `policy{}.Statement[]` reads the JSON text in
`policy` and visits its statements. `[]` on something that is no list visits that one thing, as IAM documents allow.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from policies.pack.values import Marker, Secret

EACH = "[]"
JSON = "{}"


@dataclass(frozen=True)
class Reading:
    """What stands at one place: a value, or a `Marker` when there is none to judge."""

    location: str
    value: object
    secret: bool = False
    reached: bool = True
    """Whether this is the end of the path; false where the way there is unknown already."""


def read(properties: dict[str, object], path: str) -> list[Reading]:
    """Everything the path leads to; empty when a `[]` on the way has nothing in it. "" is the resource as a whole."""
    return list(_walk(properties, _steps(path), "", secret=False))


def top_level(location: str) -> str:
    """The property of the resource that a location lies in: `rules[0].prefix` lies in `rules`."""
    return re.split(r"[.\[{]", location, maxsplit=1)[0]


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\[\]|\{\}|[^.\[\]{}]+", path))


def _walk(value: object, steps: tuple[str, ...], location: str, *, secret: bool) -> Iterator[Reading]:
    if isinstance(value, Secret):
        yield from _walk(value.value, steps, location, secret=True)
        return
    if not steps or isinstance(value, Marker):
        nothing_to_visit = value is Marker.MISSING and EACH in steps
        if not nothing_to_visit:
            yield Reading(location, value, secret, reached=not any(step != JSON for step in steps))
        return
    step, rest = steps[0], steps[1:]
    if step == JSON:
        yield from _walk(_parsed(value), rest, location, secret=secret)
    elif step == EACH:
        for label, item in _items(value):
            yield from _walk(item, rest, f"{location}{label}", secret=secret)
    else:
        inner = value.get(step, Marker.MISSING) if isinstance(value, dict) else Marker.MISSING
        yield from _walk(inner, rest, f"{location}.{step}" if location else step, secret=secret)


def _parsed(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return Marker.UNREADABLE


def _items(value: object) -> Iterator[tuple[str, object]]:
    """Each item with what to call it: its own plain name when it has one, else its position."""
    if not isinstance(value, list):
        yield "", value
        return
    for position, item in enumerate(value):
        name = item.get("name") if isinstance(item, dict) else None
        plain = isinstance(name, str) and re.fullmatch(r"[A-Za-z_][\w.-]{0,63}", name)
        yield (f"[{name}]" if plain else f"[{position}]"), item
