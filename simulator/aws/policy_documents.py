"""Judges policy documents as IAM and the services with policies of their own do."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from simulator.policy_text import as_list, statements

Kind = Literal["identity", "trust", "resource"]
"""Whose document it is: a user's or role's, a role's trust, or a resource's own."""
VERSIONS = ("2012-10-17", "2008-10-17")
ACTION = re.compile(r"^(\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)$")
RESOURCE = re.compile(r"^(\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:.+)$")
STATEMENT_KEYS = {
    "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
}  # fmt: skip


def problems(text: str, kind: Kind) -> Iterator[str]:
    """What is wrong with a document, in IAM's words where they are known."""
    try:
        document = json.loads(text)
    except ValueError:
        yield "Syntax errors in policy."
        return
    if not isinstance(document, dict):
        yield "Syntax errors in policy."
        return
    if document.get("Version", VERSIONS[0]) not in VERSIONS:
        yield f"The policy's Version must be {' or '.join(VERSIONS)}."
    if not as_list(document.get("Statement")):
        yield "Syntax errors in policy: it has no Statement."
    sids = [statement.get("Sid") for statement in statements(text) if statement.get("Sid")]
    if len(sids) != len(set(sids)):
        yield "Statement IDs (SID) in a single policy must be unique."
    for statement in statements(text):
        yield from statement_problems(statement, kind)


def statement_problems(statement: Mapping[str, Any], kind: Kind) -> Iterator[str]:
    """What is wrong with one statement."""
    unknown = sorted(set(statement) - STATEMENT_KEYS)
    if unknown:
        yield f"Syntax errors in policy: unknown element {', '.join(unknown)}."
    if statement.get("Effect") not in ("Allow", "Deny"):
        yield "Invalid effect: it must be Allow or Deny."
    if not ("Action" in statement) ^ ("NotAction" in statement):
        yield "Policy statement must contain actions: exactly one of Action and NotAction."
    for action in as_list(statement.get("Action", statement.get("NotAction"))):
        if not ACTION.match(str(action)):
            yield f"Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.: {action}"
    yield from (identity_parts if kind == "identity" else resource_parts)(statement, kind)


def identity_parts(statement: Mapping[str, Any], _kind: Kind) -> Iterator[str]:
    """An identity's statement names resources and no principal."""
    if "Principal" in statement or "NotPrincipal" in statement:
        yield "Policy document should not specify a principal."
    if not ("Resource" in statement) ^ ("NotResource" in statement):
        yield "Policy statement must contain resources."
    resources = as_list(statement.get("Resource", statement.get("NotResource")))
    if "Resource" in statement and not resources:
        yield "Policy statement must contain resources."
    for resource in resources:
        if not RESOURCE.match(str(resource)):
            yield f'Resource {resource} must be in ARN format or "*".'
    if "Action" in statement and not as_list(statement["Action"]):
        yield "Policy statement must contain actions."


def resource_parts(statement: Mapping[str, Any], kind: Kind) -> Iterator[str]:
    """A resource's or trust's statement names a principal; a trust names no resource."""
    if not ("Principal" in statement) ^ ("NotPrincipal" in statement):
        yield "Missing required field Principal"
    if kind == "trust":
        if "Resource" in statement or "NotResource" in statement:
            yield "Has prohibited field Resource"
        for action in as_list(statement.get("Action")):
            if not str(action).startswith("sts:"):
                yield f"AssumeRole policy may only specify STS AssumeRole actions, got {action}."
    elif not ("Resource" in statement) ^ ("NotResource" in statement):
        yield "Missing required field Resource"


def principals(statement: Mapping[str, Any], kind: str) -> list[str]:
    """The principals of a kind (AWS, Service, Federated) in a statement."""
    principal = statement.get("Principal")
    if principal == "*":
        return ["*"]
    return [str(each) for each in as_list(principal.get(kind))] if isinstance(principal, dict) else []


def is_public(text: str) -> bool:
    """Whether a resource's document lets anybody in: allowed to all, without a condition."""
    return any(
        statement.get("Effect") == "Allow" and not statement.get("Condition") and "*" in principals(statement, "AWS")
        for statement in statements(text)
    )
