"""What takes long begins first, so that no worker is left alone with it in the end.

pytest-xdist hands scopes out in this order with `--no-loadscope-reorder`; by itself it begins with those of many tests,
which are the quick ones.
"""

import pytest

LONG = ("live", "engine")
"""Markers of what takes seconds a test, the longest first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort by marker; the order within stays, for steps build on each other."""
    items.sort(key=lambda item: next((at for at, name in enumerate(LONG) if item.get_closest_marker(name)), len(LONG)))
