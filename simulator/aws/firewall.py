"""WAF web ACLs, and where they log."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.aws.find import LOG_GROUP
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.cloud import ACCOUNT

ACL = "aws:wafv2/webAcl:WebAcl"
LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
HOME = "us-east-1"
DEEPEST = 3
"""How deep the provider's schema nests and, or and not (wafv2/schemas.go); below a rate it is one less."""
GROUPS = frozenset(
    {
        "AWSManagedRulesCommonRuleSet", "AWSManagedRulesAdminProtectionRuleSet", "AWSManagedRulesKnownBadInputsRuleSet",
        "AWSManagedRulesSQLiRuleSet", "AWSManagedRulesLinuxRuleSet", "AWSManagedRulesUnixRuleSet",
        "AWSManagedRulesWindowsRuleSet", "AWSManagedRulesPHPRuleSet", "AWSManagedRulesWordPressRuleSet",
        "AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesAnonymousIpList", "AWSManagedRulesBotControlRuleSet",
        "AWSManagedRulesATPRuleSet", "AWSManagedRulesACFPRuleSet", "AWSManagedRulesAntiDDoSRuleSet",
    }
)  # fmt: skip
"""What AWS offers (WAF developer guide, "AWS Managed Rules rule groups list")."""
LOG_PREFIX = "aws-waf-logs-"
PER_MANAGED, PER_RULE = 50, 2
"""Capacity units of a rule, as a rough figure (WAF developer guide, "AWS WAF web ACL capacity units")."""


def rules_differ(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """No two rules share a name or a priority."""
    for name in ("name", "priority"):
        counts = Counter(str(rule.get(name)) for rule in inputs.get("rules") or () if isinstance(rule, dict))
        yield from (f"rules: two rules have the {name} {value}" for value, count in counts.items() if count > 1)


def rules_fit(inputs: Mapping[str, Any], old: Mapping[str, Any]) -> Iterator[str]:
    """Rules differ, have the kind of action that goes with their statement, and nest no deeper than the provider."""
    yield from rules_differ(inputs, old)
    for index, rule in enumerate(inputs.get("rules") or ()):
        statement = rule.get("statement", {}) if isinstance(rule, dict) else {}
        whole = any(name in statement for name in ("managedRuleGroupStatement", "ruleGroupReferenceStatement"))
        wanted, other = ("overrideAction", "action") if whole else ("action", "overrideAction")
        if statement and (not rule.get(wanted) or rule.get(other)):
            yield f"rules[{index}]: a rule of this statement has {wanted}, and no {other}"
        if deeper(statement, DEEPEST):
            yield f"rules[{index}].statement: and, or and not may be nested {DEEPEST} deep, one less below a rate"


def deeper(statement: Mapping[str, Any], levels: int) -> bool:
    """Whether statements nest deeper than `levels`."""
    rate = statement.get("rateBasedStatement") or statement.get("managedRuleGroupStatement") or {}
    if deeper(rate.get("scopeDownStatement") or {}, levels - 1) if rate else False:
        return True
    inner = [
        *(statement.get("andStatement", {}).get("statements") or ()),
        *(statement.get("orStatement", {}).get("statements") or ()),
        *([statement["notStatement"]["statement"]] if statement.get("notStatement") else ()),
    ]
    return bool(inner) and (levels == 0 or any(deeper(each, levels - 1) for each in inner))


def groups_exist(call: Call) -> None:
    """A rule group of AWS's own is one that AWS offers."""
    for rule in call.inputs.get("rules") or ():
        group = rule.get("statement", {}).get("managedRuleGroupStatement") or {}
        if group.get("vendorName") == "AWS" and group["name"] not in GROUPS:
            raise Refusal(
                "WAFNonexistentItemException: AWS WAF couldn't perform the operation because your resource doesn't "
                f"exist: {group['name']}"
            )


def destination_fits(call: Call) -> None:
    """A log group is there, in the ACL's region, and bears the prefix that WAF asks for."""
    for arn in call.inputs["logDestinationConfigs"]:
        name = arn.rpartition(":")[2]
        there = ":log-group:" not in arn or call.find(LOG_GROUP, arn=arn)
        if not name.startswith(LOG_PREFIX) or not there:
            raise Refusal(
                "WAFInvalidParameterException: Error reason: The ARN isn't valid. A valid ARN begins with arn: and "
                f"includes other information separated by colons or slashes., field: LOG_DESTINATION, parameter: {arn}"
            )


def scope_fits(call: Call) -> None:
    """CloudFront's ACLs live in us-east-1."""
    if call.inputs["scope"] == "CLOUDFRONT" and call.region != HOME:
        raise Refusal(
            "WAFInvalidParameterException: Error reason: The scope is not valid., field: SCOPE_VALUE, parameter: "
            "CLOUDFRONT (use region us-east-1)"
        )


def answer(call: Call) -> Mapping[str, Any]:
    """An ACL's ARN says its scope."""
    rules = call.inputs.get("rules") or ()
    capacity = sum(
        PER_MANAGED if "managedRuleGroupStatement" in rule.get("statement", {}) else PER_RULE for rule in rules
    )
    token = hashlib.sha256(repr(sorted(call.inputs.items(), key=str)).encode()).hexdigest()[:32]
    known: dict[str, Any] = {"capacity": capacity, "lockToken": token}
    if call.old:
        return known
    digest = hashlib.sha256(f"{call.urn} {call.inputs['name']}".encode()).hexdigest()
    id_ = "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32]))
    scope = "global" if call.inputs["scope"] == "CLOUDFRONT" else "regional"
    arn = f"arn:{call.partition}:wafv2:{call.region}:{ACCOUNT}:{scope}/webacl/{call.inputs['name']}/{id_}"
    return {**known, "id": id_, "arn": arn}


BEHAVIOURS = {
    ACL: Behaviour(check=rules_fit, create=(scope_fits, groups_exist), update=(groups_exist,), answer=answer),
    LOGGING: Behaviour(create=(destination_fits,), update=(destination_fits,)),
}
