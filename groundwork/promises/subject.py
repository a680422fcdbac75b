"""What is judged: a stack, and the resources that its program registers."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

import settings


class Item(Protocol):
    """One resource."""

    @property
    def type(self) -> str:
        """`aws:rds/instance:Instance`."""
        ...

    @property
    def name(self) -> str:
        """Its logical name."""
        ...

    @property
    def inputs(self) -> Mapping[str, Any]:
        """What is asked for, in camelCase; reading one that is not known raises `HiddenError`."""
        ...

    @property
    def parent(self) -> str:
        """Logical name of the component that it stands in."""
        ...

    @property
    def protect(self) -> bool:
        """Whether Pulumi refuses to delete it."""
        ...

    @property
    def depends_on(self) -> Collection[str]:
        """Logical names of what it waits for."""
        ...

    @property
    def replaced_last(self) -> bool:
        """Whether the old one goes after the new one is there, by the program's own word; may raise `HiddenError`."""
        ...


class Program(Protocol):
    """One application and stack."""

    @property
    def stack(self) -> settings.Stack:
        """What it asks for."""
        ...

    @property
    def resources(self) -> Sequence[Item]:
        """At least everything that its cloud makes."""
        ...
