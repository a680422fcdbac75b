"""What X-03 takes for a secret that stands open, and what it does not."""

import pytest

from policies.pack.graph import Graph
from policies.pack.values import Secret
from policies.rules.whole_stack.plaintext import AWS
from tests.policies.building import made

PASSWORD = "Yq8!vNw2Lx7RtZ"
MADE = made("random:index/randomPassword:RandomPassword", "password", {"result": Secret(PASSWORD)})


def found(value: object) -> list[str]:
    function = made("aws:lambda/function:Function", "send", {"environment": {"variables": {"NOTE": value}}})
    return [finding.found for check in AWS for finding in check.judge(Graph([MADE, function]))]


@pytest.mark.parametrize(
    "value",
    [
        PASSWORD,
        f"the password is {PASSWORD} for now",
        f"postgresql://app:{PASSWORD}@database:5432/app",
        ["a", {"deep": [PASSWORD]}],
        "AKIAABCDEFGHIJKLMNOP",
        "-----BEGIN RSA PRIVATE KEY-----",
        "redis://:hunter2hunter2@cache:6379",
    ],
)
def test_a_secret_that_stands_open_is_found_and_not_shown(value: object) -> None:
    (said,) = found(value)
    assert "send.environment.variables.NOTE" in said
    assert PASSWORD not in said


@pytest.mark.parametrize(
    "value",
    [
        Secret(PASSWORD),
        Secret(f"postgresql://app:{PASSWORD}@database"),
        "postgresql://${login}:${password}@database",
        "https://api.example.com/a:b@c",
        "arn:aws:secretsmanager:eu-central-1:123456789012:secret:password",
        "a short one",
        PASSWORD[:8],
    ],
)
def test_what_is_marked_or_only_looks_like_one_is_not(value: object) -> None:
    assert found(value) == []


def test_what_stands_beside_a_secret_is_none() -> None:
    """An engine may mark a whole list for one secret in it."""
    whole = made("aws:x:Y", "whole", {"list": Secret(["the-name-of-the-bucket", Secret("Kp3!mQz7Wd9LsB")])})
    other = made("aws:s3/bucket:Bucket", "files", {"bucket": "the-name-of-the-bucket", "note": "Kp3!mQz7Wd9LsB"})
    said = [finding.location for check in AWS for finding in check.judge(Graph([whole, other]))]
    assert said == ["note"]
