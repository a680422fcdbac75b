"""The stack's key: rotated, protected, and used by nobody who was not meant."""

import json

from tests.components.recorder import Recorder, run
from tests.components.stand import make_platform

KEY = "aws:kms/key:Key"


def test_key_rotates_yearly_and_survives(recorder: Recorder) -> None:
    run(make_platform)
    key = recorder.one(KEY)
    assert {name: item for name, item in key.inputs.items() if name not in ("tags", "policy")} == {
        "description": "Everything that notes prod keeps",
        "enableKeyRotation": True,
        "rotationPeriodInDays": 365,
        "deletionWindowInDays": 30,
    }
    assert key.protect


def test_key_of_a_disposable_stack_goes_soon(recorder: Recorder) -> None:
    run(lambda: make_platform(disposable=True))
    key = recorder.one(KEY)
    assert key.inputs["deletionWindowInDays"] == 7
    assert not key.protect


def test_policy_names_account_log_groups_and_alarms_only(recorder: Recorder) -> None:
    run(make_platform)
    statements = json.loads(recorder.inputs(KEY)["policy"])["Statement"]
    assert [statement["Principal"] for statement in statements] == [
        {"AWS": "arn:aws:iam::123456789012:root"},
        {"Service": "logs.eu-central-1.amazonaws.com"},
        {"Service": "cloudwatch.amazonaws.com"},
    ]
    assert [statement.get("Condition") for statement in statements] == [
        None,
        {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-central-1:123456789012:log-group:*"}},
        {"StringEquals": {"aws:SourceAccount": "123456789012"}},
    ]
    assert statements[2]["Action"] == ["kms:Decrypt", "kms:GenerateDataKey"]
    assert not any("*" in action for statement in statements[1:] for action in statement["Action"])
