"""A promise: a row of the table that holds all clouds to the same."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from components.spec import Cloud
from tests.components.programs import Program
from tests.components.recorder import Recorded

Judge = Callable[[Mapping[str, Any], Program], bool]
"""Inputs of one resource, and the whole program -> whether it keeps the promise."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """Every resource of a type keeps the promise, and there is at least one."""

    type: str
    what: str
    """What is looked at, for the table: `storage encrypted with the stack's key`."""
    judge: Judge
    of: Callable[[Recorded], bool] = lambda _: True
    """Which resources of the type are meant."""
    wanted: Callable[[Program], bool] = lambda _: True
    """Whether the application has something for which there must be one."""
    named: tuple[str, ...] = ()
    """How the names of those begin that there must be."""

    def failures(self, program: Program) -> Iterator[str]:
        """What does not keep the promise, one sentence each."""
        found = [item for item in program.resources if item.type == self.type and self.of(item)]
        if not found and self.wanted(program):
            yield f"there is no {self.type}: {self.what}"
        for name in self.named:
            if not any(item.name.startswith(name) for item in found):
                yield f"there is no {name} ({self.type}): {self.what}"
        for item in found:
            if not self.judge(item.inputs, program):
                yield f"{item.name} ({self.type}): {self.what}"


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One row."""

    id: str
    title: str
    checks: Mapping[Cloud, tuple[Check, ...]]
    exceptions: Mapping[Cloud, str]
    """Cloud -> why it keeps the promise only in part, or not at all."""

    def failures(self, program: Program) -> list[str]:
        """What an application, on its cloud, does not keep."""
        return [failure for check in self.checks[program.stack.cloud] for failure in check.failures(program)]
