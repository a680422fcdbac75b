"""Resources of a stack, as Pulumi's state and previews have them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

COMPONENT = "groundwork:index:"
"""Start of every component's type."""
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""Pulumi's stand-in for a value that only the update will know (sdk/go/common/resource/plugin/rpc.go)."""


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource: what was asked for, and what it hangs on."""

    urn: str
    type: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    parent: str = ""
    """URN, or empty."""
    protect: bool = False
    custom: bool = True
    """False for components."""
    dependencies: tuple[str, ...] = ()
    property_dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Input -> URNs of the resources whose outputs are in it."""

    @property
    def name(self) -> str:
        """The logical name."""
        return self.urn.rsplit("::", 1)[1]

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> "Resource":
        """From a resource in `pulumi stack export`, or a state in `pulumi preview --json`: both have one form."""
        depends = content.get("propertyDependencies") or {}
        return cls(
            urn=content["urn"],
            type=content["type"],
            inputs=content.get("inputs") or {},
            parent=content.get("parent") or "",
            protect=bool(content.get("protect")),
            custom=bool(content.get("custom")),
            dependencies=tuple(content.get("dependencies") or ()),
            property_dependencies={name: tuple(urns or ()) for name, urns in depends.items()},
        )


class Snapshot(Mapping[str, Resource]):
    """All resources of a stack at one time, by URN, each after what it hangs on."""

    def __init__(self, resources: Iterable[Resource] = ()) -> None:
        """Keep the order that they come in."""
        self._resources = {resource.urn: resource for resource in resources}

    def __getitem__(self, urn: str) -> Resource:
        return self._resources[urn]

    def __iter__(self) -> Iterator[str]:
        return iter(self._resources)

    def __len__(self) -> int:
        return len(self._resources)

    def of_type(self, *types: str) -> list[Resource]:
        """Those of these types, in order."""
        return [resource for resource in self.values() if resource.type in types]

    def component(self, resource: Resource) -> Resource | None:
        """The nearest component that a resource belongs to; None for what stands outside all of them."""
        found: Resource | None = resource
        while found and not found.type.startswith(COMPONENT):
            found = self.get(found.parent)
        return found

    def part(self, resource: Resource) -> str:
        """Name of that component; empty for what stands outside all of them."""
        found = self.component(resource)
        return found.name if found else ""
