"""What every web application firewall must hold: rules that act, known attacks, limits, figures and a log."""

from collections.abc import Iterator

from pulumi_policy import Severity

from policies.pack.checks import Requirement
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import Companion, GraphCheck
from policies.pack.predicates import Predicate, Verdict, equals
from policies.pack.resource import Resource
from policies.pack.rule import ALWAYS, MENTIONED_IN_DEV, OUTSIDE_DEV, Catalogue, Rule
from policies.pack.values import Marker
from policies.rules.alicloud import waf as alicloud
from policies.rules.waived import FIREWALL_RULES
from policies.rules.web_acls import SEPARATE_RULE, WEB_ACL, has_statement

KNOWN_BAD_INPUTS = "AWSManagedRulesKnownBadInputsRuleSet"
"""Holds Log4JRCE, against CVE-2021-44228 (AWS Managed Rules, baseline rule groups)."""


def _acts() -> Predicate:
    """A rule with an action of its own, or with a word on the actions of its group."""

    def test(rule: object) -> Verdict:
        named = rule if isinstance(rule, dict) else {}
        chosen = [named.get("action"), named.get("overrideAction")]
        return Marker.UNKNOWN if Marker.UNKNOWN in chosen else any(chosen)

    return Predicate("a rule with action or overrideAction", test, lambda _: "without action and overrideAction")


def _has_rules(graph: Graph, acl: Resource) -> Iterator[Finding]:
    inside = [acl.properties.get("rules"), acl.properties.get("ruleJson")]
    if not any(inside) and not graph.referrers(acl, SEPARATE_RULE, "webAclArn"):
        yield Finding(acl, "rules", "is empty", "add rules")


RULES = (
    Rule(
        id="WF-01",
        title="A firewall has rules, each with an action",
        severity=Severity.HIGH,
        levels=MENTIONED_IN_DEV,
        catalogue=Catalogue(fsbp=("WAF.10",), checkov=("CKV_AWS_175", "CKV_AWS_342")),
        clouds={
            "alicloud": alicloud.CHECKS["WF-01"],
            "aws": (
                GraphCheck(WEB_ACL, _has_rules),
                Requirement(WEB_ACL, "rules[]", _acts(), "set one of them"),
                Requirement(SEPARATE_RULE, "", _acts(), "set one of them", label="action"),
            ),
        },
    ),
    Rule(
        id="WF-02",
        title="A firewall turns known attacks away, Log4j among them",
        severity=Severity.HIGH,
        levels=MENTIONED_IN_DEV,
        waived={"aws": FIREWALL_RULES},
        catalogue=Catalogue(checkov=("CKV_AWS_192", "CKV2_AWS_76")),
        clouds={
            "alicloud": alicloud.CHECKS["WF-02"],
            "aws": (
                has_statement(
                    "managedRuleGroupStatement",
                    lambda group: group.get("name") == KNOWN_BAD_INPUTS,
                    f"lacks {KNOWN_BAD_INPUTS}",
                    "add the managed rule group",
                ),
            ),
        },
    ),
    Rule(
        id="WF-03",
        title="A firewall counts what its rules do",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("WAF.12",)),
        clouds={
            "aws": (
                Requirement(WEB_ACL, "visibilityConfig.cloudwatchMetricsEnabled", equals(True)),
                Requirement(WEB_ACL, "rules[].visibilityConfig.cloudwatchMetricsEnabled", equals(True)),
                Requirement(SEPARATE_RULE, "visibilityConfig.cloudwatchMetricsEnabled", equals(True)),
            )
        },
    ),
    Rule(
        id="WF-04",
        title="A firewall records what it turns away",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        catalogue=Catalogue(
            checkov=("CKV2_AWS_31",), cis_alicloud=("2.7",), infraguard=("waf3-defense-resource-logging-enabled",)
        ),
        clouds={
            "aws": (
                Companion(WEB_ACL, "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "resourceArn"),
            )
        },
    ),
    Rule(
        id="WF-05",
        title="A firewall limits how often one client may ask",
        severity=Severity.HIGH,
        levels=MENTIONED_IN_DEV,
        waived={"aws": FIREWALL_RULES},
        clouds={
            "alicloud": alicloud.CHECKS["WF-05"],
            "aws": (has_statement("rateBasedStatement", bool, "has no rate-based rule", "add a rateBasedStatement"),),
        },
    ),
)
