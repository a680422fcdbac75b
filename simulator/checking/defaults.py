"""Fills in what the provider itself adds before anything else sees the inputs."""

from collections.abc import Mapping
from typing import Any

from simulator.catalogue import Property
from simulator.checking.relations import lookup


def fill(
    fields: Mapping[str, Property], values: Mapping[str, Any], root: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The values with the provider's defaults, nested ones too; a default never causes a conflict."""
    root = values if root is None else root
    filled: dict[str, Any] = {name: _inside(fields.get(name), value, root) for name, value in values.items()}
    for name, rule in fields.items():
        if rule.default is not None and filled.get(name) is None and not _excluded(name, fields, values, root):
            filled[name] = rule.default
    return filled


def _excluded(name: str, fields: Mapping[str, Property], values: Mapping[str, Any], root: Mapping[str, Any]) -> bool:
    """Whether a property cannot be given: it excludes one that is, or one that is excludes it."""
    own = fields[name].conflicts
    others = (fields[given].conflicts for given, value in values.items() if given in fields and value is not None)
    return any(lookup(other, (name,), values, root) is not None for other in own) or any(
        name in conflicts for conflicts in others
    )


def _inside(rule: Property | None, value: Any, root: Mapping[str, Any]) -> Any:
    if rule is None:
        return value
    if rule.fields and isinstance(value, dict):
        return fill(rule.fields, value, root)
    if rule.element and rule.element.fields:
        if isinstance(value, list):
            return [_inside(rule.element, inner, root) for inner in value]
        if isinstance(value, dict):
            return {key: _inside(rule.element, inner, root) for key, inner in value.items()}
    return value
