"""X-05: no resource type is unclassified, so that no new type arrives without a decision."""

from collections.abc import Iterator
from dataclasses import dataclass

from policies.pack.checks import StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.rules.whole_stack.trail import trail
from policies.rules.whole_stack.types_of_resources import classes, packages

REMEDY = "add it to policies/rules/whole_stack/types.csv, with rules where it keeps or admits anything"


@dataclass(frozen=True)
class Classified(StackCheck):
    """Every resource of one cloud is of a type in the registry; `type` is the provider's package and a colon."""

    allowed: tuple[str, ...] = ()
    """Further types that somebody has decided about, set by configuration."""

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each resource of a type that nobody has decided about."""
        for resource in graph.resources.values():
            if resource.type.startswith(self.type) and not self._decided(resource.type):
                yield Finding(
                    resource,
                    "",
                    f"is of a type that nobody has classified: {trail(resource.name, resource.type, 'no class')}",
                    REMEDY,
                )

    def _decided(self, resource_type: str) -> bool:
        return resource_type in classes() or resource_type in self.allowed


def of(cloud: str) -> tuple[Classified, ...]:
    """The checks for a cloud's own provider."""
    return (Classified(f"{cloud}:"),)


HELPERS = tuple(Classified(f"{package}:") for package in sorted(packages() - {"aws", "alicloud", "docker"}))
"""Providers that serve every cloud."""
AWS, ALICLOUD, DOCKER = ((*of(cloud), *HELPERS) for cloud in ("aws", "alicloud", "docker"))
