"""Every rule fires on the smallest bad resource, on nothing else, and never on the good stack."""

import pytest

from policies.pack.checks import Forbidden, ResourceCheck
from policies.pack.graph import Graph
from policies.rules import RULES
from tests.policies import (
    breaks_alicloud,
    breaks_alicloud_parts,
    breaks_data,
    breaks_database,
    breaks_docker,
    breaks_docker_data,
    breaks_docker_parts,
    breaks_entries,
    breaks_keeping,
    breaks_network,
    breaks_parts,
    breaks_ways,
    breaks_whole,
)
from tests.policies.breaks import Break
from tests.policies.good import good_stack
from tests.policies.judging import broken, findings

BREAKS: list[Break] = [
    *breaks_network.NETWORK,
    *breaks_network.LOAD_BALANCER,
    *breaks_ways.WAYS,
    *breaks_ways.ALICLOUD,
    *breaks_data.DATABASE,
    *breaks_data.CACHE,
    *breaks_data.OBJECT_STORE,
    *breaks_data.KEYS,
    *breaks_data.SECRETS,
    *breaks_parts.IDENTITY,
    *breaks_parts.COMPUTE,
    *breaks_parts.EDGE,
    *breaks_parts.LOGS,
    *breaks_alicloud.ALL,
    *breaks_alicloud_parts.ALL,
    *breaks_entries.ALL,
    *breaks_docker_parts.PARTS,
    *breaks_database.CLUSTERS,
    *breaks_database.UPKEEP,
    *breaks_database.ALICLOUD,
    *breaks_database.REDIS,
    *breaks_docker_data.DATA,
    *breaks_keeping.BUCKETS,
    *breaks_keeping.ALICLOUD_BUCKETS,
    *breaks_keeping.KEYS,
    *breaks_keeping.SECRETS,
    *breaks_docker.DOCKER,
    *breaks_whole.WHOLE,
]


WHOLE_STACK = {rule.id for rule in RULES if rule.id.startswith("X-")}


def test_the_good_stack_is_silent() -> None:
    assert findings(good_stack()) == []


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: case.rule)
def test_one_change_breaks_one_rule(case: Break) -> None:
    """What is wrong with a resource may be wrong with the stack too: the rules over the whole of it may join in."""
    found = broken(case.change(good_stack()))
    assert found - WHOLE_STACK == {case.rule, *case.also} - WHOLE_STACK
    assert {case.rule, *case.also} <= found


def test_the_cases_enumerate_the_pack() -> None:
    """A rule without a bad example is not in the pack, and a case is for a rule that is."""
    assert {case.rule for case in BREAKS} == {rule.id for rule in RULES}


def test_every_check_of_every_rule_fires_on_some_case() -> None:
    """A rule may look at several types and properties: none of its checks is idle."""
    idle = []
    for rule in RULES:
        stacks = [case.change(good_stack()) for case in BREAKS if case.rule == rule.id]
        for position, check in enumerate(rule.checks()):
            if isinstance(check, ResourceCheck):
                fires = any(
                    any(True for _ in check.judge(resource))
                    for stack in stacks
                    for resource in stack.values()
                    if resource.type == check.type
                )
            else:
                fires = any(any(True for _ in check.judge(Graph(stack.values()))) for stack in stacks)
            if not fires:
                idle.append(f"{rule.id} check {position} on {check.type}")
    assert idle == []


def test_every_check_meets_a_resource_of_its_type_in_the_good_stack() -> None:
    """Silence means something only where there is a resource to be silent about."""
    types = {resource.type for resource in good_stack().values()}
    types |= {f"{resource_type.partition(':')[0]}:" for resource_type in types}
    allowed = {check.type for rule in RULES for check in rule.checks() if isinstance(check, Forbidden)}
    assert {check.type for rule in RULES for check in rule.checks()} - types == allowed
