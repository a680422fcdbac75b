"""Stored secrets: one JSON object, encrypted, marked secret, read by reference."""

import json

import pulumi
import pytest

from components.clouds.aws import secret
from components.clouds.aws.secret import StoredSecret
from tests.components.recorder import Recorder, is_secret, run, value, waits_for, without_tags
from tests.components.stand import make_platform

SECRET = "aws:secretsmanager/secret:Secret"
VERSION = "aws:secretsmanager/secretVersion:SecretVersion"
ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:api-secrets-1234567"


def stored(**changes: object) -> StoredSecret:
    platform = make_platform(**changes)
    values = {"TOKEN": pulumi.Output.secret("t"), "url/1": "u"}
    return secret.store("api-secrets", "api", values, platform, pulumi.ResourceOptions(parent=platform))


@pytest.mark.parametrize(("disposable", "days"), [(False, 30), (True, 0)])
def test_secret_is_encrypted_and_can_be_recovered_unless_disposable(
    recorder: Recorder, disposable: bool, days: int
) -> None:
    run(lambda: stored(disposable=disposable))
    assert without_tags(recorder.inputs(SECRET)) == {
        "description": "Secrets of api in notes prod",
        "kmsKeyId": recorder.inputs("aws:sns/topic:Topic")["kmsMasterKeyId"],
        "recoveryWindowInDays": days,
    }


def test_values_are_one_json_object_and_secret(recorder: Recorder) -> None:
    run(stored)
    version = recorder.one(VERSION)
    assert json.loads(version.inputs["secretString"]) == {"TOKEN": "t", "url_1": "u"}
    assert version.secret_inputs == {"secretString"}


def test_even_plain_values_are_secret_once_stored(recorder: Recorder) -> None:
    def program() -> None:
        platform = make_platform()
        secret.store("s", "api", {"A": "plain"}, platform, pulumi.ResourceOptions(parent=platform))

    run(program)
    assert recorder.one(VERSION).secret_inputs == {"secretString"}


def test_reference_names_value_and_version_and_holds_no_secret(recorder: Recorder) -> None:
    reference = run(stored).reference("url/1")
    assert value(reference) == f"{ARN}:url_1::11111111-2222-3333-4444-555555555555"
    assert not is_secret(reference)
    assert "api-secrets-version" in waits_for(reference)


def test_reading_is_allowed_on_this_secret_and_its_key_through_secrets_manager(recorder: Recorder) -> None:
    read, decrypt = run(stored).read_statements()
    assert (read.actions, value(read.resources[0]), len(read.resources)) == (
        ("secretsmanager:GetSecretValue",),
        ARN,
        1,
    )
    assert decrypt.actions == ("kms:Decrypt",)
    assert decrypt.conditions == {"StringEquals": {"kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com"}}
