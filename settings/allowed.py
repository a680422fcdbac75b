"""What a model allows at a place, in words: read from its JSON Schema."""

import json
from collections.abc import Mapping
from typing import Any

from settings.place import Place
from settings.problems import shown

NAMES = {
    r"^[A-Za-z_][A-Za-z0-9_]*$": "a name of letters, digits and _, not starting with a digit",
    r"^[a-z]([a-z0-9-]{0,13}[a-z0-9])?$": "1 to 15 lower-case letters, digits and -, starting with a letter",
    r"^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$": "1 to 20 lower-case letters, digits and -, starting with a letter",
}
"""Patterns of names, in words; other patterns are told by an example."""

_TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "a mapping",
    "string": "text",
}


def node(schema: Mapping[str, Any], place: Place, data: Any) -> dict[str, Any]:
    """The part of a JSON Schema that rules a place of `data`; empty where the schema knows nothing of it."""
    current = _resolved(schema, schema, data)
    for step in place:
        data = _child(data, step)
        current = _resolved(schema, _below(current, step), data)
    return current


def described(current: Mapping[str, Any]) -> str:
    """What a schema node allows: `a whole number from 1 to 65535`, `"14" or "15"`."""
    values = current.get("enum") or ([current["const"]] if "const" in current else None)
    if values:
        return ", ".join(json.dumps(value) for value in values)
    if "anyOf" in current:
        return " or ".join(described(option) for option in current["anyOf"])
    pattern = current.get("pattern")
    if pattern in NAMES:
        return NAMES[pattern]
    text = _TYPES.get(current.get("type", ""), "another value")
    if pattern:
        example = next(iter(current.get("examples", [])), current.get("default"))
        return f"text like {shown(example)}" if example else f"text that matches {pattern}"
    return f"{text}{_limits(current)}"


def keys(current: Mapping[str, Any]) -> list[str]:
    """The keys that a mapping may have."""
    return list(current.get("properties", {}))


def _limits(current: Mapping[str, Any]) -> str:
    low, high = current.get("minimum"), current.get("maximum")
    above = current.get("exclusiveMinimum")
    if low is not None and high is not None:
        return f" from {low} to {high}"
    if above is not None:
        return f" above {above}" + (f", up to {high}" if high is not None else "")
    if low is not None:
        return f" from {low} up"
    if current.get("minItems") or current.get("minLength"):
        return ", not empty"
    return ""


def _below(current: Mapping[str, Any], step: str | int) -> dict[str, Any]:
    if isinstance(step, int):
        return current.get("items", {})
    kinds = current.get("kinds", {})
    if step == kinds.get("propertyName"):
        return {"enum": list(kinds["mapping"])}
    properties = current.get("properties", {})
    if step in properties:
        return properties[step]
    by_name = current.get("additionalProperties") or next(iter(current.get("patternProperties", {}).values()), {})
    return by_name if isinstance(by_name, dict) else {}


def _resolved(schema: Mapping[str, Any], current: Mapping[str, Any], data: Any) -> dict[str, Any]:
    """Follow references, and where there are several shapes choose the one that the data has."""
    if "$ref" in current:
        target = schema["$defs"][current["$ref"].rsplit("/", 1)[-1]]
        return _resolved(schema, {**target, **{key: value for key, value in current.items() if key != "$ref"}}, data)
    if "discriminator" in current:
        choice = data.get(current["discriminator"]["propertyName"]) if isinstance(data, dict) else None
        target = current["discriminator"]["mapping"].get(choice) if isinstance(choice, str) else None
        return (
            _resolved(schema, {"$ref": target}, data)
            if target
            else {"type": "object", "kinds": current["discriminator"]}
        )
    if "anyOf" in current:
        options = [_resolved(schema, option, data) for option in current["anyOf"] if option.get("type") != "null"]
        fitting = [option for option in options if option.get("type") == _kind(data)]
        rest = {key: value for key, value in current.items() if key != "anyOf"}
        if len(options) == 1 or len(fitting) == 1:
            return {**rest, **(fitting or options)[0]}
        return {**rest, "anyOf": options}
    return dict(current)


def _kind(data: Any) -> str:
    return {dict: "object", list: "array", str: "string"}.get(type(data), "")


def _child(data: Any, step: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None
