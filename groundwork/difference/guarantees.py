"""Which promises one stack keeps otherwise than the other."""

from collections.abc import Iterator
from dataclasses import dataclass

from groundwork.difference.side import Side
from groundwork.promises import table
from groundwork.promises.verdict import OPEN, Verdict


@dataclass(frozen=True, slots=True)
class Guarantee:
    """One promise, here and there."""

    id: str
    title: str
    here: Verdict
    there: Verdict


def differences(here: Side, there: Side) -> list[Guarantee]:
    """Promises that end differently, in the order of docs/parity.md."""
    return [each for each in _pairs(here, there) if each.here.state != each.there.state]


def undecided(here: Side, there: Side) -> list[str]:
    """Titles of those that are judged on neither side: what an update will know, or a secret."""
    return [each.title for each in _pairs(here, there) if each.here.state == each.there.state == OPEN]


def _pairs(here: Side, there: Side) -> Iterator[Guarantee]:
    for promise in table.PROMISES:
        yield Guarantee(promise.id, promise.title, here.verdicts[promise.id], there.verdicts[promise.id])
