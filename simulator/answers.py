"""What a cloud answers when something is made: ids, ARNs, addresses, from templates in simulator/<package>/answers/.

A template is text with {property} for what is already known and {hex:17} and the like for fresh random characters.
Anything that is not text is answered as it stands. The rows are filled in order, so a later one may use an earlier one.
The row `key` is no output: see Lifecycle.key.
"""

import random
import re
import string
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from simulator.data import read_yaml

FIELD = re.compile(r"\{(\w+)(?::(\d+))?\}")
ALPHABETS = {
    "hex": "0123456789abcdef",
    "digits": string.digits,
    "capitals": string.ascii_uppercase + string.digits,
    "base32": string.ascii_uppercase + "234567",
    "letters": string.ascii_letters,
    "lower": string.ascii_lowercase + string.digits,
    "any": string.ascii_letters + string.digits,
}
"""Kinds of random characters a template may ask for."""
EMPTY_OUTPUTS: dict[str, Any] = {"string": "", "bool": False, "int": 0, "float": 0, "list": [], "map": {}, "object": {}}
"""What an output holds that no template and no code answers."""


class Answers:
    """The templates of one package."""

    def __init__(self, *files: Path) -> None:
        """Reads the files; each maps a type's token to its rows."""
        self.rows: dict[str, dict[str, Any]] = {}
        for file in files:
            self.rows |= read_yaml(file)

    def fill(self, token: str, known: Mapping[str, Any]) -> dict[str, Any]:
        """The answers of a type that are not known yet; the templates may use what is."""
        filled: dict[str, Any] = {}
        for name, template in self.rows.get(token, {}).items():
            if name != "key" and known.get(name) is None:
                filled[name] = fill_template(template, {**known, **filled})
        return filled


def fill_template(template: Any, known: Mapping[str, Any]) -> Any:
    """The value of a template; raises KeyError for a name that is not known."""
    if isinstance(template, list):
        return [fill_template(inner, known) for inner in template]
    if isinstance(template, Mapping):
        return {name: fill_template(inner, known) for name, inner in template.items()}
    if not isinstance(template, str):
        return template
    return FIELD.sub(lambda found: field(found[1], found[2], known), template)


def field(name: str, count: str | None, known: Mapping[str, Any]) -> str:
    """The text for one {name} or {name:count}."""
    if count:
        return "".join(random.choices(ALPHABETS[name], k=int(count)))
    if name == "uuid":
        return str(uuid.uuid4())
    if name == "now":
        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    value = known.get(name)
    return str(value if value is not None else "")
