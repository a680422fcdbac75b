"""What Groundwork's own stacks leave off: only what they need to, with a reason, and only there."""

import pytest
from pulumi_policy import EnforcementLevel

from components.spec import Cloud
from policies.pack.levels import StackSettings, level_of, settings_from_config
from policies.pack.rule import Rule
from policies.rules import RULES
from tests.policies.noticing import notices
from tests.policies.recorded import CLOUDS, EXAMPLES, recorded

OFF = EnforcementLevel.DISABLED
WITH_A_KMS_INSTANCE = {"alicloud": {"SE-02"}}
"""No example names a KMS instance, and only with one are there stored secrets on Alibaba Cloud."""
WAIVED = [(rule, cloud) for rule in RULES for cloud in rule.waived]


@pytest.mark.parametrize(("rule", "cloud"), WAIVED, ids=lambda value: getattr(value, "id", value))
def test_it_is_off_there_and_nowhere_else(rule: Rule, cloud: str) -> None:
    assert cloud in rule.clouds
    assert rule.waived[cloud].strip()
    assert level_of(rule, StackSettings(cloud=cloud)) is OFF
    assert level_of(rule, StackSettings()) is rule.levels.prod
    others = set(CLOUDS) - set(rule.waived)
    assert all(level_of(rule, StackSettings(cloud=other)) is rule.levels.prod for other in others)


def test_the_cloud_is_told_by_the_stacks_configuration() -> None:
    assert settings_from_config({"groundwork:cloud": "aws"}).cloud == "aws"
    assert settings_from_config({}).cloud == ""


@pytest.mark.parametrize("cloud", CLOUDS)
def test_nothing_is_waived_that_the_examples_keep(cloud: Cloud) -> None:
    """A waiver that no example needs any more goes."""
    told = {rule for example in EXAMPLES for rule, _ in notices(recorded(example, cloud))}
    assert {rule.id for rule, where in WAIVED if where == cloud} - told == WITH_A_KMS_INSTANCE.get(cloud, set())
