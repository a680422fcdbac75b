"""What runs in Function Compute: passes the messages of CloudMonitor's alarms on to a webhook, in Slack's form.

CloudMonitor calls with fields of its own (CloudMonitor user guide, "Use the alert callback feature"), over HTTP alone.
This file is all of the function's code: it imports nothing but what the runtime has.
"""

import base64
import hmac
import json
import os
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPSConnection
from typing import Any
from urllib.parse import parse_qsl, urlsplit

TIMEOUT_SECONDS = 4
"""CloudMonitor itself waits for five seconds, and tries three times."""


def handler(event: bytes | str, _context: object) -> dict[str, Any]:
    """Answer a call to the address that has the token for its path; anything else is not found."""
    call = json.loads(event)
    if not hmac.compare_digest(str(call.get("rawPath", "")), f"/{os.environ['TOKEN']}"):
        return {"statusCode": 404, "body": "not found"}
    body = str(call.get("body") or "")
    told = base64.b64decode(body).decode() if call.get("isBase64Encoded") else body
    return {"statusCode": tell(os.environ["WEBHOOK"], sentence(fields(told))), "body": ""}


def tell(webhook: str, text: str) -> int:
    """Say it to the webhook; returns the status that it answers."""
    where = urlsplit(webhook)
    kind = HTTPConnection if where.scheme == "http" else HTTPSConnection
    connection = kind(where.netloc, timeout=TIMEOUT_SECONDS)
    path = f"{where.path or '/'}?{where.query}" if where.query else where.path or "/"
    connection.request("POST", path, json.dumps({"text": text}), {"Content-Type": "application/json"})
    status = connection.getresponse().status
    connection.close()
    return status


def fields(body: str) -> Mapping[str, str]:
    """The fields of a call, whether they come as JSON or as a form."""
    try:
        found = json.loads(body)
    except ValueError:
        return dict(parse_qsl(body))
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def sentence(said: Mapping[str, str]) -> str:
    """One line for people: how bad, which alarm, what was measured, and of what."""
    level = said.get("triggerLevel") or said.get("alertState") or "ALARM"
    name = said.get("alertName", "an alarm without a name")
    measured = " ".join(filter(None, (said.get("metricName"), said.get("curValue"))))
    of = said.get("instanceName") or said.get("dimensions") or ""
    return f"[{level}] {name}: {measured or 'no value'}{f' ({of})' if of else ''}"
