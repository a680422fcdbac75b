"""Places of routing rules in their order: told from the rule itself, so that a new rule moves no other."""

from collections.abc import Iterable
from hashlib import sha256
from itertools import count

from components.gateway.contract import FIRST

HIGHEST = 9_998
"""The last place for a route on every cloud: AWS has 50,000, Alibaba Cloud 10,000, whose last two the entry needs."""

DEEPEST = 9
"""Paths with more segments than this share one band."""

WIDTH = HIGHEST // (2 * (DEEPEST + 1))
"""Places in a band: a band for each depth of path, with a host and without."""

Key = tuple[str | None, str]
"""Host, or None for every host, and path prefix."""


def assign(keys: Iterable[Key]) -> dict[Key, int]:
    """Rule -> its place, 1 first: rules of one host before those of every host, deeper paths before shallower ones.

    Within a band the place is a digest of the rule; of two that meet, the later in the alphabet moves on by one. The
    entry's own place stays free.
    """
    taken: dict[int, Key] = {}
    for key in sorted(set(keys), key=lambda key: (key[0] or "", key[1])):
        start = _band(key) * WIDTH
        offset = int.from_bytes(sha256(repr(key).encode()).digest()) % WIDTH
        while start + offset + 1 in taken or start + offset + 1 == FIRST:
            offset = (offset + 1) % WIDTH
        taken[start + offset + 1] = key
    return {key: place for place, key in taken.items()}


def following(places: dict[Key, int], keys: Iterable[Key], more: Iterable[int] = ()) -> dict[Key, int]:
    """Rule -> the first free place after its own, for a second rule of the same host and path; no other rule moves.

    `more` are places that are taken as well.
    """
    taken = {*places.values(), *more}
    found: dict[Key, int] = {}
    for key in sorted(keys, key=places.__getitem__):
        found[key] = next(place for place in count(places[key] + 1) if place not in taken)
        taken.add(found[key])
    return found


def _band(key: Key) -> int:
    host, path = key
    depth = min(len([segment for segment in path.split("/") if segment]), DEEPEST)
    return (0 if host else DEEPEST + 1) + DEEPEST - depth
