"""Building stacks for the rules to judge, and changing one thing in them."""

import copy
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from policies.pack.resource import OPTIONS, Resource

Stack = dict[str, Resource]
"""The resources of a stack by name."""

GONE = object()
"""In place of a value: the property is left out."""


def urn(resource_type: str, name: str) -> str:
    return f"urn:pulumi:prod::notes::{resource_type}::{name}"


def made(
    resource_type: str,
    name: str,
    properties: Mapping[str, object] | None = None,
    *,
    protect: bool = False,
    **comes_from: Resource | list[Resource],
) -> Resource:
    """A resource; `bucket=files` says that its property `bucket` comes from the resource `files`."""
    sources = {
        through: tuple(source.urn for source in (found if isinstance(found, list) else [found]))
        for through, found in comes_from.items()
    }
    return Resource(
        resource_type,
        name,
        urn(resource_type, name),
        {**(properties or {}), OPTIONS: {"protect": protect}},
        sources,
    )


def stack_of(*resources: Resource) -> Stack:
    return {resource.name: resource for resource in resources}


def changed(stack: Stack, name: str, path: str, value: object) -> Stack:
    """The stack with one value replaced: `changed(stack, "edge", "origins.0.originAccessControlId", GONE)`."""
    properties: Any = copy.deepcopy(stack[name].properties)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = properties
    for step in way:
        place = place[step]
    if value is GONE:
        del place[last]
    else:
        place[last] = value
    return {**stack, name: replace(stack[name], properties=properties)}


def relinked(stack: Stack, name: str, through: str, *targets: str) -> Stack:
    """The stack with one property coming from other resources, or from none."""
    resource = stack[name]
    links = {**resource.depends_on, through: tuple(stack[target].urn for target in targets)}
    return {**stack, name: replace(resource, depends_on=links)}


def without(stack: Stack, name: str) -> Stack:
    return {other: resource for other, resource in stack.items() if other != name}


def joined(stack: Stack, *resources: Resource) -> Stack:
    return {**stack, **stack_of(*resources)}


def cloned(stack: Stack, name: str, new: str) -> Stack:
    """The stack with a second resource like this one, and a second of everything called after it and leading to it."""
    first = stack[name]
    copies = {first.urn: urn(first.type, new)}
    chosen = [first, *(each for each in stack.values() if each.name.startswith(f"{name}-"))]
    return joined(
        stack,
        *(
            replace(
                each,
                name=(called := new + each.name.removeprefix(name)),
                urn=urn(each.type, called),
                depends_on={
                    through: tuple(copies.get(target, target) for target in targets)
                    for through, targets in each.depends_on.items()
                },
            )
            for each in chosen
        ),
    )
