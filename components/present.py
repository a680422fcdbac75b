"""What an earlier component must have made."""

from typing import TypeVar

T = TypeVar("T")


def present(value: T | None, what: str) -> T:
    """Return a value that must be there; ValueError says what is missing."""
    if value is None:
        raise ValueError(f"{what} is missing: the component that makes it was not asked to")
    return value
