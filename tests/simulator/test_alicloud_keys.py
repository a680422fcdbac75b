"""What KMS refuses and answers, and what outlives its deletion."""

from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.alicloud_builders import KEY, key
from tests.simulator.world import World

ALIAS = "alicloud:kms/alias:Alias"
SECRET = "alicloud:kms/secret:Secret"
BASE = {"secretName": "app", "secretData": "one", "versionId": "v1"}


def inputs(key_: Record, **more: Any) -> dict[str, Any]:
    return {**BASE, "dkmsInstanceId": "kst-1", "encryptionKeyId": key_.id, **more}


def test_a_key_answers_its_arn(ali: World) -> None:
    made = key(ali)
    assert made.properties["arn"] == f"acs:kms:eu-central-1:1234567890123456:key/{made.id}"
    assert (made.properties["automaticRotation"], made.properties["deletionProtection"]) == ("Disabled", "Disabled")


def test_a_protected_key_stays(ali: World) -> None:
    made = key(ali, deletionProtection="Enabled")
    words = f"Rejected.DeletionProtection: the key {made.id} is protected against deletion"
    assert ali.remove_refused(made) == words
    ali.remove(made, deletionProtection="Disabled")
    assert ali.cloud.find(KEY) == []


def test_a_key_is_deleted_only_with_a_waiting_time(ali: World) -> None:
    made = ali.make(KEY, "k")
    assert ali.remove_refused(made) == "pendingWindowInDays must be set to delete a key"
    assert ali.cloud.find(KEY) == [made]


@pytest.mark.parametrize("window", ["pendingWindowInDays", "deletionWindowInDays"])
def test_a_deleted_key_waits_and_cannot_be_used(ali: World, window: str) -> None:
    made = ali.make(KEY, "k", **{window: 7})
    ali.remove(made)
    assert [each.id for each in ali.cloud.left_behind()] == [made.id]
    assert ali.cloud.resources() == []
    words = f"Forbidden.KeyNotFound: The specified Key is not found: {made.id}"
    assert ali.refused(ALIAS, aliasName="alias/main", keyId=made.id) == words
    assert ali.refused(SECRET, **inputs(made)) == words


@pytest.mark.parametrize("days", [6, 367])
def test_the_waiting_time_has_bounds(ali: World, days: int) -> None:
    words = f"pendingWindowInDays: must be 7 to 366; got {days}"
    assert ali.problems(KEY, None, pendingWindowInDays=days) == [words]


def test_an_alias_begins_with_its_word(ali: World) -> None:
    made = key(ali)
    words = "InvalidParameter: the alias main must begin with alias/"
    assert ali.refused(ALIAS, aliasName="main", keyId=made.id) == words
    assert ali.make(ALIAS, "a", aliasName="alias/main", keyId=made.id).id == "alias/main"
    words = "Forbidden.AliasAlreadyExists: The alias already exists: alias/main"
    assert ali.refused(ALIAS, aliasName="alias/main", keyId=made.id) == words


@pytest.mark.parametrize("missing", ["dkmsInstanceId", "encryptionKeyId"])
def test_a_secret_lies_in_an_instance_under_a_key(ali: World, missing: str) -> None:
    asked = inputs(key(ali))
    del asked[missing]
    words = "MissingParameter.DKMSInstanceId: a secret needs dkmsInstanceId and encryptionKeyId"
    assert ali.refused(SECRET, **asked) == words


def test_a_secret_answers_its_arn(ali: World) -> None:
    made = ali.make(SECRET, "s", **inputs(key(ali)))
    assert (made.id, made.properties["versionStages"]) == ("app", ["ACSCurrent"])
    assert made.properties["arn"] == "acs:kms:eu-central-1:1234567890123456:secret/app"
    assert made.properties["recoveryWindowInDays"] == 30


def test_a_new_value_comes_with_a_new_version(ali: World) -> None:
    own = key(ali)
    made = ali.make(SECRET, "s", **inputs(own))
    words = "Rejected.ResourceExist: the version v1 exists already"
    assert ali.change_refused(made, **inputs(own, secretData="two")) == words
    assert ali.change(made, **inputs(own, secretData="two", versionId="v2"))["secretData"] == "two"
    assert ali.change(made, **inputs(own, description="the same value"))["versionId"] == "v1"


def test_a_deleted_secret_keeps_its_name(ali: World) -> None:
    own = key(ali)
    made = ali.make(SECRET, "s", **inputs(own))
    words = "Rejected.ResourceExist: The specified secret already exists: app"
    assert ali.refused(SECRET, **inputs(own)) == words
    ali.remove(made)
    assert [each.id for each in ali.cloud.left_behind()] == ["app"]
    words = "Rejected.ResourceInDeletingState: the secret app is scheduled for deletion"
    assert ali.refused(SECRET, **inputs(own)) == words


def test_a_secret_deleted_at_once_frees_its_name(ali: World) -> None:
    asked = inputs(key(ali), forceDeleteWithoutRecovery=True)
    ali.remove(ali.make(SECRET, "s", **asked))
    assert ali.cloud.left_behind() == []
    assert ali.make(SECRET, "s", **asked).id == "app"
