"""Policy documents: exact text, readable at preview, no wildcard but those that have a reason."""

import json

import pulumi
import pytest

from components.clouds.aws import policy
from components.clouds.aws.policy import ResourceStatement
from components.connection import Statement
from tests.components.recorder import Recorder, value


def test_document_of_plain_statements_is_plain_text() -> None:
    text = policy.document(
        [
            Statement(
                actions=("s3:GetObject",),
                resources=("arn:aws:s3:::b/*",),
                conditions={"StringEquals": {"aws:SourceAccount": "1"}},
            )
        ]
    )
    assert isinstance(text, str)
    assert json.loads(text) == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": ["s3:GetObject"],
                "Resource": ["arn:aws:s3:::b/*"],
                "Condition": {"StringEquals": {"aws:SourceAccount": "1"}},
            }
        ],
    }


def test_document_with_an_output_is_an_output(recorder: Recorder) -> None:
    text = policy.document([Statement(actions=("s3:GetObject",), resources=(pulumi.Output.from_input("arn"),))])
    assert isinstance(text, pulumi.Output)
    assert json.loads(value(text))["Statement"][0]["Resource"] == ["arn"]


def test_resource_statement_says_who() -> None:
    statement = ResourceStatement(
        sid="Reader",
        principal={"Service": "x.amazonaws.com"},
        permission=Statement(actions=("s3:GetObject",), resources=("*",)),
    )
    assert json.loads(str(policy.document([statement])))["Statement"] == [
        {
            "Sid": "Reader",
            "Effect": "Allow",
            "Principal": {"Service": "x.amazonaws.com"},
            "Action": ["s3:GetObject"],
            "Resource": ["*"],
        }
    ]


@pytest.mark.parametrize("service", sorted(policy.SOURCE_ACCOUNT_SERVICES))
def test_trust_admits_a_service_for_this_account_only(service: str) -> None:
    assert json.loads(str(policy.trust(service, "123456789012")))["Statement"] == [
        {
            "Effect": "Allow",
            "Principal": {"Service": service},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}},
        }
    ]


def test_trust_of_a_service_that_does_not_say_whose_has_no_condition() -> None:
    (statement,) = json.loads(str(policy.trust("monitoring.rds.amazonaws.com", "123456789012")))["Statement"]
    assert "Condition" not in statement


def test_any_resource_is_for_listed_calls_only() -> None:
    assert policy.any_resource("ecr:GetAuthorizationToken").resources == ("*",)
    with pytest.raises(KeyError, match="s3:GetObject"):
        policy.any_resource("s3:GetObject")
