"""Judges policy documents as RAM, OSS and KMS do."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from simulator.behaviour import Refusal
from simulator.policy_text import as_list, statements

Kind = Literal["identity", "trust", "resource"]
"""Whose document it is: a user's or role's, a role's trust, or a resource's own."""
VERSION = "1"
ACTION = re.compile(r"^(\*|[a-z0-9-]+:[A-Za-z0-9*]+)$")
RESOURCE = re.compile(r"^(\*|acs:[^:]*:[^:]*:[^:]*:.+)$")
KEYS = {"Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal", "Condition", "Sid"}


def problems(text: str, kind: Kind) -> Iterator[str]:
    """What is wrong with a document."""
    try:
        document = json.loads(text)
    except ValueError:
        yield "the document is not JSON"
        return
    if not isinstance(document, dict) or not statements(text):
        yield "the document has no Statement"
        return
    if document.get("Version") != VERSION:
        yield f'Version must be "{VERSION}"'
    for statement in statements(text):
        yield from statement_problems(statement, kind)


def statement_problems(statement: Mapping[str, Any], kind: Kind) -> Iterator[str]:
    """What is wrong with one statement."""
    for key in sorted(set(statement) - KEYS):
        yield f"unknown element {key}"
    if statement.get("Effect") not in ("Allow", "Deny"):
        yield "Effect must be Allow or Deny"
    actions = as_list(statement.get("Action", statement.get("NotAction")))
    if not actions:
        yield "a statement needs actions"
    yield from (f"{action} is no action such as oss:GetObject" for action in actions if not ACTION.match(str(action)))
    if kind == "trust":
        yield from (f"a trust allows sts:AssumeRole, not {each}" for each in actions if each != "sts:AssumeRole")
    resources = as_list(statement.get("Resource", statement.get("NotResource")))
    if kind != "trust" and not resources:
        yield "a statement needs resources"
    yield from (
        f"{each} is no resource such as acs:oss:*:*:name" for each in resources if not RESOURCE.match(str(each))
    )
    has_principal = "Principal" in statement or "NotPrincipal" in statement
    if has_principal != (kind != "identity"):
        yield "a statement of an identity has no Principal" if kind == "identity" else "a statement needs a Principal"


def refuse_malformed(text: str, kind: Kind) -> None:
    """Raises Refusal for a document that is wrong, with all that is wrong with it."""
    wrong = list(problems(text, kind))
    if wrong:
        raise Refusal(f"MalformedPolicyDocument: {'; '.join(wrong)}")


def is_public(text: Any) -> bool:
    """Whether a resource's document lets anybody in: allowed to all, without a condition."""
    return any(
        statement.get("Effect") == "Allow"
        and not statement.get("Condition")
        and "*" in as_list(statement.get("Principal"))
        for statement in statements(text)
    )
