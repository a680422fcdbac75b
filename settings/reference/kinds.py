"""What a key may hold, in words, from its JSON Schema."""

import json
from collections.abc import Mapping
from typing import Any

from settings import allowed
from settings.environments import DISPOSABLE, TABLE
from settings.reference import sections
from settings.reference.sections import Section

ENVIRONMENTS = ("dev", "staging", "prod")


def kind(node: Mapping[str, Any]) -> str:
    """What a node of a schema allows; other models are named by where they are told."""
    if "$ref" in node:
        return _told(node["$ref"].rsplit("/", 1)[-1])
    if "discriminator" in node:
        return " or ".join(kind(option) for option in node["oneOf"])
    if "anyOf" in node:
        options = [{**option, **_kept(node)} for option in node["anyOf"]]
        return " or ".join("null" if option.get("type") == "null" else kind(option) for option in options)
    if node.get("type") == "array":
        return f"list of {kind(node.get('items', {}))}"
    if node.get("type") == "object":
        return f"name: {kind(_values(node))}" if _values(node) else "mapping"
    return allowed.described(node) if node.get("type") or "enum" in node or "const" in node else "anything"


def default(section: Section, key: str, node: Mapping[str, Any]) -> str:
    """What holds where nothing is said; by preset where that differs."""
    for place in section.places:
        values = TABLE.get(f"{place}.{key}")
        if values:
            return _by_preset(values)
    if key == "disposable":
        return _by_preset([DISPOSABLE[environment] for environment in ENVIRONMENTS])
    if "default" not in node:
        return "required"
    if "$ref" in node:
        return "as there"
    return "" if node["default"] in (None, [], {}) else f"`{json.dumps(node['default'], ensure_ascii=False)}`"


def _by_preset(values: Any) -> str:
    if len(set(values)) == 1:
        return f"`{json.dumps(values[0])}`"
    return ", ".join(
        f"{environment} `{json.dumps(value)}`" for environment, value in zip(ENVIRONMENTS, values, strict=True)
    )


def _kept(node: Mapping[str, Any]) -> dict[str, Any]:
    """What a choice says for all its options."""
    return {key: node[key] for key in ("examples", "default") if node.get(key) is not None}


def _told(model: str) -> str:
    section = sections.of(model)
    if section is None:
        message = f"{model} has no section in settings/reference/sections.py"
        raise ValueError(message)
    return f"[{section.title}](#{sections.anchor(section.title)})"


def _values(node: Mapping[str, Any]) -> dict[str, Any]:
    found = node.get("additionalProperties") or next(iter(node.get("patternProperties", {}).values()), {})
    return found if isinstance(found, dict) else {}
