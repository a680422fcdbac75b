"""All rules at once: each resource meets only the checks of its type, so more rules cost hardly more time."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from policies.pack.checks import ResourceCheck, StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.resource import Resource
from policies.pack.rule import Rule

Judgement = tuple[Rule, list[Finding]]
"""A rule with what it found on one resource; never empty."""


class Judge:
    """The rules, sorted by the resource type they look at."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self._by_type: dict[str, list[tuple[Rule, ResourceCheck]]] = defaultdict(list)
        self._over_stack: list[tuple[Rule, StackCheck]] = []
        for rule in self.rules:
            for check in rule.checks():
                if isinstance(check, ResourceCheck):
                    self._by_type[check.type].append((rule, check))
                else:
                    self._over_stack.append((rule, check))

    def judges(self, resource_type: str) -> bool:
        """Whether any check looks at resources of this type by themselves."""
        return resource_type in self._by_type

    def resource(self, resource: Resource, enforced: Collection[str]) -> list[Judgement]:
        """What the enforced rules find on one resource."""
        found = ((rule, check.judge(resource)) for rule, check in self._by_type.get(resource.type, ()))
        return _grouped((rule, findings) for rule, findings in found if rule.id in enforced)

    def stack(self, graph: Graph, enforced: Collection[str]) -> list[Judgement]:
        """What the enforced rules find between resources, a judgement for each rule and resource."""
        found = ((rule, check.judge(graph)) for rule, check in self._over_stack if rule.id in enforced)
        return _grouped(found)


def _grouped(found: Iterator[tuple[Rule, Iterator[Finding]]]) -> list[Judgement]:
    groups: dict[tuple[str, str], Judgement] = {}
    for rule, findings in found:
        for finding in findings:
            _, collected = groups.setdefault((rule.id, finding.resource.urn), (rule, []))
            if finding not in collected:
                collected.append(finding)
    return list(groups.values())
