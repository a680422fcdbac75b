"""The function in Lambda: called as CloudWatch Logs calls it, with its secret in Secrets Manager."""

import base64
import gzip
import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from components.clouds.aws import forward_logs
from components.forwarding.forms import RefusedError
from tests.components.forwarding.systems import Central, central

ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:platform-log-forwarder-secret-Ab12Cd"
FOUND = json.dumps({"SecretString": json.dumps({"secret": "user:s3cret"})}).encode()


def called(*messages: str, kind: str = "DATA_MESSAGE") -> dict[str, Any]:
    """What Lambda is called with: JSON, compressed and in base64."""
    told = {
        "messageType": kind,
        "owner": "123456789012",
        "logGroup": "api-logs-1234567",
        "logStream": "api/api/0a1b2c",
        "subscriptionFilters": ["api"],
        "logEvents": [
            {"id": f"3{number:055}", "timestamp": 1_700_000_001_123 + number, "message": message}
            for number, message in enumerate(messages)
        ],
    }
    return {"awslogs": {"data": base64.b64encode(gzip.compress(json.dumps(told).encode())).decode()}}


@pytest.fixture
def loki(loki: Central, monkeypatch: pytest.MonkeyPatch) -> Central:
    """A system that takes what comes without a secret."""
    forward_logs.secret.cache_clear()
    monkeypatch.delenv("SECRET", raising=False)
    return loki


@pytest.fixture
def vault(monkeypatch: pytest.MonkeyPatch) -> Iterator[Central]:
    """Secrets Manager, which holds the function's secret."""
    # boto3 keeps the first credentials it finds for the whole process.
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    with central((200, FOUND)) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SECRETS_MANAGER", server.address)
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
            monkeypatch.setenv(name, "x")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
        monkeypatch.setenv("SECRET", f"{ARN}:secret::0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9")
        yield server


def test_lines_go_on_with_part_and_stream(loki: Central) -> None:
    forward_logs.handler(called("first", "zweite Zeile: ä"), None)
    (stream,) = json.loads(loki.taken[0].body)["streams"]
    assert stream == {
        "stream": {"application": "notes", "environment": "prod", "part": "api", "stream": "api/api/0a1b2c"},
        "values": [["1700000001123000000", "first"], ["1700000001124000000", "zweite Zeile: ä"]],
    }
    assert "authorization" not in loki.taken[0].headers


def test_a_question_whether_somebody_is_there_is_no_line(loki: Central) -> None:
    forward_logs.handler(called("CWL CONTROL MESSAGE: Checking health", kind="CONTROL_MESSAGE"), None)
    assert loki.taken == []


def test_the_secret_is_asked_for_once(loki: Central, vault: Central) -> None:
    forward_logs.handler(called("first"), None)
    forward_logs.handler(called("second"), None)
    (asked,) = vault.taken
    assert json.loads(asked.body) == {"SecretId": ARN, "VersionId": "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"}
    login = f"Basic {base64.b64encode(b'user:s3cret').decode()}"
    assert [taken.headers["authorization"] for taken in loki.taken] == [login, login]


def test_what_is_not_taken_makes_lambda_call_again(loki: Central) -> None:
    loki.answers = [(503, b"")]
    with pytest.raises(RefusedError):
        forward_logs.handler(called("first"), None)
