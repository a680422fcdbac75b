"""What each predicate accepts, refuses and leaves to the deployment."""

import pytest

from policies.pack.predicates import (
    Predicate,
    absent_or_one_of,
    at_least,
    contains,
    count_at_least,
    differs_from,
    equals,
    is_absent,
    is_set,
    number,
    one_of,
    only,
    spell,
)
from policies.pack.values import Marker

MISSING, UNKNOWN = Marker.MISSING, Marker.UNKNOWN


@pytest.mark.parametrize(
    ("predicate", "accepted", "refused"),
    [
        (equals(True), [True], [False, MISSING, 1.0, "true", None]),
        (equals("a"), ["a"], ["b", "", MISSING, True]),
        (differs_from(True), [False, MISSING, None, 1.0], [True]),
        (is_set(), ["a", ["a"], {"a": 1}, 0.0, False], [MISSING, "", [], {}]),
        (is_absent(), [MISSING, "", [], {}], ["a", ["a"], {"a": 1}, 0.0]),
        (one_of("a", "b"), ["a", "b"], ["c", MISSING, ["a"]]),
        (absent_or_one_of("a"), ["a", MISSING], ["b", ["a"]]),
        (at_least(7), [7.0, 8.0], [6.0, MISSING, "8", True, float("nan"), float("inf")]),
        (count_at_least(2), [["a", "b"], [UNKNOWN, UNKNOWN]], [["a"], [], MISSING, "ab"]),
        (contains("a"), [["a"], [UNKNOWN, "a"]], [["b"], [], MISSING, "a"]),
        (only({"a", "b"}), [["a"], ["b", "a"]], [["a", "c"], [UNKNOWN, "c"], [], MISSING, "a"]),
    ],
)
def test_verdicts(predicate: Predicate, accepted: list[object], refused: list[object]) -> None:
    assert [predicate.test(value) for value in accepted] == [True] * len(accepted)
    assert [predicate.test(value) for value in refused] == [False] * len(refused)


@pytest.mark.parametrize("predicate", [contains("a"), only({"b"})])
def test_an_unknown_entry_may_decide(predicate: Predicate) -> None:
    assert predicate.test(["b", UNKNOWN]) is UNKNOWN


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "true"),
        (False, "false"),
        (7.0, "7"),
        (0.5, "0.5"),
        ("TLSv1", "TLSv1"),
        ("", '""'),
        ("two words", '"two words"'),
        ("a" * 100, "a" * 100),
        ("a" * 101, "another value"),
        ("two\nlines", "another value"),
        ([], "an empty list"),
        ([1.0, 2.0], "a list of 2"),
        ({"a": 1.0}, "an object"),
        (None, "another value"),
        (MISSING, "not set"),
        (UNKNOWN, "known only after deployment"),
    ],
)
def test_how_a_value_is_shown(value: object, shown: str) -> None:
    assert spell(value) == shown


@pytest.mark.parametrize(("value", "found"), [(1.5, 1.5), (2, 2.0), (True, None), ("1", None), (MISSING, None)])
def test_numbers(value: object, found: float | None) -> None:
    assert number(value) == found
