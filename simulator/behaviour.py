"""What a resource type does beyond its data: the hooks that a file under simulator/<package>/ may fill."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from simulator.catalogue import ResourceType
from simulator.cloud import Cloud, Record


class Refusal(Exception):
    """The cloud says no; the text is its error code and sentence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One create, update or delete as the cloud sees it."""

    cloud: Cloud
    type: ResourceType
    urn: str
    region: str
    """The region it happens in; `global` for types without one."""
    home_region: str
    """The provider's region."""
    inputs: Mapping[str, Any] = field(default_factory=dict)
    """What is asked for, without secret marks. At deletion: what was asked for last."""
    old: Mapping[str, Any] | None = None
    """What the cloud holds, on update and delete."""
    id: str = ""
    outputs: dict[str, Any] = field(default_factory=dict)
    """What has been answered so far."""

    @property
    def partition(self) -> str:
        """The first part of every ARN: China has its own."""
        return "aws-cn" if self.home_region.startswith("cn-") else "aws"

    def get(self, name: str, default: Any = None) -> Any:
        """A property: what is asked for, else what is answered."""
        value = self.inputs.get(name)
        value = self.outputs.get(name) if value is None else value
        return default if value is None else value

    def changed(self, name: str) -> bool:
        """Whether an update changes the property, or a create sets it."""
        return self.inputs.get(name) != (self.old or {}).get(name)

    def find(self, type_: str, **properties: Any) -> list[Record]:
        """The live things of a type in this call's region."""
        return self.cloud.find(type_, self.region, **properties)

    def with_outputs(self, outputs: dict[str, Any]) -> "Call":
        """The same call with these answers."""
        return replace(self, outputs=outputs)


Hook = Callable[[Call], None]
"""Looks at a call; raises Refusal."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Behaviour:
    """The hooks of one resource type; each is optional."""

    check: Callable[[Mapping[str, Any], Mapping[str, Any]], Iterable[str]] | None = None
    """Inputs and old inputs -> sentences about what the provider refuses in the preview."""
    create: tuple[Hook, ...] = ()
    """Refusals before it is made."""
    update: tuple[Hook, ...] = ()
    delete: tuple[Hook, ...] = ()
    answer: Callable[[Call], Mapping[str, Any]] | None = None
    """Outputs that need code, after the templates' ones, at creation and update."""
    preview: Callable[[Call], Mapping[str, Any]] | None = None
    """Outputs that are known before creation."""
    moves: tuple[str, ...] = ()
    """Outputs that every update changes: the preview of one does not know them."""
    made: Hook | None = None
    """What creation does to other things."""
    gone: Hook | None = None
    """What deletion does to other things, or leaves behind."""
    differs: Callable[[Mapping[str, Any], Mapping[str, Any]], Iterable[str]] | None = None
    """What is and what is asked for -> outputs that would change though no input does."""
    replaces: Callable[[Mapping[str, Any], Mapping[str, Any]], Iterable[str]] | None = None
    """What is and what is asked for -> further properties whose change replaces."""
    ages: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None
    """State -> outputs that time alone has changed, of a type that lives only in the stack's state."""


NOTHING = Behaviour()
"""A type that its data describes whole."""
