"""Policy documents of Alibaba Cloud: who may do what, written from statements, without a wildcard action."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pulumi

from components.connection import Statement

VERSION = "1"


def document(statements: Sequence[Statement]) -> pulumi.Input[str]:
    """The document of a role or user; plain text where nothing in it waits for a resource."""
    return json_text({"Version": VERSION, "Statement": [_allowed(statement) for statement in statements]})


def trust(service: str) -> str:
    """The document that lets a service assume a role."""
    statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": [service]}}
    return json.dumps({"Version": VERSION, "Statement": [statement]})


def json_text(value: Any) -> pulumi.Output[str]:
    """JSON of values that may be outputs, the keys in order."""
    return pulumi.Output.json_dumps(value, sort_keys=True)


def _allowed(statement: Statement) -> Mapping[str, Any]:
    said: dict[str, Any] = {
        "Effect": "Allow",
        "Action": list(statement.actions),
        "Resource": list(statement.resources),
    }
    if statement.conditions:
        said["Condition"] = {operator: dict(keys) for operator, keys in statement.conditions.items()}
    return said
