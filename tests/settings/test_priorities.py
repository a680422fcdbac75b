"""Places of routing rules."""

from hashlib import sha256
from itertools import count

import pytest

from settings.derive import priorities
from settings.derive.priorities import HIGHEST, WIDTH, Key, assign

MANY = [(None, f"/part-{number}") for number in range(400)]


def _digest(key: Key) -> int:
    return int.from_bytes(sha256(repr(key).encode()).digest()) % WIDTH


def test_a_new_rule_moves_no_other() -> None:
    """Rules are told apart by what they say, not by where they stand in a list."""
    before = assign([(None, "/api"), ("a.example.com", "/")])
    after = assign([(None, "/admin"), (None, "/api"), ("a.example.com", "/"), ("b.example.com", "/x/y")])
    assert {key: after[key] for key in before} == before


def test_deeper_paths_come_first_and_hosts_before_every_host() -> None:
    """A prefix never hides what lies below it."""
    keys = [(None, "/"), (None, "/api"), (None, "/api/v1"), ("a.example.com", "/"), ("a.example.com", "/api")]
    places = assign(keys)
    assert sorted(keys, key=lambda key: places[key]) == [
        ("a.example.com", "/api"),
        ("a.example.com", "/"),
        (None, "/api/v1"),
        (None, "/api"),
        (None, "/"),
    ]


def test_places_are_unique_and_within_what_a_load_balancer_has() -> None:
    """Four hundred rules of one depth meet more than once, and none gets lost."""
    places = assign(MANY)
    assert len(set(places.values())) == len(MANY)
    assert min(places.values()) >= 1
    assert max(places.values()) <= HIGHEST


def test_the_entry_s_own_place_stays_free() -> None:
    """Whatever a rule's digest says: one of the first band would have it."""
    deepest = "/a/b/c/d/e/f/g/h"
    meant = next(key for key in ((f"{n}.example.com", f"{deepest}/{n}") for n in count()) if _digest(key) == 0)
    assert assign([meant]) == {meant: 2}


def test_rules_that_meet_stay_in_their_band(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last place of a band is followed by its first."""
    monkeypatch.setattr(priorities, "WIDTH", 2)
    assert sorted(assign([(None, "/a"), (None, "/b")]).values()) == [37, 38]
    assert WIDTH == 499


def test_a_second_rule_takes_the_first_free_place_after_its_own() -> None:
    """No other rule moves when it comes or goes."""
    places = {(None, "/a"): 7, (None, "/b"): 8, (None, "/c"): 3}
    assert priorities.following(places, [(None, "/a"), (None, "/c")]) == {(None, "/c"): 4, (None, "/a"): 9}
    assert priorities.following(places, [(None, "/b"), (None, "/a")]) == {(None, "/a"): 9, (None, "/b"): 10}


def test_a_third_rule_leaves_the_places_of_second_ones_free() -> None:
    places = {(None, "/a"): 7, (None, "/b"): 8}
    assert priorities.following(places, [(None, "/a")], [9, 10]) == {(None, "/a"): 11}
