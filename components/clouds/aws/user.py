"""Users of containers, by number."""

from collections.abc import Sequence


def numbers(user: str | None) -> Sequence[str]:
    """`1000` -> user and group 1000; `1000:1001` -> 1000, 1001; nothing for names, which only the image knows."""
    given = str(user or "").split(":")
    return [*given, *given][:2] if all(number.isdigit() for number in given) else []
