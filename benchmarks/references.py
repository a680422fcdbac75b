"""Turns values in a stack's state back into the outputs they came from."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.catalogue.sdk import resource_class

MARK = "4dabf18193072939515e22adb298388d"
"""The key by which the state marks an object as secret (Pulumi's own constant)."""

SHORTEST = 4
"""Outputs shorter than this many characters are not looked for inside other text."""


@dataclass(frozen=True)
class Reference:
    """A text value in the state and the Python expression that yields it."""

    value: str
    code: str


def plain(value: Any) -> Any:
    """Return a value of the state without its secret marks."""
    if isinstance(value, Mapping):
        return plain(unsealed(value)) if MARK in value else {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def unsealed(secret: Mapping[str, Any]) -> Any:
    """Return what a secret of a state exported with `--show-secrets` holds."""
    return json.loads(secret["plaintext"])


def referable(resource: Mapping[str, Any], name: str) -> list[Reference]:
    """Return the text outputs of a resource, its id included."""
    sdk = resource_class(resource["type"])
    found = [Reference(resource["id"], f"{name}.id")]
    for key, value in plain(resource.get("outputs", {})).items():
        attribute = re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", key).lower()
        if (
            isinstance(value, str)
            and len(value) >= SHORTEST
            and hasattr(sdk, attribute)
            and not deprecated(sdk, attribute)
        ):
            found.append(Reference(value, f"{name}.{attribute}"))
    return found


def deprecated(sdk: type[Any], attribute: str) -> bool:
    """Return whether reading an output warns: another one has taken its place."""
    getter = getattr(sdk, attribute).fget
    return hasattr(getter, "_pulumi_deprecated_callable")


def expression(value: Any, references: Sequence[Reference]) -> str:
    """Return Python source for a value of the state, outputs of other resources put back in."""
    if isinstance(value, Mapping):
        if MARK in value:
            return sealed(unsealed(value), references)
        return "{" + ", ".join(f"{key!r}: {expression(item, references)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(expression(item, references) for item in value) + "]"
    return text(value, references) if isinstance(value, str) else repr(value)


def sealed(value: Any, references: Sequence[Reference]) -> str:
    """Return source for a secret, other outputs put back in; not all of them are secret, so the whole is marked."""
    return f"pulumi.Output.secret({expression(value, references)})"


def text(value: str, references: Sequence[Reference]) -> str:
    """Return source for a text in which outputs of other resources may occur."""
    for reference in references:
        before, found, after = value.partition(reference.value)
        if not found:
            continue
        if not before and not after:
            return reference.code
        pieces = [text(piece, references) for piece in (before,) if piece] + [reference.code]
        pieces += [text(piece, references) for piece in (after,) if piece]
        return f"pulumi.Output.concat({', '.join(pieces)})"
    return repr(value)
