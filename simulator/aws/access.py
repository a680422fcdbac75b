"""Who may do what: the answers that IAM's documents give in the simulated account."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from simulator.aws.find import KEY, ROLE, by_arn
from simulator.aws.policy_documents import principals
from simulator.behaviour import Call, Hook, Refusal
from simulator.cloud import Record
from simulator.data import read_yaml
from simulator.find import by, by_id
from simulator.policy_text import as_list, statements
from simulator.references import values_at

MANAGED = Path(__file__).parent / "managed_policies.yaml"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
POLICY = "aws:iam/policy:Policy"


def matches(pattern: str, value: str) -> bool:
    """Whether an IAM pattern with * and ? covers a value."""
    expression = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(expression, value, re.IGNORECASE) is not None


def covers(statement: Mapping[str, Any], action: str) -> bool:
    """Whether a statement speaks of an action."""
    if "NotAction" in statement:
        return not any(matches(str(each), action) for each in as_list(statement["NotAction"]))
    return any(matches(str(each), action) for each in as_list(statement.get("Action")))


def trusts(role: Mapping[str, Any], service: str) -> bool:
    """Whether a role lets a service assume it."""
    return any(
        statement.get("Effect") == "Allow"
        and covers(statement, "sts:AssumeRole")
        and service in principals(statement, "Service")
        for statement in statements(role.get("assumeRolePolicy", ""))
    )


@cache
def managed() -> dict[str, list[dict[str, Any]]]:
    """The statements of AWS's own policies, by ARN."""
    return read_yaml(MANAGED)


def granted(call: Call, role: Record) -> list[dict[str, Any]]:
    """The statements of all policies of a role: inline ones, and attached ones of the account and of AWS."""
    texts = [each.properties["policy"] for each in call.cloud.find(ROLE_POLICY, role=role.id)]
    texts += [each["policy"] for each in role.properties.get("inlinePolicies") or () if each.get("policy")]
    attached = [each.properties["policyArn"] for each in call.cloud.find(ATTACHMENT, role=role.id)]
    attached += role.properties.get("managedPolicyArns") or []
    own = [by_arn(call, POLICY, arn) for arn in attached]
    texts += [each.properties["policy"] for each in own if each]
    return [
        *(statement for text in texts for statement in statements(text)),
        *(statement for arn in attached for statement in managed().get(arn, ())),
    ]


def lets(call: Call, role: Record, action: str, resource: str) -> bool:
    """Whether a role may do something to a resource; conditions are met for an Allow, and not for a Deny."""
    mine = [each for each in granted(call, role) if covers(each, action) and reaches(each, resource)]
    denied = any(each.get("Effect") == "Deny" and not each.get("Condition") for each in mine)
    return not denied and any(each.get("Effect") == "Allow" for each in mine)


def reaches(statement: Mapping[str, Any], resource: str) -> bool:
    """Whether a statement speaks of a resource."""
    if "NotResource" in statement:
        return not any(matches(str(each), resource) for each in as_list(statement["NotResource"]))
    return any(matches(str(each), resource) for each in as_list(statement.get("Resource")))


def assumed_by(path: str, service: str, error: str) -> Hook:
    """A hook: the roles at a path must let a service assume them; {value} in the error is the role."""

    def hook(call: Call) -> None:
        for value in values_at(call.inputs, tuple(path.split("."))):
            role = by_arn(call, ROLE, value)
            if role and not trusts(role.properties, service):
                raise Refusal(f"{error.format(value=value)} (its trust policy does not name {service})")

    return hook


def key_of(call: Call, name: Any) -> Mapping[str, Any] | None:
    """The KMS key behind an id, ARN or alias."""
    if not name:
        return None
    alias = by(call, "aws:kms/alias:Alias", name=name) or by(call, "aws:kms/alias:Alias", arn=name)
    target = alias.properties["targetKeyId"] if alias else name
    record = by_arn(call, KEY, target) or by_id(call, KEY, target)
    return record.properties if record else None


def key_lets(key: Mapping[str, Any], service: str, actions: Iterable[str], context: Mapping[str, str]) -> bool:
    """Whether a key's policy lets a service use it in an encryption context."""
    policy = [each for each in statements(key.get("policy", "")) if each.get("Effect") == "Allow"]
    mine = [each for each in policy if {service, "*"} & set(principals(each, "Service")) and in_context(each, context)]
    return all(any(covers(statement, action) for statement in mine) for action in actions)


def in_context(statement: Mapping[str, Any], context: Mapping[str, str]) -> bool:
    """Whether a statement's conditions on the encryption context hold; other conditions are taken as met."""
    for tests in (statement.get("Condition") or {}).values():
        for name, wanted in tests.items():
            value = context.get(name.partition("kms:EncryptionContext:")[2])
            if value is not None and not any(matches(str(each), value) for each in as_list(wanted)):
                return False
    return True
