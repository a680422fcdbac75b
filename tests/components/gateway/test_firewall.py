from typing import Any

from components.gateway import Limit, Prefix
from tests.components.containers.parts import stage
from tests.components.recorder import Recorder, run, without_tags
from tests.components.stand import make_gateway

ACL = "aws:wafv2/webAcl:WebAcl"
ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation"
LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"


def deploy(platform: dict[str, Any] | None = None, **changes: Any) -> None:
    run(lambda: make_gateway(*stage(**(platform or {})), **changes))


def limit(*paths: str, others: tuple[str, ...] = (), host: str | None = None) -> Limit:
    return Limit(
        part="api",
        prefixes=[Prefix(path=path, host=host) for path in paths],
        others=[Prefix(path=path, host=None) for path in others],
        requests_per_second=5,
        burst=20,
    )


def path(expression: str) -> dict[str, Any]:
    return {
        "regexMatchStatement": {
            "regexString": expression,
            "fieldToMatch": {"uriPath": {}},
            "textTransformations": [{"priority": 0, "type": "NONE"}],
        }
    }


def host(expression: str) -> dict[str, Any]:
    return {
        "regexMatchStatement": {
            "regexString": expression,
            "fieldToMatch": {"singleHeader": {"name": "host"}},
            "textTransformations": [{"priority": 0, "type": "LOWERCASE"}],
        }
    }


def scopes(recorder: Recorder) -> dict[str, Any]:
    """Name of each limit -> the requests it counts; None: all."""
    rules = recorder.inputs(ACL)["rules"]
    return {rule["name"]: rule["statement"]["rateBasedStatement"].get("scopeDownStatement") for rule in rules}


def test_without_a_wish_there_is_no_firewall_to_pay_for(recorder: Recorder) -> None:
    deploy({"access_logs": True})
    assert [recorder.names(type_) for type_ in (ACL, ASSOCIATION, LOGGING)] == [[], [], []]


def test_a_firewall_turns_away_what_aws_knows_to_be_bad(recorder: Recorder) -> None:
    deploy(firewall=True)
    inputs = without_tags(recorder.inputs(ACL))
    rules = inputs.pop("rules")
    assert inputs == {
        "scope": "REGIONAL",
        "description": "Before gateway of notes prod",
        "defaultAction": {"allow": {}},
        "visibilityConfig": {
            "cloudwatchMetricsEnabled": True,
            "metricName": "gateway-firewall",
            "sampledRequestsEnabled": False,
        },
    }
    groups = [rule["statement"]["managedRuleGroupStatement"] for rule in rules]
    uploads = [{"name": "SizeRestrictions_BODY", "actionToUse": {"count": {}}}]
    assert groups == [
        {"vendorName": "AWS", "name": "AWSManagedRulesAmazonIpReputationList"},
        {"vendorName": "AWS", "name": "AWSManagedRulesCommonRuleSet", "ruleActionOverrides": uploads},
        {"vendorName": "AWS", "name": "AWSManagedRulesKnownBadInputsRuleSet"},
    ]
    assert [(rule["priority"], rule["overrideAction"]) for rule in rules] == [(n, {"none": {}}) for n in (1, 2, 3)]


def test_it_stands_before_the_load_balancer(recorder: Recorder) -> None:
    deploy(firewall=True)
    assert recorder.inputs(ASSOCIATION) == {
        "resourceArn": "arn:aws:lb:eu-central-1:123456789012:gateway-1234567",
        "webAclArn": "arn:aws:wafv2:eu-central-1:123456789012:gateway-firewall-1234567",
    }


def test_a_client_is_limited_over_a_minute_on_the_routes_of_the_part(recorder: Recorder) -> None:
    deploy(limits=[limit("/api", others=("/", "/docs"))])
    assert recorder.inputs(ACL)["rules"] == [
        {
            "name": "api-limit",
            "priority": 11,
            "action": {"block": {"customResponse": {"responseCode": 429}}},
            "statement": {
                "rateBasedStatement": {
                    "aggregateKeyType": "IP",
                    "evaluationWindowSec": 60,
                    "limit": 320,
                    "scopeDownStatement": path("^/api(/|$)"),
                }
            },
            "visibilityConfig": {
                "cloudwatchMetricsEnabled": True,
                "metricName": "api-limit",
                "sampledRequestsEnabled": False,
            },
        }
    ]


def test_a_part_that_answers_everything_is_limited_on_everything(recorder: Recorder) -> None:
    deploy(limits=[limit("/")])
    assert scopes(recorder) == {"api-limit": None}


def test_what_another_part_answers_below_does_not_count(recorder: Recorder) -> None:
    deploy(limits=[limit("/", others=("/docs", "/a.b"))])
    holes = [{"notStatement": {"statement": path(text)}} for text in (r"^/a\.b(/|$)", "^/docs(/|$)")]
    assert scopes(recorder) == {"api-limit": {"andStatement": {"statements": holes}}}


def test_paths_of_one_host_count_together(recorder: Recorder) -> None:
    deploy(limits=[limit("/a", "/b", host="app.example.com")])
    either = {"orStatement": {"statements": [path("^/a(/|$)"), path("^/b(/|$)")]}}
    named = host(r"^app\.example\.com(:[0-9]+)?$")
    assert scopes(recorder) == {"api-limit": {"andStatement": {"statements": [either, named]}}}


def test_a_path_with_a_hole_counts_for_itself(recorder: Recorder) -> None:
    deploy(limits=[limit("/a", "/b", others=("/b/c",))])
    hole = [path("^/b(/|$)"), {"notStatement": {"statement": path("^/b/c(/|$)")}}]
    assert scopes(recorder) == {"api-limit": path("^/a(/|$)"), "api-limit-2": {"andStatement": {"statements": hole}}}


def test_limits_come_after_the_rule_groups(recorder: Recorder) -> None:
    deploy(firewall=True, limits=[limit("/api")])
    assert [rule["priority"] for rule in recorder.inputs(ACL)["rules"]] == [1, 2, 3, 11]


def test_what_was_turned_away_is_recorded_without_credentials(recorder: Recorder) -> None:
    deploy({"access_logs": True}, firewall=True)
    group = recorder.inputs(LOG_GROUP, "gateway-firewall-logs")
    assert (group["name"], group["retentionInDays"]) == ("aws-waf-logs-notes-prod-gateway", 365)
    assert group["kmsKeyId"] == "arn:aws:kms:eu-central-1:123456789012:key/platform-key-1234567"
    conditions = [{"actionCondition": {"action": action}} for action in ("BLOCK", "COUNT")]
    assert recorder.inputs(LOGGING) == {
        "resourceArn": "arn:aws:wafv2:eu-central-1:123456789012:gateway-firewall-1234567",
        "logDestinationConfigs": ["arn:aws:logs:eu-central-1:123456789012:log-group:aws-waf-logs-notes-prod-gateway"],
        "loggingFilter": {
            "defaultBehavior": "DROP",
            "filters": [{"behavior": "KEEP", "requirement": "MEETS_ANY", "conditions": conditions}],
        },
        "redactedFields": [
            {"queryString": {}},
            {"singleHeader": {"name": "authorization"}},
            {"singleHeader": {"name": "cookie"}},
            {"singleHeader": {"name": "x-entry-token"}},
        ],
    }


def test_where_nothing_is_recorded_neither_is_this(recorder: Recorder) -> None:
    deploy({"access_logs": False}, firewall=True)
    assert recorder.names(LOGGING) == []
