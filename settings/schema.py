"""Writes app.schema.json, by which an editor completes app.yaml: `python -m settings.schema`."""

import json
from pathlib import Path
from typing import Any

from settings.application import Application

FILE = Path(__file__).parent.parent / "app.schema.json"


def text() -> str:
    """The JSON Schema of app.yaml, as the file holds it."""
    schema = _tidy(Application.model_json_schema())
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _tidy(node: Any, *, named: bool = False) -> Any:
    """Without generated titles; where names follow a pattern, other names are refused."""
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    tidy = {
        key: _tidy(value, named=key in {"properties", "$defs"})
        for key, value in node.items()
        if named or key not in {"title", "discriminator"}
    }
    return tidy | {"additionalProperties": False} if not named and "patternProperties" in tidy else tidy


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
