"""No check raises, whatever a property holds: an exception in a policy would block every preview."""

from collections import defaultdict

import pytest

from policies.pack.graph import Graph
from policies.pack.judge import Judge
from policies.pack.values import Marker, Secret
from policies.rules import RULES
from tests.policies.building import Stack, changed
from tests.policies.good import good_stack
from tests.policies.judging import EVERY_RULE

ODD = [
    None,
    True,
    False,
    0.0,
    -1.5,
    float("nan"),
    float("inf"),
    "",
    "text",
    "{",
    "[[1, null]]",
    '{"Statement": "text"}',
    '{"Statement": [null, 1, "x", [], {"Effect": "Allow", "Action": {"a": 1}, "Principal": 3, "Condition": [1]}]}',
    '{"Statement": {"Effect": "Allow", "Action": null, "Resource": [1, null], "Condition": {"Bool": 1}}}',
    '[{"name": 1, "environment": {"name": [], "value": {}}}, 3]',
    [],
    [None, 1.0, "x", [], {}],
    [{"name": {}, "value": []}],
    {},
    {"deep": {"deeper": [{"deepest": None}]}},
    Marker.UNKNOWN,
    Marker.MISSING,
    Secret("text"),
    Secret(Marker.UNKNOWN),
    Secret([Secret({"name": Secret("x")})]),
    [Marker.UNKNOWN],
    {"": Marker.UNKNOWN},
]


def places(stack: Stack) -> list[tuple[str, str]]:
    """Each property, and each value one and two levels inside it."""
    found = []
    for name, resource in stack.items():
        paths = [(path, value) for path, value in resource.properties.items()]
        for _ in range(2):
            for path, value in list(paths):
                inner = (
                    value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
                )
                paths += [(f"{path}.{step}", item) for step, item in inner]
        found += [(name, path) for path, _ in dict(paths).items()]
    return found


@pytest.mark.parametrize("value", ODD, ids=lambda value: repr(value)[:40])
def test_no_value_anywhere_makes_a_check_raise(value: object) -> None:
    """Each place by itself for the checks of one resource; one place of every resource for those over the stack."""
    stack, judge = good_stack(), Judge(RULES)
    rounds: dict[str, list[str]] = defaultdict(list)
    for name, path in places(stack):
        rounds[name].append(path)
    for turn in range(max(map(len, rounds.values()))):
        odd = stack
        for name, paths in rounds.items():
            odd = changed(odd, name, paths[turn % len(paths)], value)
        judgements = [judgement for resource in odd.values() for judgement in judge.resource(resource, EVERY_RULE)]
        judgements += judge.stack(Graph(odd.values()), EVERY_RULE)
        for finding in (finding for _, found in judgements for finding in found):
            assert finding.found
            assert finding.remedy
