"""The first thirty rows and more hold on both clouds, and what the program makes there breaks none."""

import pytest

from policies.pack.checks import ResourceCheck
from policies.pack.resource import OPTIONS, Resource
from policies.pack.values import Secret
from policies.rules import RULES
from tests.components.programs import PROJECTS, registered
from tests.components.recorder import Recorded
from tests.policies.building import urn

FIRST = 30
BOTH = [rule for rule in RULES if {"aws", "alicloud"} <= set(rule.clouds)]


def test_thirty_rows_and_more_hold_on_both_clouds() -> None:
    assert len(BOTH) >= FIRST
    assert all(rule.clouds["alicloud"] for rule in BOTH)


def test_a_check_judges_its_own_cloud() -> None:
    wrong = [
        (rule.id, check.type)
        for rule in RULES
        for cloud, checks in rule.clouds.items()
        for check in checks
        if not check.type.startswith(f"{cloud}:")
    ]
    assert wrong == []


def as_resource(item: Recorded) -> Resource:
    """What was registered, as a rule sees it before it is made; a property with a secret in it is one."""
    inputs = {name: Secret(value) if name in item.secret_inputs else value for name, value in item.inputs.items()}
    return Resource(item.type, item.name, urn(item.type, item.name), {**inputs, OPTIONS: {"protect": item.protect}})


@pytest.mark.parametrize("application", PROJECTS)
def test_production_breaks_no_rule_about_a_single_resource(application: str) -> None:
    """Rules that join resources are judged by the engine, on every update of the tests."""
    checks = [(rule.id, check) for rule in BOTH for check in rule.checks() if isinstance(check, ResourceCheck)]
    with registered(application, "prod", "alicloud") as program:
        resources = [as_resource(item) for item in program.resources]
    found = [
        (identifier, resource.name, finding.location)
        for identifier, check in checks
        for resource in resources
        if resource.type == check.type
        for finding in check.judge(resource)
    ]
    assert found == []
