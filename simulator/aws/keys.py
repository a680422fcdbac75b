"""KMS keys and aliases, and Secrets Manager's secrets: what outlives its deletion."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from simulator.aws.access import covers, key_of
from simulator.aws.find import KEY, SECRET
from simulator.aws.policy_documents import principals, problems
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.cloud import ACCOUNT, LEFT, Record
from simulator.find import by
from simulator.policy_text import statements

ALIAS = "aws:kms/alias:Alias"
VERSION = "aws:secretsmanager/secretVersion:SecretVersion"
SECRET_SIZE = 65536
"""Bytes of one secret's value (Secrets Manager user guide, "Quotas")."""
KEY_POLICY_SIZE = 32768
"""Bytes of a key policy (KMS developer guide, "Quotas")."""
RECOVERY_DAYS = 30
"""Days a deleted secret waits when nothing is said (Secrets Manager API, DeleteSecret)."""


def key_policy(call: Call) -> None:
    """A key's policy is well formed and does not lock everybody out."""
    text = call.inputs.get("policy")
    if not text:
        return
    for words in problems(text, "resource"):
        raise Refusal(f"MalformedPolicyDocumentException: {words}")
    if len(text.encode()) > KEY_POLICY_SIZE:
        raise Refusal(f"LimitExceededException: the key policy is longer than {KEY_POLICY_SIZE} bytes")
    if not call.inputs.get("bypassPolicyLockoutSafetyCheck") and not any(
        keeps_control(each) for each in statements(text)
    ):
        raise Refusal(
            "MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the "
            "future."
        )


def keeps_control(statement: Mapping[str, Any]) -> bool:
    """Whether a statement lets the account change the key's policy."""
    mine = any(each in ("*", ACCOUNT) or f"::{ACCOUNT}:" in each for each in principals(statement, "AWS"))
    return statement.get("Effect") == "Allow" and mine and covers(statement, "kms:PutKeyPolicy")


def alias_answer(call: Call) -> Mapping[str, Any]:
    """The key's ARN behind an alias."""
    key = key_of(call, call.inputs["targetKeyId"])
    return {"targetKeyArn": key["arn"] if key else ""}


def name_free(call: Call) -> None:
    """A secret's name stays taken while a deleted one waits."""
    if call.cloud.find_in(LEFT, SECRET, call.region, name=call.inputs["name"]):
        raise Refusal(
            "InvalidRequestException: You can't create this secret because a secret with this name is already "
            "scheduled for deletion."
        )


def secret_policy(call: Call) -> None:
    """A secret's own policy is well formed."""
    for words in problems(call.inputs["policy"], "resource") if call.inputs.get("policy") else ():
        raise Refusal(f"MalformedPolicyDocumentException: {words}")


def waits(call: Call) -> None:
    """A deleted secret waits for its recovery window, unless that is 0."""
    old = call.old or {}
    for version in call.find(VERSION, secretArn=call.id):
        call.cloud.remove(version)
    if old.get("recoveryWindowInDays", RECOVERY_DAYS) != 0:
        leave_behind(call)


def leave_behind(call: Call) -> None:
    """Keeps a deleted thing as left behind."""
    call.cloud.put(Record(call.type.token, call.region, call.id, call.id, call.urn, dict(call.old or {}), LEFT))


def version_fits(call: Call) -> None:
    """A secret's value has room and something in it."""
    value = call.inputs.get("secretString") or call.inputs.get("secretBinary") or call.inputs.get("secretStringWo")
    if value is None:
        raise Refusal("InvalidParameterException: You must provide either SecretString or SecretBinary.")
    if len(str(value).encode()) > SECRET_SIZE:
        raise Refusal(f"InvalidParameterException: The secret value is longer than {SECRET_SIZE} bytes")


def version_answer(call: Call) -> Mapping[str, Any]:
    """A version is told by its secret's ARN, also when the secret was named."""
    secret = by(call, SECRET, call.region, name=call.inputs["secretId"])
    arn = secret.id if secret else call.inputs["secretId"]
    versionid = call.outputs["versionId"]
    return {
        "id": f"{arn}|{versionid}",
        "arn": arn,
        "secretArn": arn,
        "hasSecretStringWo": bool(call.inputs.get("secretStringWo")),
    }


def newest_stays(call: Call) -> None:
    """The newest version holds the label AWSCURRENT."""
    arn = call.outputs["secretArn"]
    for other in call.find(VERSION, secretArn=arn):
        if other.id != call.outputs["id"]:
            call.cloud.put(
                dataclasses.replace(other, properties={**other.properties, "versionStages": ["AWSPREVIOUS"]})
            )


BEHAVIOURS = {
    KEY: Behaviour(create=(key_policy,), update=(key_policy,), gone=leave_behind),
    ALIAS: Behaviour(answer=alias_answer),
    SECRET: Behaviour(create=(name_free, secret_policy), update=(secret_policy,), gone=waits),
    VERSION: Behaviour(create=(version_fits,), answer=version_answer, made=newest_stays),
}
