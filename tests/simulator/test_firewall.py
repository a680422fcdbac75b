"""What WAF refuses and answers."""

from typing import Any

import pytest

from tests.simulator.world import World

ACL = "aws:wafv2/webAcl:WebAcl"
LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
SEEN = {"cloudwatchMetricsEnabled": True, "metricName": "m", "sampledRequestsEnabled": False}
GEO = {"geoMatchStatement": {"countryCodes": ["DE"]}}


def acl(*rules: dict[str, Any]) -> dict[str, Any]:
    return {"scope": "REGIONAL", "defaultAction": {"allow": {}}, "visibilityConfig": SEEN, "rules": list(rules)}


def rule(statement: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": "one", "priority": 1, "visibilityConfig": SEEN, "statement": statement, **more}


def nested(levels: int) -> dict[str, Any]:
    return {"notStatement": {"statement": nested(levels - 1)}} if levels else GEO


def rate(scope: dict[str, Any]) -> dict[str, Any]:
    return {"rateBasedStatement": {"aggregateKeyType": "IP", "limit": 100, "scopeDownStatement": scope}}


@pytest.mark.parametrize(("statement", "fits"), [(nested(3), True), (nested(4), False), (rate(nested(2)), True)])
def test_statements_nest_as_deep_as_the_provider(world: World, statement: dict[str, Any], fits: bool) -> None:
    deep = "rules[0].statement: and, or and not may be nested 3 deep, one less below a rate"
    assert world.problems(ACL, **acl(rule(statement, action={"block": {}}))) == ([] if fits else [deep])


def test_below_a_rate_there_is_one_level_less(world: World) -> None:
    words = world.problems(ACL, **acl(rule(rate(nested(3)), action={"block": {}})))
    assert words == ["rules[0].statement: and, or and not may be nested 3 deep, one less below a rate"]


@pytest.mark.parametrize(("limit", "window"), [(9, 60), (10, 61)])
def test_a_rate_is_of_what_is_offered(world: World, limit: int, window: int) -> None:
    counted = {"aggregateKeyType": "IP", "limit": limit, "evaluationWindowSec": window}
    words = world.problems(ACL, **acl(rule({"rateBasedStatement": counted}, action={"block": {}})))
    assert len(words) == 1
    assert ("limit" if limit == 9 else "evaluationWindowSec") in words[0]


def test_a_rule_has_the_action_of_its_kind(world: World) -> None:
    group = {"managedRuleGroupStatement": {"vendorName": "AWS", "name": "AWSManagedRulesCommonRuleSet"}}
    assert world.problems(ACL, **acl(rule(group, action={"block": {}}))) == [
        "rules[0]: a rule of this statement has overrideAction, and no action"
    ]
    assert world.problems(ACL, **acl(rule(GEO))) == [
        "rules[0]: a rule of this statement has action, and no overrideAction"
    ]
    world.make(ACL, "a", **acl(rule(group, overrideAction={"none": {}})))


def test_a_rule_group_that_aws_does_not_offer_is_refused(world: World) -> None:
    group = {"managedRuleGroupStatement": {"vendorName": "AWS", "name": "AWSManagedRulesEverything"}}
    words = world.refused(ACL, **acl(rule(group, overrideAction={"none": {}})))
    assert words.startswith("WAFNonexistentItemException: ")
    assert words.endswith("AWSManagedRulesEverything")


def test_a_firewall_logs_to_a_group_with_the_right_name_in_its_own_region(world: World) -> None:
    made = world.make(ACL, "a", **acl())
    here = world.make(LOG_GROUP, "here", name="aws-waf-logs-here")
    other = world.make(LOG_GROUP, "other", name="other")
    away = world.make(LOG_GROUP, "away", name="aws-waf-logs-away", region="us-east-1")

    def inputs(group: Any) -> dict[str, Any]:
        return {"resourceArn": made.properties["arn"], "logDestinationConfigs": [group.properties["arn"]]}

    for wrong in (other, away):
        assert world.refused(LOGGING, **inputs(wrong)).startswith("WAFInvalidParameterException: Error reason: The ARN")
    logging = world.make(LOGGING, "l", **inputs(here))
    assert logging.id == made.properties["arn"]
    assert world.refused(LOGGING, **{**inputs(here), "resourceArn": made.properties["arn"] + "x"}).startswith(
        "WAFNonexistentItemException"
    )
