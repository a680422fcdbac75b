"""Which parts of a resource's properties the engine must treat as secret."""

from collections.abc import Iterable, Mapping
from typing import Any

from simulator.catalogue import Property, ResourceType
from simulator.values import Path


def secret_paths(type_: ResourceType, values: Mapping[str, Any], given: Iterable[Path] = ()) -> set[Path]:
    """The secret places: those that came as secrets, those the catalogue names, and the secret outputs."""
    found = {path for path in given if path and path[0] in values}
    found |= {(name,) for name in type_.secret_outputs if values.get(name) is not None}
    for name, rule in type_.properties.items():
        found |= set(inside(rule, values.get(name), (name,)))
    return found


def inside(rule: Property, value: Any, path: Path) -> Iterable[Path]:
    """The secret places within one value."""
    if value is None:
        return
    if rule.secret:
        yield path
    elif rule.fields and isinstance(value, dict):
        for name, inner in rule.fields.items():
            yield from inside(inner, value.get(name), (*path, name))
    elif rule.element and rule.element.fields and isinstance(value, list):
        for index, inner in enumerate(value):
            yield from inside(rule.element, inner, (*path, index))
