"""How policy documents of Alibaba Cloud are judged."""

import json
from typing import Any

import pytest

from simulator.alicloud.policy_documents import Kind, is_public, problems, refuse_malformed
from simulator.behaviour import Refusal
from tests.simulator.alicloud_builders import READ, policy

TRUST = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": ["ecs.aliyuncs.com"]}}
OPEN = {**READ, "Principal": ["*"]}


@pytest.mark.parametrize(
    ("kind", "statement", "words"),
    [
        ("identity", {**READ, "Sid": "Read", "Actions": "x"}, ["unknown element Actions"]),
        ("identity", {**READ, "Effect": "allow"}, ["Effect must be Allow or Deny"]),
        ("identity", {"Effect": "Allow", "Resource": "*"}, ["a statement needs actions"]),
        ("identity", {**READ, "Action": []}, ["a statement needs actions"]),
        ("identity", {**READ, "Action": ["GetObject"]}, ["GetObject is no action such as oss:GetObject"]),
        ("identity", {"Effect": "Allow", "Action": "oss:*"}, ["a statement needs resources"]),
        ("identity", {**READ, "Resource": "files/*"}, ["files/* is no resource such as acs:oss:*:*:name"]),
        (
            "identity",
            {**READ, "Resource": "arn:aws:s3:::files"},
            ["arn:aws:s3:::files is no resource such as acs:oss:*:*:name"],
        ),
        ("identity", OPEN, ["a statement of an identity has no Principal"]),
        ("identity", {**READ, "NotPrincipal": "*"}, ["a statement of an identity has no Principal"]),
        ("resource", READ, ["a statement needs a Principal"]),
        ("trust", {**TRUST, "Action": "oss:GetObject"}, ["a trust allows sts:AssumeRole, not oss:GetObject"]),
        ("trust", {"Effect": "Allow", "Action": "sts:AssumeRole"}, ["a statement needs a Principal"]),
        (
            "resource",
            {"Effect": "Maybe"},
            [
                "Effect must be Allow or Deny",
                "a statement needs actions",
                "a statement needs resources",
                "a statement needs a Principal",
            ],
        ),
    ],
)
def test_what_is_wrong_with_a_statement(kind: Kind, statement: dict[str, Any], words: list[str]) -> None:
    assert list(problems(policy(statement), kind)) == words


@pytest.mark.parametrize(
    ("kind", "statement"),
    [
        ("identity", READ),
        ("identity", {"Effect": "Deny", "NotAction": "*", "NotResource": "*", "Condition": {}, "Sid": "All"}),
        ("trust", TRUST),
        ("resource", OPEN),
        ("resource", {**READ, "NotPrincipal": ["1234567890123456"]}),
    ],
)
def test_what_is_well_formed(kind: Kind, statement: dict[str, Any]) -> None:
    assert list(problems(policy(statement), kind)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "the document is not JSON"),
        ("[]", "the document has no Statement"),
        ('{"Version": "1"}', "the document has no Statement"),
        (json.dumps({"Version": "2012-10-17", "Statement": [READ]}), 'Version must be "1"'),
        (
            json.dumps({"Version": "1", "Statement": [{**READ, "Effect": "", "Sids": ""}]}),
            "unknown element Sids; Effect must be Allow or Deny",
        ),
    ],
)
def test_all_that_is_wrong_is_said_at_once(text: str, words: str) -> None:
    with pytest.raises(Refusal) as refusal:
        refuse_malformed(text, "identity")
    assert str(refusal.value) == f"MalformedPolicyDocument: {words}"


@pytest.mark.parametrize(
    ("statement", "public"),
    [
        (OPEN, True),
        ({**OPEN, "Principal": "*"}, True),
        ({**OPEN, "Effect": "Deny"}, False),
        ({**OPEN, "Condition": {"IpAddress": {"acs:SourceIp": ["10.0.0.0/8"]}}}, False),
        ({**OPEN, "Principal": ["1234567890123456"]}, False),
        (READ, False),
    ],
)
def test_what_lets_anybody_in_is_public(statement: dict[str, Any], public: bool) -> None:
    assert is_public(policy(statement)) is public
