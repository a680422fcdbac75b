"""The rules of a firewall: attacks that AWS knows, and clients that ask too often."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pulumi_aws as aws

from components.gateway import Limit, Prefix

Rule = aws.wafv2.WebAclRuleArgsDict
Statement = Any
"""A mapping of the form that the SDK describes for its place; it is the same in several places."""

MANAGED: Mapping[str, Sequence[str]] = {
    "AWSManagedRulesAmazonIpReputationList": (),
    "AWSManagedRulesCommonRuleSet": ("SizeRestrictions_BODY",),
    "AWSManagedRulesKnownBadInputsRuleSet": (),
}
"""Rule group of AWS -> its rules that only count: a body of more than 8 KiB is an upload, not an attack."""

WINDOW_SECONDS = 60
"""Requests are counted over the last minute: the shortest window that WAF offers."""

TOO_MANY = 429

FIRST_LIMIT = 11
"""Limits come after the rule groups: what those turn away counts for nobody."""


def rules(*, managed: bool, limits: Sequence[Limit]) -> list[Rule]:
    """Return the rules in order; with `managed`, the groups that AWS keeps current come first."""
    groups = [_group(name, place) for place, name in enumerate(MANAGED, start=1)] if managed else []
    limited = [(limit, name, scope) for limit in limits for name, scope in _scopes(limit)]
    return [
        *groups,
        *(_limit(limit, name, scope, place) for place, (limit, name, scope) in enumerate(limited, start=FIRST_LIMIT)),
    ]


def visibility(metric: str) -> aws.wafv2.WebAclVisibilityConfigArgsDict:
    """Requests are counted in CloudWatch; none is kept as a sample, since samples show cookies and tokens."""
    return {"cloudwatch_metrics_enabled": True, "metric_name": metric, "sampled_requests_enabled": False}


def _group(name: str, place: int) -> Rule:
    counted = [{"name": rule, "action_to_use": {"count": {}}} for rule in MANAGED[name]]
    statement: Statement = {"vendor_name": "AWS", "name": name}
    if counted:
        statement["rule_action_overrides"] = counted
    return {
        "name": name,
        "priority": place,
        "override_action": {"none": {}},
        "statement": {"managed_rule_group_statement": statement},
        "visibility_config": visibility(name),
    }


def _limit(limit: Limit, name: str, scope: Statement | None, place: int) -> Rule:
    counted: Statement = {
        "aggregate_key_type": "IP",
        "evaluation_window_sec": WINDOW_SECONDS,
        "limit": limit.requests_per_second * WINDOW_SECONDS + limit.burst,
    }
    if scope is not None:
        counted["scope_down_statement"] = scope
    return {
        "name": name,
        "priority": place,
        "action": {"block": {"custom_response": {"response_code": TOO_MANY}}},
        "statement": {"rate_based_statement": counted},
        "visibility_config": visibility(name),
    }


def _scopes(limit: Limit) -> Iterator[tuple[str, Statement | None]]:
    """Name of a rule and the requests it counts; None for all.

    One rule does, unless a part's prefixes lie on different hosts or have different holes: AWS's provider nests
    statements three deep, so each such group has a rule, and counts, of its own.
    """
    groups: dict[tuple[str | None, tuple[str, ...]], list[str]] = {}
    for prefix in limit.prefixes:
        groups.setdefault((prefix.host, _holes(prefix, limit)), []).append(prefix.path)
    for number, ((host, holes), paths) in enumerate(groups.items(), start=1):
        yield f"{limit.part}-limit" + (f"-{number}" if number > 1 else ""), _scope(host, paths, holes)


def _holes(prefix: Prefix, limit: Limit) -> tuple[str, ...]:
    """Paths below a prefix that another part answers."""
    below = prefix.path.rstrip("/") + "/"
    return tuple(
        sorted(
            other.path
            for other in limit.others
            if other.path.startswith(below) and other.path != prefix.path and other.host in (None, prefix.host)
        )
    )


def _scope(host: str | None, paths: Sequence[str], holes: Sequence[str]) -> Statement | None:
    wanted = [] if "/" in paths else [_path(path) for path in paths]
    conditions = [
        *([{"or_statement": {"statements": wanted}}] if len(wanted) > 1 else wanted),
        *([_host(host)] if host else []),
        *({"not_statement": {"statement": _path(path)}} for path in holes),
    ]
    if len(conditions) > 1:
        return {"and_statement": {"statements": conditions}}
    return conditions[0] if conditions else None


def _path(path: str) -> Statement:
    """The path itself and all below it."""
    return _matches(f"^{re.escape(path)}(/|$)", {"uri_path": {}}, "NONE")


def _host(host: str) -> Statement:
    return _matches(f"^{re.escape(host)}(:[0-9]+)?$", {"single_header": {"name": "host"}}, "LOWERCASE")


def _matches(expression: str, field: Mapping[str, Any], transformation: str) -> Statement:
    return {
        "regex_match_statement": {
            "regex_string": expression,
            "field_to_match": field,
            "text_transformations": [{"priority": 0, "type": transformation}],
        }
    }
