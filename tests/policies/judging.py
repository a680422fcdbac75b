"""Judging a stack as the engine would: each resource by itself, then all of them together."""

from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import proven
from policies.pack.judge import Judge
from policies.rules import RULES
from tests.policies.building import Stack

EVERY_RULE = frozenset(rule.id for rule in RULES)


def findings(stack: Stack) -> list[tuple[str, Finding]]:
    """Everything that any rule finds, with the rule's id."""
    judge = Judge(RULES)
    graph = Graph(stack.values())
    judgements = [judgement for resource in stack.values() for judgement in judge.resource(resource, EVERY_RULE)]
    judgements += judge.stack(graph, EVERY_RULE)
    return [(rule.id, finding) for rule, found in judgements for finding in found if not proven(graph, finding)]


def broken(stack: Stack) -> set[str]:
    """The rules that the stack breaks."""
    return {identifier for identifier, finding in findings(stack) if not finding.unknown}


def waiting(stack: Stack) -> set[str]:
    """The rules that only the deployment will settle."""
    return {identifier for identifier, finding in findings(stack) if finding.unknown}
