"""No exception and no hang, whatever stands in a resource: thousands of each type, and whole stacks of them."""

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.pack.checks import Requirement
from policies.pack.graph import Graph
from policies.pack.judge import Judge
from policies.pack.messages import violation
from policies.rules import RULES
from tests.policies.generated import ODD_SHARE, judged_types, resource, shapes, stack
from tests.policies.judging import EVERY_RULE

JUDGE = Judge(RULES)
ROUNDS = 20
EACH = 100
"""Resources a round: with the rounds, two thousand of each type."""
SLOWEST_SECONDS = 1.0
"""For one resource; a hundredth of a millisecond is usual."""
STACKS = 60
STACK_SIZE = 60

quick = settings(
    max_examples=ROUNDS, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@pytest.mark.parametrize("resource_type", judged_types())
def test_no_resource_makes_a_check_raise(resource_type: str) -> None:
    @quick
    @given(st.integers(min_value=0, max_value=2**32))
    def judged(seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(EACH):
            made = resource(chance, resource_type)
            started = time.perf_counter()
            for rule, findings in JUDGE.resource(made, EVERY_RULE):
                assert violation(rule, findings)
            assert time.perf_counter() - started < SLOWEST_SECONDS, made

    judged()


@settings(max_examples=STACKS, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(min_value=0, max_value=2**32))
def test_no_stack_makes_a_check_raise(seed: int) -> None:
    made = stack(random.Random(seed), STACK_SIZE)
    started = time.perf_counter()
    for rule, findings in JUDGE.stack(Graph(made), EVERY_RULE):
        assert violation(rule, findings)
        assert "hunter2hunter2" not in violation(rule, findings)
    assert time.perf_counter() - started < SLOWEST_SECONDS * STACK_SIZE


def test_what_a_check_names_is_generated() -> None:
    """The properties that are judged are mostly there, else nothing would be tried."""
    named = {check.type for rule in RULES for check in rule.checks() if isinstance(check, Requirement) and check.path}
    without_opts = {resource_type for resource_type in named & set(judged_types()) if not shapes(resource_type)}
    assert without_opts == set()
    assert 0 < ODD_SHARE < 1
