"""Every rule, on every cloud, notices the one change that breaks it, in every example that has such a resource."""

import functools
import importlib
import pkgutil

import pytest

from components.spec import Cloud
from policies.rules import RULES
from tests.policies import mutations
from tests.policies.mutation import Mutation
from tests.policies.noticing import Notice, new, notices, told
from tests.policies.recorded import EXAMPLES, recorded

MUTATIONS: tuple[Mutation, ...] = tuple(
    mutation
    for module in pkgutil.iter_modules(mutations.__path__)
    for mutation in importlib.import_module(f"{mutations.__name__}.{module.name}").MUTATIONS
)

WHOLE_STACK = frozenset(rule.id for rule in RULES if rule.id.startswith("X-"))
"""What is wrong with a resource may be wrong with the stack too: these may join in."""


@functools.cache
def before(example: str, cloud: Cloud) -> list[Notice]:
    return notices(recorded(example, cloud))


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.title)
def test_exactly_that_rule_notices(mutation: Mutation) -> None:
    tried = 0
    noticed: set[str] = set()
    for example in EXAMPLES:
        stack = mutation.prepared(recorded(example, mutation.cloud))
        mutated = mutation.applied(stack)
        if mutated is None:
            continue
        tried += 1
        good = notices(stack) if mutation.adds else before(example, mutation.cloud)
        assert told(new(before(example, mutation.cloud), good)) == [], f"{example}: what it brings along is not good"
        found = new(good, notices(mutated))
        rules = {rule for rule, _ in found}
        assert mutation.rule in rules, f"{example}: nothing noticed by it, but {told(found)}"
        assert rules - WHOLE_STACK <= {mutation.rule, *mutation.also}, f"{example}: {told(found)}"
        assert not [rule for rule, finding in found if finding.unknown], f"{example}: {told(found)}"
        noticed |= rules
    assert tried, "no example has such a resource: let the mutation add it"
    assert {mutation.rule, *mutation.also} <= noticed, "also names a rule that never notices"


def test_every_rule_has_a_mutation_on_every_cloud() -> None:
    """The score is 100 %, and what is counted comes from the pack itself."""
    wanted = {(rule.id, cloud) for rule in RULES for cloud in rule.clouds}
    assert {(mutation.rule, mutation.cloud) for mutation in MUTATIONS} == wanted
