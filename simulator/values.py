"""Property values on the wire: unknowns, secrets and whole numbers, to plain Python and back.

The signatures are those of the Pulumi SDKs (pulumi.runtime.rpc).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from google.protobuf.json_format import MessageToDict
from google.protobuf.struct_pb2 import Struct

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""Stands for a value that is not known before it is made."""
SIGNATURE = "4dabf18193072939515e22adb298388d"
ASSETS = ("c44067f5952c0a294b673a41bacd8c17", "0def7320c3a5731c473e5ecbe6d01bc7")
"""Marks of an asset and of an archive."""
SECRET = "1b47061264138c4ac30d75fd1eb44270"

Path = tuple[str | int, ...]
"""Keys and indexes from the root of the properties to a value."""


def plain(struct: Struct) -> tuple[dict[str, Any], set[Path]]:
    """The properties without secret marks and with whole numbers as int, and the paths that were secret."""
    secrets: set[Path] = set()
    value = _open(MessageToDict(struct), (), secrets)
    return value, secrets


def properties(struct: Struct) -> dict[str, Any]:
    """The properties alone."""
    return plain(struct)[0]


def wire(values: Mapping[str, Any], secrets: Iterable[Path] = ()) -> Struct:
    """The struct that holds the values, with the given paths marked secret; a path that leads nowhere is left out."""
    message = Struct()
    message.update(_close(values, (), frozenset(secrets)))
    return message


def is_unknown(value: Any) -> bool:
    """Whether the value, or any part of it, is not known yet."""
    if isinstance(value, str):
        return value == UNKNOWN
    if isinstance(value, Mapping):
        return any(is_unknown(inner) for inner in value.values())
    return isinstance(value, list) and any(is_unknown(inner) for inner in value)


def show(path: Path) -> str:
    """A path as people write it: `ingress[0].fromPort`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else (f".{step}" if text else step)
    return text


def _open(value: Any, path: Path, secrets: set[Path]) -> Any:
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, list):
        return [_open(inner, (*path, index), secrets) for index, inner in enumerate(value)]
    if isinstance(value, dict):
        if value.get(SIGNATURE) == SECRET:
            secrets.add(path)
            return _open(value.get("value"), path, secrets)
        return {key: _open(inner, (*path, key), secrets) for key, inner in value.items()}
    return value


def _close(value: Any, path: Path, secrets: frozenset[Path]) -> Any:
    if isinstance(value, Mapping):
        closed: Any = {key: _close(inner, (*path, key), secrets) for key, inner in value.items() if inner is not None}
    elif isinstance(value, (list, tuple)):
        closed = [_close(inner, (*path, index), secrets) for index, inner in enumerate(value)]
    else:
        closed = value
    return {SIGNATURE: SECRET, "value": closed} if path in secrets and path else closed
