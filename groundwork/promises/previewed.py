"""A stack as a preview has it, to be judged by the promises."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import settings
from groundwork.promises.told import HiddenError, told
from groundwork.resources import Resource, Snapshot


@dataclass(frozen=True)
class PreviewedItem:
    """One resource of a preview."""

    resource: Resource

    @property
    def type(self) -> str:
        """`aws:rds/instance:Instance`."""
        return self.resource.type

    @property
    def name(self) -> str:
        """Its logical name."""
        return self.resource.name

    @cached_property
    def inputs(self) -> Mapping[str, Any]:
        """What is asked for; hidden values raise `HiddenError` when they are read."""
        return told(self.resource.inputs)

    @property
    def parent(self) -> str:
        """Logical name of what it stands in."""
        return _name(self.resource.parent)

    @property
    def protect(self) -> bool:
        """Whether Pulumi refuses to delete it."""
        return self.resource.protect

    @property
    def depends_on(self) -> frozenset[str]:
        """Logical names of what it waits for."""
        return frozenset(_name(urn) for urn in self.resource.dependencies)

    @property
    def replaced_last(self) -> bool:
        """Raises `HiddenError`: a preview has no word on it."""
        raise HiddenError("a preview does not tell which goes first")


@dataclass(frozen=True)
class Previewed:
    """A stack and its resources after the next update."""

    stack: settings.Stack
    snapshot: Snapshot

    @cached_property
    def resources(self) -> list[PreviewedItem]:
        """All of them; what its cloud does not make, no check looks at."""
        return [PreviewedItem(each) for each in self.snapshot.values()]


def _name(urn: str) -> str:
    return urn.rpartition("::")[2]
