"""The stack as a graph: which resource's property comes from which other resource.

Ids of new resources are unknown at preview; where a value comes from is always known. So resources are joined by their
property dependencies and never by the text of an id.
"""

from collections import defaultdict
from collections.abc import Iterable

from policies.pack.resource import Resource


class Graph:
    """All resources of a stack, found by type and by what they refer to."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self.resources = {resource.urn: resource for resource in resources}
        self._by_type: dict[str, list[Resource]] = defaultdict(list)
        self._referrers: dict[str, list[tuple[Resource, str]]] = defaultdict(list)
        for resource in self.resources.values():
            self._by_type[resource.type].append(resource)
            for name, urns in resource.depends_on.items():
                for urn in urns:
                    self._referrers[urn].append((resource, name))

    def of_type(self, *types: str) -> list[Resource]:
        """The resources of these types, in the order of registration within each type."""
        return [resource for wanted in types for resource in self._by_type[wanted]]

    def follow(self, resource: Resource, name: str, *types: str) -> list[Resource]:
        """The resources of these types that the property's value comes from."""
        found = (self.resources.get(urn) for urn in resource.depends_on.get(name, ()))
        return [target for target in found if target is not None and target.type in types]

    def referrers(self, resource: Resource, referrer_type: str, name: str) -> list[Resource]:
        """The resources of one type whose property `name` comes from this resource."""
        return [
            referrer
            for referrer, through in self._referrers[resource.urn]
            if referrer.type == referrer_type and through == name
        ]

    def users(self, resource: Resource) -> list[Resource]:
        """Every resource with any property that comes from this one."""
        return [referrer for referrer, _ in self._referrers[resource.urn]]
