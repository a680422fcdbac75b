"""Environment variables, read so that everything wrong with them is told at once and no value ever is."""

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit


class SettingsError(Exception):
    """Variables that are missing or wrong; its text is one sentence that names them."""


class Environment:
    """Variables, and what was found wrong with them; leaving it raises SettingsError if anything was.

    An empty variable counts as a missing one. What is wrong reads as a harmless value until then.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self._problems: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is None and self._problems:
            raise SettingsError(f"Cannot start: {', '.join(self._problems)}.")

    def optional(self, name: str) -> str | None:
        """A text, or None."""
        return self._variables.get(name) or None

    def required(self, name: str) -> str:
        """A text that must be there."""
        value = self.optional(name)
        if value is None:
            self.wrong(name, "is missing")
        return value or ""

    def address(self, name: str, schemes: tuple[str, ...], is_address: Callable[[str], bool] | None = None) -> str:
        """An address that must be there, start with one of the schemes, and be understood by what will use it."""
        value = self.required(name)
        if value and not value.startswith(schemes):
            self.wrong(name, f"must start with {' or '.join(schemes)}")
        elif value and not (is_address or _names_a_host)(value):
            self.wrong(name, "is not a whole address")
        return value

    def endpoint(self, name: str) -> str | None:
        """An HTTP address, or None."""
        return self.address(name, ("https://", "http://")) if self.optional(name) else None

    def secret(self, name: str, shortest: int) -> str:
        """A text that must be there, of at least so many characters."""
        value = self.required(name)
        if value and len(value) < shortest:
            self.wrong(name, f"must have at least {shortest} characters")
        return value

    def number(self, name: str, default: int, allowed: range) -> int:
        """A whole number."""
        value = self.optional(name) or str(default)
        if not (value.isascii() and value.isdigit() and int(value) in allowed):
            self.wrong(name, f"must be a whole number from {allowed[0]} to {allowed[-1]}")
            return default
        return int(value)

    def key_pair(self, identity: str, secret: str) -> tuple[str, str] | None:
        """An access key, or None where both its variables are missing."""
        pair = self.optional(identity), self.optional(secret)
        if pair == (None, None):
            return None
        return self.required(identity), self.required(secret)

    def wrong(self, name: str, problem: str) -> None:
        """Remember what is wrong with a variable; `problem` must not hold its value."""
        self._problems.append(f"{name} {problem}")


def _names_a_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
