"""How strictly the rules are enforced in each environment."""

import pytest
from pulumi_policy import EnforcementLevel

from policies.pack.levels import StackSettings, level_for, level_of, settings_from_config
from policies.rules import RULES
from tests.policies.building import made

ADVISORY, MANDATORY, OFF = EnforcementLevel.ADVISORY, EnforcementLevel.MANDATORY, EnforcementLevel.DISABLED
RULE = {rule.id: rule for rule in RULES}


def level(identifier: str, environment: str, *, disposable: bool = False) -> EnforcementLevel:
    return level_of(RULE[identifier], StackSettings(environment, disposable))


@pytest.mark.parametrize(
    "identifier",
    [
        *("NET-01", "NET-03", "NET-04", "NET-05", "NET-06", "NET-07", "NET-12", "DB-01", "DB-02", "DB-04", "DB-20"),
        *("CA-01", "CA-03", "CA-04", "CA-08", "ST-01", "ST-02", "ST-03", "ST-04", "IA-01", "IA-02", "IA-03", "IA-06"),
        *("IA-07", "IA-09", "EC-01", "EC-02", "EC-05", "EC-06", "LB-02", "ED-01", "ED-05", "KM-01", "KM-02"),
        *("SE-01", "SE-05", "LG-02", "LG-04"),
    ],
)
def test_security_is_the_same_everywhere(identifier: str) -> None:
    """Encryption, TLS, private networking, identity and secrets: mandatory in dev too, disposable or not."""
    for environment in ("dev", "staging", "prod"):
        for disposable in (False, True):
            assert level(identifier, environment, disposable=disposable) is MANDATORY


@pytest.mark.parametrize("identifier", ["DB-05", "CA-05"])
def test_what_costs_money_is_prods(identifier: str) -> None:
    assert [level(identifier, name) for name in ("dev", "staging", "prod")] == [OFF, OFF, MANDATORY]


@pytest.mark.parametrize("identifier", ["DB-06", "DB-08", "CA-11", "ST-05", "ST-10", "LB-05", "KM-03", "SE-03"])
def test_protection_is_mentioned_where_a_stack_is_disposable(identifier: str) -> None:
    assert [level(identifier, name) for name in ("dev", "staging", "prod")] == [OFF, MANDATORY, MANDATORY]
    assert [level(identifier, name, disposable=True) for name in ("dev", "staging", "prod")] == [
        OFF,
        ADVISORY,
        ADVISORY,
    ]


@pytest.mark.parametrize("identifier", ["LB-01", "ED-04"])
def test_plain_http_is_mentioned_in_dev(identifier: str) -> None:
    """A dev stack without a domain has no certificate to serve HTTPS with."""
    assert [level(identifier, name) for name in ("dev", "staging", "prod")] == [ADVISORY, MANDATORY, MANDATORY]


@pytest.mark.parametrize(
    ("config", "settings"),
    [
        ({}, StackSettings("prod", disposable=False)),
        ({"groundwork:environment": "dev"}, StackSettings("dev", disposable=False)),
        ({"groundwork:environment": "staging"}, StackSettings("staging", disposable=False)),
        ({"groundwork:environment": "production"}, StackSettings("prod", disposable=False)),
        ({"groundwork:disposable": "true"}, StackSettings("prod", disposable=True)),
        ({"groundwork:disposable": "yes"}, StackSettings("prod", disposable=False)),
        ({"groundwork:replace": '["database"]'}, StackSettings(replace=frozenset({"database"}))),
        ({"groundwork:replace": "database"}, StackSettings()),
        ({"groundwork:replace": '{"a": 1}'}, StackSettings()),
    ],
)
def test_settings_come_from_the_stack_and_are_strict_without(config: dict[str, str], settings: StackSettings) -> None:
    assert settings_from_config(config) == settings


def test_protection_of_a_part_is_mentioned_while_the_part_is_replaced() -> None:
    """Else the one way to replace a protected database, to name it in the stack file, would be refused."""
    settings = StackSettings(replace=frozenset({"database"}))
    database = made("aws:rds/instance:Instance", "instance", {"tags": {"part": "database"}})
    cache = made("aws:elasticache/replicationGroup:ReplicationGroup", "group", {"tags": {"part": "cache"}})
    assert level_for(RULE["DB-06"], MANDATORY, database, settings) is ADVISORY
    assert level_for(RULE["DB-06"], OFF, database, settings) is OFF
    assert level_for(RULE["DB-02"], MANDATORY, database, settings) is MANDATORY
    assert level_for(RULE["CA-11"], MANDATORY, cache, settings) is MANDATORY
    assert level_for(RULE["CA-11"], MANDATORY, made("x", "x", {"tags": {"part": []}}), settings) is MANDATORY


def test_ids_are_unique_and_every_rule_has_checks() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert [rule.id for rule in RULES if not rule.checks()] == []
