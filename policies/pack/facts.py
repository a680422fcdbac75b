"""What the pack knows about its own work, as resources of the graph, so that rules can judge it like anything else."""

from collections.abc import Iterable, Mapping

from policies.pack.finding import Finding
from policies.pack.resource import Resource
from policies.pack.rule import Rule

CONTROL = "policies:index:Control"
"""A rule with the clouds on which it is told: `id`, `clouds`, `missing` (clouds where nobody says why it is not)."""
UNJUDGED = "policies:index:Unjudged"
"""A value that a rule could not judge: `rule`, `resource`, `location`, `after` (whether the deployment is over)."""
EXEMPTION = "policies:index:Exemption"
"""An entry of the configuration: `rule`, `resource`, `reason`, `owner`, `until`, `days_left`."""


def fact(kind: str, name: str, properties: Mapping[str, object]) -> Resource:
    """One of them. Its URN names nothing in the stack: what is said of it is said of the stack as a whole."""
    return Resource(kind, name, f"{kind}::{name}", dict(properties))


def is_fact(resource: Resource) -> bool:
    """Whether it is none of the program's own resources."""
    return resource.type in (CONTROL, UNJUDGED, EXEMPTION)


def control_facts(
    rules: Iterable[Rule], named: Mapping[str, tuple[str, ...]], excused: Iterable[tuple[str, str]]
) -> list[Resource]:
    """Each rule that is not told on every cloud that its control names, nor excused from it."""
    without_check = set(excused)
    facts = []
    for rule in rules:
        sides = [cloud for cloud in named.get(rule.id, ()) if cloud not in rule.clouds]
        if missing := [cloud for cloud in sides if (rule.id, cloud) not in without_check]:
            facts.append(fact(CONTROL, rule.id, {"id": rule.id, "clouds": list(rule.clouds), "missing": missing}))
    return facts


def unjudged_facts(waiting: Iterable[tuple[Rule, Finding]], *, after: bool) -> list[Resource]:
    """Each value that waits; after the deployment none should."""
    return [
        fact(
            UNJUDGED,
            f"{rule.id} {finding.resource.name}.{finding.location}",
            {"rule": rule.id, "resource": finding.resource.name, "location": finding.location, "after": after},
        )
        for rule, finding in waiting
    ]
