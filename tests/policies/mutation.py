"""Changing one thing in an example's stack, and telling which rules notice.

A mutation is tried on every example that has a resource of its type; where none has one, it brings the smallest good
resource along. See tests/policies/mutations.
"""

import copy
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from components.spec import Cloud
from policies.pack.paths import EACH, JSON
from policies.pack.resource import Resource
from policies.pack.values import Secret
from tests.policies.building import GONE, Stack


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """One change, on one cloud, that breaks one rule."""

    rule: str
    cloud: Cloud
    type: str = ""
    """The first resource of this type is changed; one that a rule exempts is skipped by `where`."""
    path: str = ""
    """As a check's own path; `[]` is the first entry, `{}` the JSON text."""
    value: object = GONE
    """What stands there then; GONE takes it away. A function is given what stood there: `lambda old: [*old, "*"]`."""
    where: Callable[[Stack, Resource], bool] | None = None
    adds: Callable[[Stack], Iterable[Resource]] | None = None
    """Good resources, added before: no rule may notice them. The change then looks at them alone."""
    change: Callable[[Stack], Stack | None] | None = None
    """In place of `type`, `path` and `value`: any change of the stack; None where this stack has nothing to change."""
    also: frozenset[str] = field(default_factory=frozenset)
    """Other rules that judge the same property and may notice too; each must do so somewhere."""

    def __post_init__(self) -> None:
        if (self.change is None) is (not self.type):
            message = f"{self.rule}: a mutation has either a type or a change"
            raise ValueError(message)

    @property
    def title(self) -> str:
        """For the test's name."""
        return f"{self.rule}-{self.cloud}-{self.type.rpartition(':')[2] or 'change'}-{self.path}"

    def prepared(self, stack: Stack) -> Stack:
        """The stack with the good resources that the mutation brings along."""
        return stack if self.adds is None else put(stack, *self.adds(stack))

    def applied(self, stack: Stack) -> Stack | None:
        """A prepared stack with the change; None where it has no such resource."""
        if self.change is not None:
            return self.change(stack)
        added = None if self.adds is None else {resource.urn for resource in self.adds(stack)}
        for resource in of_type(stack, self.type):
            chosen = self.where is None or self.where(stack, resource)
            if chosen and (added is None or resource.urn in added):
                return put(stack, edited(resource, self.path, self.value))
        return None


def otherwise(rule: str, resource_type: str, path: str, value: object = GONE, *also: str) -> Mutation:
    """The first resource of a type, with another value at the path."""
    return Mutation(
        rule=rule, cloud=cloud_of(resource_type), type=resource_type, path=path, value=value, also=frozenset(also)
    )


def cloud_of(resource_type: str) -> Cloud:
    """The cloud that a type is of."""
    return next(cloud for cloud in get_args(Cloud) if resource_type.startswith(f"{cloud}:"))


def of_type(stack: Stack, resource_type: str) -> list[Resource]:
    """All resources of a type."""
    return [resource for resource in stack.values() if resource.type == resource_type]


def put(stack: Stack, *resources: Resource) -> Stack:
    """The stack with these resources in it, in place of those with the same URN."""
    return {**stack, **{resource.urn: resource for resource in resources}}


def removed(stack: Stack, *resources: Resource) -> Stack:
    """The stack without these resources."""
    gone = {resource.urn for resource in resources}
    return {urn: resource for urn, resource in stack.items() if urn not in gone}


def without(stack: Stack, resource_type: str) -> Stack | None:
    """The stack without resources of a type; None where it has none."""
    found = of_type(stack, resource_type)
    return removed(stack, *found) if found else None


def linked(resource: Resource, through: str, *targets: Resource) -> Resource:
    """The resource with one property coming from these; from nothing where there are none."""
    return replace(resource, depends_on={**resource.depends_on, through: tuple(target.urn for target in targets)})


def edited(resource: Resource, path: str, value: object) -> Resource:
    """The resource with another value at the path; GONE takes the value away."""
    properties = _put(copy.deepcopy(resource.properties), re.findall(r"\[\]|\{\}|[^.\[\]{}]+", path), value)
    assert isinstance(properties, dict)
    return replace(resource, properties=properties)


def _put(place: Any, steps: list[str], value: object) -> Any:
    if isinstance(place, Secret):
        inside = _put(place.value, steps, value)
        return GONE if inside is GONE else Secret(inside)
    if not steps:
        return value(place) if callable(value) else value
    step, rest = steps[0], steps[1:]
    if step == JSON:
        return json.dumps(_put(json.loads(place), rest, value))
    if step == EACH:
        return [_put(place[0], rest, value), *place[1:]] if isinstance(place, list) else _put(place, rest, value)
    place = place if isinstance(place, dict) else {}
    inner = _put(place.get(step), rest, value)
    if inner is GONE:
        return {key: item for key, item in place.items() if key != step}
    return {**place, step: inner}
