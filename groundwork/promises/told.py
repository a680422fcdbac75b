"""Inputs of a preview: some values only the update will know, and secrets nobody reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, SupportsIndex

from groundwork.resources import UNKNOWN

NOT_YET, SECRET = "not known yet", "a secret"
REDACTED = "[secret]"
"""What `pulumi preview --json` prints for a secret."""
SIGNATURE, OF_SECRET = "4dabf18193072939515e22adb298388d", "1b47061264138c4ac30d75fd1eb44270"
"""Key and value that mark a secret in a state (sdk/go/common/resource/sig/sig.go)."""


class HiddenError(Exception):
    """Somebody read a value that is not known yet, or is a secret; which of them is its text."""


@dataclass(frozen=True)
class _Hidden:
    why: str


class ToldMap(Mapping[str, Any]):
    """A mapping whose hidden values raise `HiddenError` when they are read; that they are there can be asked."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        """Keep values that are told already."""
        self._values = values

    def __getitem__(self, key: str) -> Any:
        return _seen(self._values[key])

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


class ToldList(list[Any]):
    """A list that gives what is known first, and raises `HiddenError` when that was not enough."""

    def __getitem__(self, index: SupportsIndex | slice) -> Any:
        return _seen(super().__getitem__(index))

    def __iter__(self) -> Iterator[Any]:
        values = list(super().__iter__())
        yield from (value for value in values if not isinstance(value, _Hidden))
        for value in values:
            _seen(value)

    def __contains__(self, wanted: object) -> bool:
        return any(value == wanted for value in self)

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, list) else False

    __hash__ = None


def told(value: Any) -> Any:
    """The same value, in which whatever is hidden raises `HiddenError` when it is read."""
    if isinstance(value, str) and UNKNOWN in value:
        return _Hidden(NOT_YET)
    if value == REDACTED or (isinstance(value, Mapping) and value.get(SIGNATURE) == OF_SECRET):
        return _Hidden(SECRET)
    if isinstance(value, Mapping):
        return ToldMap({key: told(each) for key, each in value.items()})
    return ToldList(told(each) for each in value) if isinstance(value, list) else value


def _seen(value: Any) -> Any:
    if isinstance(value, _Hidden):
        raise HiddenError(value.why)
    return value
