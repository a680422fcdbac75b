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
    limits: "Limits | None" = None


@dataclass(frozen=True)
class Limits:
    """The figures in a predicate that a configuration may move, and how it reads with others."""

    least: float | None
    most: float | None
    again: Callable[[float | None, float | None], Predicate]
    """Given a new least and a new most; None keeps the figure."""


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


def none_of(*refused: str) -> Predicate:
    """Anything but these texts; absent is accepted."""
    return Predicate(f"neither {' nor '.join(refused)}", lambda value: one_of(*refused).test(value) is not True)


def at_least(minimum: float) -> Predicate:
    """A number not below this one; absent is refused."""
    return Predicate(
        f"{minimum:g} or more",
        lambda value: (found := number(value)) is not None and found >= minimum,
        limits=Limits(minimum, None, lambda least, _: at_least(minimum if least is None else least)),
    )


def between(minimum: float, maximum: float) -> Predicate:
    """A number not below the one and not above the other; absent is refused."""

    def test(value: object) -> bool:
        found = number(value)
        return found is not None and minimum <= found <= maximum

    def again(least: float | None, most: float | None) -> Predicate:
        return between(minimum if least is None else least, maximum if most is None else most)

    return Predicate(f"a number from {minimum:g} to {maximum:g}", test, limits=Limits(minimum, maximum, again))


def absent_or_at_least(minimum: float) -> Predicate:
    """Such a number, or absent, where the cloud's default is good."""
    return _or_absent(at_least(minimum))


def absent_or_at_most(maximum: float) -> Predicate:
    """A number not above this one, or absent, where the cloud's default is good."""
    return _or_absent(
        Predicate(
            f"{maximum:g} or less",
            lambda value: (found := number(value)) is not None and found <= maximum,
            limits=Limits(None, maximum, lambda _, most: absent_or_at_most(maximum if most is None else most)),
        )
    )


def _or_absent(predicate: Predicate) -> Predicate:
    limits = predicate.limits
    if limits is not None and limits.least is not None:
        again = limits.again
        limits = Limits(limits.least, limits.most, lambda least, most: _or_absent(again(least, most)))
    return Predicate(
        predicate.wants, lambda value: value is Marker.MISSING or predicate.test(value), predicate.show, limits
    )


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
