"""Policy documents of AWS: who may do what, written from statements, without a wildcard action."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pulumi

from components.connection import Statement

ANY_RESOURCE: Mapping[str, str] = {
    "ecr:GetAuthorizationToken": "one login is valid for every registry of the account",
    "ssmmessages:CreateControlChannel": "a shell's channel has no ARN before it is open",
    "ssmmessages:CreateDataChannel": "a shell's channel has no ARN before it is open",
    "ssmmessages:OpenControlChannel": "a shell's channel has no ARN before it is open",
    "ssmmessages:OpenDataChannel": "a shell's channel has no ARN before it is open",
    "logs:DescribeLogGroups": "lists the groups of the account; AWS checks it against all of them",
    "elasticloadbalancing:DescribeListeners": "a list of the whole region",
    "elasticloadbalancing:DescribeRules": "a list of the whole region",
    "elasticloadbalancing:DescribeTargetGroups": "a list of the whole region",
    "elasticloadbalancing:DescribeTargetHealth": "a list of the whole region",
    "tag:GetResources": "lists tags over all services",
    "ec2:DescribeAccountAttributes": "a list of the whole account",
    "ec2:DescribeAvailabilityZones": "a list of the whole region",
    "ec2:DescribeInternetGateways": "a list of the whole region",
    "ec2:DescribeSecurityGroups": "a list of the whole region",
    "ec2:DescribeSubnets": "a list of the whole region",
    "ec2:DescribeVpcs": "a list of the whole region",
}
"""The calls that accept no resource but `*`, and why: the AWS service authorization reference lists none for them."""

SOURCE_ACCOUNT_SERVICES = frozenset(
    {
        "ecs-tasks.amazonaws.com",
        "vpc-flow-logs.amazonaws.com",
        "scheduler.amazonaws.com",
        "backup.amazonaws.com",
        "events.amazonaws.com",
    }
)
"""Services that send `aws:SourceAccount` when they assume a role; for others the condition would never hold."""


@dataclass(frozen=True, kw_only=True)
class ResourceStatement:
    """A permission inside a resource's own policy: it also says who is meant."""

    sid: str
    """A name for readers: letters and digits."""
    principal: Mapping[str, pulumi.Input[str]] | Literal["*"]
    """`{"Service": …}`, `{"AWS": …}`, or everybody, which only a denial or a narrow condition may say."""
    permission: Statement
    effect: Literal["Allow", "Deny"] = "Allow"


def document(statements: Sequence[Statement | ResourceStatement]) -> pulumi.Input[str]:
    """Return the policy's JSON text: plain when every part of it is, so that a preview shows and judges it."""
    return json_text({"Version": "2012-10-17", "Statement": [_entry(statement) for statement in statements]})


def trust(service: str, account: pulumi.Input[str]) -> pulumi.Input[str]:
    """Return the trust policy of a role that `service` assumes, for this account only where the service says whose."""
    entry: dict[str, Any] = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    if service in SOURCE_ACCOUNT_SERVICES:
        entry["Condition"] = {"StringEquals": {"aws:SourceAccount": account}}
    return json_text({"Version": "2012-10-17", "Statement": [entry]})


def any_resource(*actions: str) -> Statement:
    """Return the permission for calls that accept no resource; KeyError for one that `ANY_RESOURCE` does not list."""
    for action in actions:
        ANY_RESOURCE[action]
    return Statement(actions=actions, resources=("*",))


def json_text(value: Any) -> pulumi.Input[str]:
    """Return JSON text: a plain string when `value` holds no Output, else an Output of it."""
    return pulumi.Output.json_dumps(value) if _has_output(value) else json.dumps(value)


def _entry(statement: Statement | ResourceStatement) -> dict[str, Any]:
    if isinstance(statement, Statement):
        return {"Effect": "Allow", **_permission(statement)}
    return {
        "Sid": statement.sid,
        "Effect": statement.effect,
        "Principal": statement.principal if statement.principal == "*" else dict(statement.principal),
        **_permission(statement.permission),
    }


def _permission(permission: Statement) -> dict[str, Any]:
    entry: dict[str, Any] = {"Action": list(permission.actions), "Resource": list(permission.resources)}
    if permission.conditions:
        entry["Condition"] = {operator: dict(keys) for operator, keys in permission.conditions.items()}
    return entry


def _has_output(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(_has_output(item) for item in value.values())
    if isinstance(value, list | tuple):
        return any(_has_output(item) for item in value)
    return isinstance(value, pulumi.Output)
