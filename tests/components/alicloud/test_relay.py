"""What the relay says to a webhook, and to whom it listens; it runs here as it does in Function Compute."""

import base64
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import urlencode

import pytest

from components.clouds.alicloud import relay
from tests.serving import Quiet, serving

CALL = {
    "alertName": "notes-prod-database-storage-alarm",
    "alertState": "ALERT",
    "curValue": "93.5",
    "dimensions": "{userId=12345, instanceId=pgm-1}",
    "instanceName": "notes-prod-database",
    "metricName": "local_fs_size_usage",
    "triggerLevel": "CRITICAL",
}
SENTENCE = "[CRITICAL] notes-prod-database-storage-alarm: local_fs_size_usage 93.5 (notes-prod-database)"


class Webhook(HTTPServer):
    """Takes messages as Slack does."""

    def __init__(self, status: int) -> None:
        """Answers every message with `status`."""
        super().__init__(("127.0.0.1", 0), Taker)
        self.status = status
        self.taken: list[tuple[str, str, Any]] = []


class Taker(Quiet, BaseHTTPRequestHandler):
    """Notes one message."""

    def do_POST(self) -> None:
        """Note path, kind and content."""
        assert isinstance(self.server, Webhook)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((self.path, self.headers["Content-Type"], json.loads(body)))
        self.send_response(self.server.status)
        self.end_headers()


@pytest.fixture
def webhook(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Webhook]:
    """A webhook on this machine, which the relay was told of."""
    with serving(Webhook(getattr(request, "param", 200))) as server:
        monkeypatch.setenv("WEBHOOK", f"http://127.0.0.1:{server.server_port}/services/T0?x=1")
        monkeypatch.setenv("TOKEN", "sesame")
        yield server


def called(body: str, path: str = "/sesame", **more: Any) -> dict[str, Any]:
    """The relay's answer to a call."""
    return relay.handler(json.dumps({"rawPath": path, "body": body, **more}).encode(), None)


@pytest.mark.parametrize("body", [json.dumps(CALL), urlencode(CALL)])
def test_an_alarm_is_told_in_one_sentence(webhook: Webhook, body: str) -> None:
    assert called(body) == {"statusCode": 200, "body": ""}
    assert webhook.taken == [("/services/T0?x=1", "application/json", {"text": SENTENCE})]


def test_a_body_may_come_encoded(webhook: Webhook) -> None:
    encoded = base64.b64encode(json.dumps(CALL).encode()).decode()
    assert called(encoded, isBase64Encoded=True)["statusCode"] == 200
    assert webhook.taken[0][2] == {"text": SENTENCE}


@pytest.mark.parametrize("path", ["/", "/sesam", "/sesame/", "", "/SESAME"])
def test_nobody_else_makes_it_say_anything(webhook: Webhook, path: str) -> None:
    assert called(json.dumps(CALL), path) == {"statusCode": 404, "body": "not found"}
    assert webhook.taken == []


@pytest.mark.parametrize("webhook", [500], indirect=True)
def test_a_webhook_that_refuses_is_called_again_by_cloudmonitor(webhook: Webhook) -> None:
    assert called(json.dumps(CALL))["statusCode"] == 500


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"alertName": "a", "alertState": "OK"}, "[OK] a: no value"),
        ({"alertName": "a", "dimensions": "{x=1}", "curValue": "3"}, "[ALARM] a: 3 ({x=1})"),
        ({}, "[ALARM] an alarm without a name: no value"),
    ],
)
def test_what_is_missing_is_left_out(said: dict[str, str], sentence: str) -> None:
    assert relay.sentence(said) == sentence


@pytest.mark.parametrize(
    ("body", "found"), [("[1]", {}), ("", {}), ('{"a": 1}', {"a": "1"}), ("a=1&b=x+y", {"a": "1", "b": "x y"})]
)
def test_fields_of_both_forms(body: str, found: dict[str, str]) -> None:
    assert relay.fields(body) == found
