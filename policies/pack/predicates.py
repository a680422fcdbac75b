"""What a value must be. A predicate judges a value or `MISSING`; an unknown never reaches it, unless inside a list."""

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass

from policies.pack.values import Marker, has_unknown

Verdict = bool | Marker
"""True, False, or `Marker.UNKNOWN` when only the deployment will tell."""


@dataclass(frozen=True)
class Predicate:
    """A test of one value, the words for what it wants, and how a refused value may be shown."""

    wants: str
    test: Callable[[object], Verdict]
    show: Callable[[object], str] | None = None


def equals(expected: bool | str) -> Predicate:
    """Exactly this value; absent is refused."""
    return Predicate(spell(expected), lambda value: type(value) is type(expected) and value == expected)


def differs_from(refused: bool | str) -> Predicate:
    """Anything but this value; absent is accepted."""
    return Predicate(f"anything but {spell(refused)}", lambda value: not equals(refused).test(value))


def is_set() -> Predicate:
    """Present and not empty."""
    return Predicate("a value", lambda value: value is not Marker.MISSING and value not in ("", [], {}))


def is_absent() -> Predicate:
    """Not set, or empty."""
    return Predicate("nothing", lambda value: value is Marker.MISSING or value in ("", [], {}))


def one_of(*allowed: str) -> Predicate:
    """One of these texts; absent is refused."""
    return Predicate(" or ".join(allowed), lambda value: isinstance(value, str) and value in allowed)


def absent_or_one_of(*allowed: str) -> Predicate:
    """One of these texts, or absent, where the cloud's default is good."""
    return Predicate(
        " or ".join(allowed), lambda value: value is Marker.MISSING or one_of(*allowed).test(value) is True
    )


def at_least(minimum: float) -> Predicate:
    """A number not below this one; absent is refused."""
    return Predicate(f"{minimum:g} or more", lambda value: (found := number(value)) is not None and found >= minimum)


def count_at_least(minimum: int) -> Predicate:
    """A list with so many items; unknown items count, for their number is known."""
    return Predicate(f"{minimum} or more entries", lambda value: isinstance(value, list) and len(value) >= minimum)


def contains(expected: str) -> Predicate:
    """A list with this text in it; an unknown entry might be it."""

    def test(value: object) -> Verdict:
        if isinstance(value, list) and expected in value:
            return True
        return Marker.UNKNOWN if has_unknown(value) else False

    return Predicate(f"a list with {expected}", test)


def only(allowed: Collection[str]) -> Predicate:
    """A list of nothing but these texts, and not an empty one."""

    def test(value: object) -> Verdict:
        items = value if isinstance(value, list) else []
        if any(item not in list(allowed) for item in items if item is not Marker.UNKNOWN):
            return False
        return Marker.UNKNOWN if has_unknown(items) else bool(items)

    return Predicate(f"only {' or '.join(sorted(allowed))}", test)


def number(value: object) -> float | None:
    """The value as a finite number, None when it is none; a boolean is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def spell(value: object) -> str:
    """A value as a message may show it: short, on one line, lists and objects only by their size."""
    shown = "another value"
    match value:
        case Marker():
            shown = value.value
        case bool():
            shown = "true" if value else "false"
        case int() | float():
            shown = f"{value:g}"
        case str() if len(value) <= LONGEST_SHOWN and value.isprintable():
            shown = f'"{value}"' if " " in value or not value else value
        case list():
            shown = f"a list of {len(value)}" if value else "an empty list"
        case dict():
            shown = "an object"
    return shown


LONGEST_SHOWN = 100
"""Characters; enough for an ARN, too short for a document."""
