"""Reading along a path: every value is found, and what is absent, unknown or secret is told apart."""

import pytest

from policies.pack.paths import Reading, read, top_level
from policies.pack.values import Marker, Secret

MISSING, UNKNOWN, UNREADABLE = Marker.MISSING, Marker.UNKNOWN, Marker.UNREADABLE


@pytest.mark.parametrize(
    ("properties", "path", "readings"),
    [
        ({"a": 1.0}, "a", [Reading("a", 1.0)]),
        ({"a": 1.0}, "", [Reading("", {"a": 1.0})]),
        ({}, "a", [Reading("a", MISSING)]),
        ({"a": "text"}, "a.b", [Reading("a.b", MISSING)]),
        ({"a": {"b": None}}, "a.b", [Reading("a.b", None)]),
        ({"a": UNKNOWN}, "a.b.c", [Reading("a", UNKNOWN, reached=False)]),
        ({"a": [1.0, 2.0]}, "a[]", [Reading("a[0]", 1.0), Reading("a[1]", 2.0)]),
        ({"a": []}, "a[].b", []),
        ({}, "a[].b", []),
        ({}, "a.b[]", []),
        ({"a": {"b": 1.0}}, "a[].b", [Reading("a.b", 1.0)]),
        ({"a": [UNKNOWN, {"b": 1.0}]}, "a[].b", [Reading("a[0]", UNKNOWN, reached=False), Reading("a[1].b", 1.0)]),
        ({"a": [{"name": "api", "b": 1.0}]}, "a[].b", [Reading("a[api].b", 1.0)]),
        ({"a": [{"name": "not a name", "b": 1.0}]}, "a[].b", [Reading("a[0].b", 1.0)]),
        ({"a": '{"b": [1]}'}, "a{}.b[]", [Reading("a.b[0]", 1)]),
        ({"a": "{"}, "a{}.b", [Reading("a", UNREADABLE, reached=False)]),
        ({"a": {"b": 1.0}}, "a{}.b", [Reading("a.b", 1.0)]),
        ({}, "a{}.b", [Reading("a", MISSING, reached=False)]),
        ({"a": UNKNOWN}, "a{}", [Reading("a", UNKNOWN)]),
        ({"a": Secret({"b": 1.0})}, "a.b", [Reading("a.b", 1.0, secret=True)]),
        ({"a": Secret('[{"b": 1}]')}, "a{}[].b", [Reading("a[0].b", 1, secret=True)]),
        ({"a": Secret(UNKNOWN)}, "a.b", [Reading("a", UNKNOWN, secret=True, reached=False)]),
    ],
)
def test_reading(properties: dict[str, object], path: str, readings: list[Reading]) -> None:
    assert read(properties, path) == readings


@pytest.mark.parametrize(
    ("location", "name"),
    [("a", "a"), ("a.b", "a"), ("a[0].b", "a"), ("a{}.b", "a"), ("opts.protect", "opts"), ("", "")],
)
def test_top_level(location: str, name: str) -> None:
    assert top_level(location) == name


def test_a_secret_does_not_show_in_its_own_text() -> None:
    assert "hunter2" not in repr(Reading("a", Secret("hunter2"), secret=True))
