"""Whether a test that somebody names exists: imported and looked at, without running pytest."""

import importlib
import inspect
import itertools
from collections.abc import Iterator
from typing import Any

import pytest


def problem(node: str) -> str | None:
    """What is wrong with a pytest node id; None when there is such a test."""
    name, bracket, parameters = node.partition("[")
    path, *steps = name.split("::")
    if not path.startswith("tests/") or not steps:
        return f"{node} is no node id"
    try:
        found: Any = importlib.import_module(path.removesuffix(".py").replace("/", "."))
        for step in steps:
            found = getattr(found, step)
    except (ImportError, AttributeError):
        return f"{node} does not exist"
    if not inspect.isfunction(found) or not steps[-1].startswith("test_"):
        return f"{node} is no test"
    if bracket and parameters.removesuffix("]") not in set(identifiers(found)):
        return f"{node}: there is no such parameter"
    return None


def identifiers(function: Any) -> Iterator[str]:
    """What stands between brackets for each set of a test's parameters."""
    marks = [mark for mark in getattr(function, "pytestmark", []) if mark.name == "parametrize"]
    for combination in itertools.product(*(list(_of(mark)) for mark in marks)):
        yield "-".join(combination)


def _of(mark: pytest.Mark) -> Iterator[str]:
    given = mark.kwargs.get("ids")
    for number, values in enumerate(mark.args[1]):
        if callable(given):
            yield given(values)
        elif given:
            yield given[number]
        else:
            each = values if isinstance(values, tuple) else (values,)
            yield "-".join(str(value) for value in each)
