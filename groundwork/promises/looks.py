"""Small judges: what an input must be."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from groundwork.promises.promise import Judge
from groundwork.promises.subject import Item, Program
from groundwork.promises.told import HiddenError


def at(inputs: Any, path: str) -> Any:
    """The input at a dotted path, through the first element of lists; None where there is nothing."""
    for step in path.split("."):
        if isinstance(inputs, list):
            inputs = inputs[0] if inputs else None
        if not isinstance(inputs, Mapping):
            return None
        inputs = inputs.get(step)
    return inputs


def equals(path: str, *values: Any) -> Judge:
    """The input is one of the values."""
    return lambda inputs, _: at(inputs, path) in values


def given(path: str) -> Judge:
    """The input is there and not empty; it need not be known what it is."""

    def judge(inputs: Mapping[str, Any], _: Program) -> bool:
        try:
            return bool(at(inputs, path))
        except HiddenError:
            return True

    return judge


def absent(path: str) -> Judge:
    """The input is not there, empty or false."""
    return lambda inputs, _: not at(inputs, path)


def least(path: str, number: float) -> Judge:
    """The input is a number no smaller."""

    def judge(inputs: Mapping[str, Any], _: Program) -> bool:
        value = at(inputs, path)
        return value is not None and float(value) >= number

    return judge


def every(*judges: Judge) -> Judge:
    """All of them hold."""
    return lambda inputs, program: all(judge(inputs, program) for judge in judges)


def several(path: str, number: int = 2) -> Judge:
    """The input lists at least so many different things."""
    return lambda inputs, _: len({str(value) for value in at(inputs, path) or ()}) >= number


def ending(*ends: str) -> Callable[[Item], bool]:
    """Resources whose names end so."""
    return lambda item: item.name.endswith(ends)


def matching(pattern: str) -> Callable[[Item], bool]:
    """Resources whose names end as the pattern says."""
    return lambda item: re.search(f"(?:{pattern})$", item.name) is not None


def beside(*ends: str) -> Callable[[Item], bool]:
    """Resources whose names do not end so."""
    return lambda item: not item.name.endswith(ends)


def no_wildcard(path: str) -> Judge:
    """The policy document at a path allows no wildcard action, and everything only where the API knows nothing else."""

    def judge(inputs: Mapping[str, Any], _: Program) -> bool:
        statements = json.loads(at(inputs, path))["Statement"]
        for statement in statements:
            actions = statement["Action"]
            if any("*" in action for action in ([actions] if isinstance(actions, str) else actions)):
                return False
        return bool(statements)

    return judge


def database_days(path: str) -> Judge:
    """At least the days of backups that the application asks for."""
    return lambda inputs, program: (
        program.stack.database is not None and (at(inputs, path) or 0) >= program.stack.database.backup_days
    )


def log_days(path: str) -> Judge:
    """At least the days of logs that the stack asks for."""
    return lambda inputs, program: (at(inputs, path) or 0) >= program.stack.logs.days
