"""WAF web ACLs."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.behaviour import Behaviour, Call, Refusal
from simulator.cloud import ACCOUNT

ACL = "aws:wafv2/webAcl:WebAcl"
HOME = "us-east-1"
PER_MANAGED, PER_RULE = 50, 2
"""Capacity units of a rule, as a rough figure (WAF developer guide, "AWS WAF web ACL capacity units")."""


def rules_differ(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """No two rules share a name or a priority."""
    for name in ("name", "priority"):
        counts = Counter(str(rule.get(name)) for rule in inputs.get("rules") or () if isinstance(rule, dict))
        yield from (f"rules: two rules have the {name} {value}" for value, count in counts.items() if count > 1)


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


BEHAVIOURS = {ACL: Behaviour(check=rules_differ, create=(scope_fits,), answer=answer)}
