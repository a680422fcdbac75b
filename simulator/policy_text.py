"""Reads policy documents, whose outer form every cloud shares."""

import json
from typing import Any


def as_list(value: Any) -> list[Any]:
    """A list, also of what stands alone."""
    return value if isinstance(value, list) else [] if value is None else [value]


def statements(text: Any) -> list[dict[str, Any]]:
    """The statements of a document; none when it cannot be read."""
    try:
        document = json.loads(text)
    except (TypeError, ValueError):
        return []
    found = as_list(document.get("Statement")) if isinstance(document, dict) else []
    return [statement for statement in found if isinstance(statement, dict)]
