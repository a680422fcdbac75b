"""Where a password comes from."""

from collections.abc import Iterator
from dataclasses import dataclass

from policies.pack.checks import StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.predicates import is_set
from policies.pack.values import Marker
from policies.rules.secret_texts import GENERATED


@dataclass(frozen=True)
class Written(StackCheck):
    """A password, if there is one, comes from a generator of the stack; its value is never looked at."""

    through: tuple[str, ...]
    """Properties that name the same password; what the provider shows under another name comes from the first."""
    remedy: str

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each password that a person wrote somewhere."""
        for resource in graph.of_type(self.type):
            values = [resource.properties.get(name, Marker.MISSING) for name in self.through]
            named = [name for name, value in zip(self.through, values, strict=True) if is_set().test(value) is True]
            if named and not any(graph.follow(resource, name, GENERATED) for name in named):
                yield Finding(resource, named[0], "is written down by somebody", self.remedy)
