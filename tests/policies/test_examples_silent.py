"""No rule has anything to say about any example, in any environment, on any cloud."""

from collections.abc import Mapping

import pytest
from pulumi_policy import EnforcementLevel

from components.spec import Cloud
from policies.pack.levels import StackSettings, enforced, level_of
from policies.rules import RULES
from tests.policies.noticing import notices, told
from tests.policies.recorded import CLOUDS, ENVIRONMENTS, EXAMPLES, recorded

ADVICE: Mapping[tuple[str, str, str], frozenset[str]] = {
    # Without a domain there is no certificate for the load balancer: the first stack a person tries has none.
    ("notes", "aws", "dev"): frozenset({"ED-04", "LB-01"}),
}
"""What is advised, and rightly: (example, cloud, environment) -> rules. Nothing here may be mandatory."""


@pytest.mark.parametrize("environment", ENVIRONMENTS)
@pytest.mark.parametrize("cloud", CLOUDS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_nothing_is_said(example: str, cloud: Cloud, environment: str) -> None:
    settings = StackSettings(environment=environment, cloud=cloud)
    levels = {rule.id: level_of(rule, settings) for rule in RULES}
    judged = enforced(levels)
    found = [notice for notice in notices(recorded(example, cloud, environment)) if notice[0] in judged]
    advice = ADVICE.get((example, cloud, environment), frozenset())
    assert told([notice for notice in found if notice[0] not in advice]) == []
    assert {rule for rule, _ in found} == advice
    assert {levels[rule] for rule in advice} <= {EnforcementLevel.ADVISORY}
