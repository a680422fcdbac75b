"""The single escape hatch: `groundwork:transform` overrides inputs of a part's resources, by type."""

from collections.abc import Iterable, Mapping
from typing import Any

import pulumi

Transform = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Part -> resource type -> input -> value."""


class Transforms:
    """Overrides of one stack; create it before any resource, ask `unmatched` after the last."""

    def __init__(self, transform: Transform) -> None:
        """Register the overrides with the engine; an empty table registers nothing."""
        self._transform = transform
        self._seen: set[tuple[str, str]] = set()
        if transform:
            # The engine's transform changes the inputs, but asynchronously; the program's own one only takes notes,
            # so that a part or type that matches nothing is known when the program ends.
            pulumi.runtime.register_resource_transform(self._override)
            pulumi.runtime.register_stack_transformation(self._note)

    def unmatched(self) -> list[str]:
        """What the table names and the program never created, one sentence each."""
        return [
            f"groundwork:transform.{part}.{resource_type}: {self._explain(part, resource_type)}"
            for part, types in self._transform.items()
            for resource_type in types
            if (part, resource_type) not in self._seen
        ]

    def _explain(self, part: str, resource_type: str) -> str:
        types = sorted(seen_type for seen_part, seen_type in self._seen if seen_part == part)
        return f"{part} has no resource of type {resource_type}; it has {', '.join(types)}"

    def _note(self, args: pulumi.ResourceTransformationArgs) -> None:
        part = part_of(args.name, self._transform)
        if part is not None:
            self._seen.add((part, args.type_))

    def _override(self, args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult | None:
        part = part_of(args.name, self._transform)
        inputs = self._transform[part].get(args.type_) if part is not None else None
        if inputs is None:
            return None
        return pulumi.ResourceTransformResult(props={**args.props, **inputs}, opts=args.opts)


def part_of(name: str, parts: Iterable[str]) -> str | None:
    """Return the part a logical name belongs to: resources are called `<part>-<suffix>`; the longest part wins."""
    owners = [part for part in parts if name == part or name.startswith(f"{part}-")]
    return max(owners, key=len, default=None)
