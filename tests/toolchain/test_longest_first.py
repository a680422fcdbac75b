"""The order in which tests are handed out."""

from types import SimpleNamespace
from typing import Any

from tests.longest_first import pytest_collection_modifyitems


def item(name: str, *markers: str) -> Any:
    return SimpleNamespace(name=name, get_closest_marker=lambda marker: marker if marker in markers else None)


def test_live_ones_begin_then_those_of_the_engine_and_each_keeps_its_order() -> None:
    items = [
        item("quick"),
        item("up", "engine"),
        item("again", "engine"),
        item("asked", "live", "engine"),
        item("last"),
    ]
    pytest_collection_modifyitems(items)
    assert [each.name for each in items] == ["asked", "up", "again", "quick", "last"]
