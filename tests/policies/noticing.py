"""What the rules say of a whole stack; a resource that was judged before is not judged again."""

from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import proven
from policies.pack.judge import Judge, Judgement
from policies.pack.resource import Resource
from policies.rules import RULES
from tests.policies.building import Stack
from tests.policies.judging import EVERY_RULE

JUDGE = Judge(RULES)
_judged: dict[int, tuple[Resource, list[Judgement]]] = {}
"""By identity: a mutation shares with its example every resource but one."""

Notice = tuple[str, Finding]
"""A rule's id with what it found."""


def notices(stack: Stack) -> list[Notice]:
    """Everything that any rule, at whatever level, finds or has to wait for."""
    graph = Graph(stack.values())
    judgements = [judgement for resource in stack.values() for judgement in _by_itself(resource)]
    judgements += JUDGE.stack(graph, EVERY_RULE)
    return [(rule.id, finding) for rule, found in judgements for finding in found if not proven(graph, finding)]


def new(before: list[Notice], after: list[Notice]) -> list[Notice]:
    """What is noticed after a change and was not before."""
    known = {_key(notice) for notice in before}
    return [notice for notice in after if _key(notice) not in known]


def told(found: list[Notice]) -> list[str]:
    """Notices in words, for a failing test."""
    return sorted(f"{rule}: {found.resource.name}.{found.location} {found.found}" for rule, found in found)


def _key(notice: Notice) -> tuple[object, ...]:
    rule, finding = notice
    return rule, finding.resource.urn, finding.location, finding.found, finding.unknown


def _by_itself(resource: Resource) -> list[Judgement]:
    known = _judged.get(id(resource))
    if known is None:
        known = _judged[id(resource)] = (resource, JUDGE.resource(resource, EVERY_RULE))
    return known[1]
