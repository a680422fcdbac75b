"""KMS keys, aliases and secrets: what outlives its deletion."""

from simulator.alicloud.find import leave_behind
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.cloud import LEFT

KEY = "alicloud:kms/key:Key"
ALIAS = "alicloud:kms/alias:Alias"
STORED = "alicloud:kms/secret:Secret"


def key_protected(call: Call) -> None:
    """A protected key stays; deletion needs a waiting time."""
    old = call.old or {}
    if old.get("deletionProtection") == "Enabled":
        raise Refusal(f"Rejected.DeletionProtection: the key {call.id} is protected against deletion")
    if not old.get("pendingWindowInDays") and not old.get("deletionWindowInDays"):
        raise Refusal("pendingWindowInDays must be set to delete a key")


def alias_named(call: Call) -> None:
    """An alias begins with alias/."""
    if not str(call.inputs["aliasName"]).startswith("alias/"):
        raise Refusal(f"InvalidParameter: the alias {call.inputs['aliasName']} must begin with alias/")


def secret_fits(call: Call) -> None:
    """A secret lies in a KMS instance, under one of its keys; its name stays taken while a deleted one waits."""
    if not call.inputs.get("dkmsInstanceId") or not call.inputs.get("encryptionKeyId"):
        raise Refusal("MissingParameter.DKMSInstanceId: a secret needs dkmsInstanceId and encryptionKeyId")
    if call.cloud.find_in(LEFT, STORED, call.region, secretName=call.inputs["secretName"]):
        raise Refusal(
            f"Rejected.ResourceInDeletingState: the secret {call.inputs['secretName']} is scheduled for deletion"
        )


def new_version(call: Call) -> None:
    """A new value comes with a new version."""
    if call.changed("secretData") and not call.changed("versionId"):
        raise Refusal(f"Rejected.ResourceExist: the version {call.inputs['versionId']} exists already")


def secret_waits(call: Call) -> None:
    """A deleted secret waits, unless it is said that it must not."""
    if not (call.old or {}).get("forceDeleteWithoutRecovery"):
        leave_behind(call)


BEHAVIOURS = {
    KEY: Behaviour(delete=(key_protected,), gone=leave_behind),
    ALIAS: Behaviour(create=(alias_named,)),
    STORED: Behaviour(create=(secret_fits,), update=(new_version,), gone=secret_waits),
}
