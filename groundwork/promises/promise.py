"""A promise: a row of the table that holds all clouds to the same."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from components.spec import Cloud
from groundwork.promises.subject import Item, Program
from groundwork.promises.told import HiddenError

Judge = Callable[[Mapping[str, Any], Program], bool]
"""Inputs of one resource, and the whole program -> whether it keeps the promise."""


@dataclass(frozen=True)
class Finding:
    """What a check found."""

    looked_at: bool
    """Whether there is a resource that is meant, or may be."""
    broken: tuple[str, ...]
    """What does not keep the promise, a sentence each."""
    hidden: tuple[str, ...]
    """Why some of them cannot be judged, a sentence for each reason."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """Every resource of a type keeps the promise, and there is at least one."""

    type: str
    what: str
    """What is looked at, for the table: `storage encrypted with the stack's key`."""
    judge: Judge
    of: Callable[[Item], bool] = lambda _: True
    """Which resources of the type are meant."""
    wanted: Callable[[Program], bool] | None = None
    """Whether the application has something for which there must be one; None: one with parts of every kind has."""
    named: tuple[str, ...] = ()
    """How the names of those begin that there must be, in an application with parts of every kind."""

    def finding(self, program: Program) -> Finding:
        """Look at every resource that is meant; an input that should be there and is not breaks the promise."""
        looked_at, broken, hidden = [], [], []
        for item in (each for each in program.resources if each.type == self.type):
            said = f"{item.name} ({self.type}): {self.what}"
            try:
                if not self.of(item):
                    continue
                looked_at.append(said)
                if not self.judge(item.inputs, program):
                    broken.append(said)
            except LookupError:
                broken.append(said)
            except HiddenError as why:
                hidden.append(f"{self.what} ({self.type}): {why}")
        return Finding(bool(looked_at or broken or hidden), tuple(broken), tuple(dict.fromkeys(hidden)))

    def failures(self, program: Program) -> Iterator[str]:
        """What an application with parts of every kind does not keep, one sentence each; hidden values count."""
        found = self.finding(program)
        if not found.looked_at and (self.wanted is None or self.wanted(program)):
            yield self.missing
        names = [item.name for item in program.resources if item.type == self.type and self.named and self.of(item)]
        for name in self.named:
            if not any(each.startswith(name) for each in names):
                yield f"there is no {name} ({self.type}): {self.what}"
        yield from (*found.broken, *found.hidden)

    @property
    def missing(self) -> str:
        """The sentence for one that should be there."""
        return f"there is no {self.type}: {self.what}"


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One row."""

    id: str
    title: str
    checks: Mapping[Cloud, tuple[Check, ...]]
    exceptions: Mapping[Cloud, str]
    """Cloud -> why it keeps the promise only in part, or not at all."""

    def failures(self, program: Program) -> list[str]:
        """What an application with parts of every kind, on its cloud, does not keep."""
        return [failure for check in self.checks[program.stack.cloud] for failure in check.failures(program)]
