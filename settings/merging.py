"""Lays settings over one another: preset under app.yaml under the stack's overrides."""

from collections.abc import Iterator, Mapping
from typing import Any

from settings.place import Place

BY_NAME = frozenset({"buckets", "services", "workers", "jobs", "frontends", "routes", "variables"})
"""Sections whose keys are names that a person chose."""


def merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Both, where `over` wins; mappings are merged, lists and plain values replaced."""
    result = dict(under)
    for key, value in over.items():
        below = result.get(key)
        result[key] = merged(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
    return result


def overridden(app: Mapping[str, Any], overrides: Mapping[str, Any]) -> dict[str, Any]:
    """`app.yaml` with a stack's overrides; `null` there takes a section, a part, a route or a variable away."""
    return _without_removed(merged(app, overrides), overrides, ())


def removals(overrides: Mapping[str, Any], place: Place = ()) -> Iterator[Place]:
    """Places that the overrides take away."""
    for key, value in overrides.items():
        here = (*place, key)
        if value is None and _removable(here):
            yield here
        elif isinstance(value, Mapping):
            yield from removals(value, here)


def _without_removed(content: Mapping[str, Any], overrides: Mapping[str, Any], place: Place) -> dict[str, Any]:
    kept = {}
    for key, value in content.items():
        here = (*place, key)
        change = overrides.get(key)
        if key in overrides and change is None and _removable(here):
            continue
        nested = isinstance(change, Mapping) and isinstance(value, Mapping)
        kept[key] = _without_removed(value, change, here) if nested else value
    return kept


def _removable(place: Place) -> bool:
    return len(place) == 1 or place[-2] == "variables" or (len(place) == 2 and place[0] in BY_NAME)
