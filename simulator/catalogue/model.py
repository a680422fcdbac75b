"""The shape of the catalogue: a resource type and one of its properties."""

import re
from dataclasses import dataclass, field
from typing import Any

Bounds = tuple[float | None, float | None]
"""A closed interval; None leaves that end open."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Property:
    """One input property, or one element of a list, set or map."""

    kind: str
    """string, bool, int, float, list, set, map, object, asset or any."""
    element: "Property | None" = None
    """What a list, set or map holds."""
    fields: "dict[str, Property] | None" = None
    """The properties of an object."""
    required: bool = False
    named: dict[str, Any] | None = None
    """How a name is made when none is given: separator, random digits, longest, prefix, lower case."""
    answered: bool = False
    """The cloud fills it when it is left out, so leaving it out is no change."""
    replaces: bool = False
    """A change replaces the resource."""
    default: Any = None
    """Filled in by the provider when left out."""
    allowed: tuple[Any, ...] = ()
    """The values accepted; empty: any."""
    any_case: bool = False
    """Letter case does not matter."""
    bounds: Bounds | None = None
    length: Bounds | None = None
    """Characters."""
    items: Bounds | None = None
    """Elements."""
    prefix_length: Bounds | None = None
    """Bits of a network's prefix."""
    pattern: re.Pattern[str] | None = None
    not_pattern: re.Pattern[str] | None = None
    format: str | None = None
    """A name of simulator.checking.formats."""
    conflicts: tuple[str, ...] = ()
    exactly_one: tuple[str, ...] = ()
    at_least_one: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    secret: bool = False
    write_only: bool = False
    """Sent to the cloud and never stored."""
    same: str | None = None
    """A name of simulator.difference.sameness: when two different values mean the same."""
    stored: str | None = None
    """'lower': the cloud keeps it in lower case."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ResourceType:
    """One resource type, by its Pulumi token."""

    token: str
    properties: dict[str, Property]
    outputs: dict[str, str] = field(default_factory=dict)
    """Attributes that are outputs only, with their kind."""
    secret_outputs: tuple[str, ...] = ()
    delete_before_replace: bool = False

    @property
    def package(self) -> str:
        """The Pulumi package, for example `aws`."""
        return self.token.partition(":")[0]
