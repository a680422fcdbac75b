"""Keys and secrets: who may use them, and what is left when they go."""

import re
from typing import Any

import pytest

from tests.simulator.builders import KEY, LOG_GROUP, LOGS, OWNER, policy
from tests.simulator.world import World

ALIAS = "aws:kms/alias:Alias"
SECRET = "aws:secretsmanager/secret:Secret"
VERSION = "aws:secretsmanager/secretVersion:SecretVersion"


def test_a_key_policy_keeps_control_of_the_key(world: World) -> None:
    assert world.refused(KEY, policy=policy(LOGS)) == (
        "MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the "
        "future."
    )
    world.make(KEY, "bypassed", policy=policy(LOGS), bypassPolicyLockoutSafetyCheck=True)
    made = world.make(KEY, "k", policy=policy(OWNER, LOGS))
    assert made.properties["arn"] == f"arn:aws:kms:eu-central-1:123456789012:key/{made.id}"
    assert made.properties["keyId"] == made.id


def test_a_deleted_key_waits_and_cannot_be_used(world: World) -> None:
    key = world.make(KEY, "k")
    world.remove(key)
    assert world.cloud.resources() == []
    assert [record.id for record in world.cloud.left_behind()] == [key.id]
    assert world.refused(ALIAS, targetKeyId=key.id) == (
        f"NotFoundException: Key '{key.id}' does not exist, or is pending deletion"
    )


def test_an_alias_tells_its_keys_arn(world: World) -> None:
    key = world.make(KEY, "k")
    alias = world.make(ALIAS, "a", name="alias/main", targetKeyId=key.id)
    assert alias.properties["targetKeyArn"] == key.properties["arn"]
    assert world.refused(ALIAS, name="alias/main", targetKeyId=key.id) == (
        "AlreadyExistsException: An alias with the name alias/main already exists"
    )


def test_a_log_groups_key_admits_the_logs_service(world: World) -> None:
    closed = world.make(KEY, "closed", policy=policy(OWNER))
    words = world.refused(LOG_GROUP, name="/app/api", kmsKeyId=closed.properties["arn"])
    assert words == (
        "AccessDeniedException: The specified KMS key does not exist or is not allowed to be used with Arn "
        "'arn:aws:logs:eu-central-1:123456789012:log-group:/app/api': the key's policy must let "
        "logs.eu-central-1.amazonaws.com use it"
    )
    opened = world.make(KEY, "open", policy=policy(OWNER, LOGS))
    world.make(LOG_GROUP, "l", name="/app/api", kmsKeyId=opened.properties["arn"])


@pytest.mark.parametrize(
    "change",
    [
        {"Action": ["kms:Decrypt*"]},
        {"Principal": {"Service": "logs.us-east-1.amazonaws.com"}},
        {
            "Condition": {
                "ArnLike": {
                    "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-central-1:123456789012:log-group:/x*"
                }
            }
        },
    ],
)
def test_a_key_policy_that_is_too_narrow_does_not_admit_logs(world: World, change: dict[str, Any]) -> None:
    key = world.make(KEY, "k", policy=policy(OWNER, {**LOGS, **change}))
    assert world.refused(LOG_GROUP, name="/app/api", kmsKeyId=key.properties["arn"]).startswith("AccessDeniedException")


def test_a_deleted_secret_keeps_its_name_for_its_window(world: World) -> None:
    kept = world.make(SECRET, "s", name="kept")
    assert re.fullmatch(r"arn:aws:secretsmanager:eu-central-1:123456789012:secret:kept-[A-Za-z0-9]{6}", kept.id)
    world.remove(kept)
    assert world.refused(SECRET, name="kept") == (
        "InvalidRequestException: You can't create this secret because a secret with this name is already scheduled "
        "for deletion."
    )
    freed = world.make(SECRET, "f", name="freed", recoveryWindowInDays=0)
    world.remove(freed)
    world.make(SECRET, "f", name="freed")


def test_a_secret_holds_versions(world: World) -> None:
    secret = world.make(SECRET, "s", name="app")
    first = world.make(VERSION, "v", secretId=secret.id, secretString="one")
    world.make(VERSION, "v", secretId="app", secretString="two")
    assert first.id == f"{secret.id}|{first.properties['versionId']}"
    stages = {
        record.properties["secretString"]: record.properties["versionStages"] for record in world.cloud.find(VERSION)
    }
    assert stages == {"one": ["AWSPREVIOUS"], "two": ["AWSCURRENT"]}
    world.remove(secret, recoveryWindowInDays=0)
    assert world.cloud.resources() == []


def test_a_version_needs_a_value_and_a_secret(world: World) -> None:
    assert world.refused(VERSION, secretId="nope", secretString="x") == (
        "ResourceNotFoundException: Secrets Manager can't find the specified secret nope."
    )
    secret = world.make(SECRET, "s")
    words = world.refused(VERSION, secretId=secret.id, secretString="x" * 65537)
    assert words == "InvalidParameterException: The secret value is longer than 65536 bytes"
