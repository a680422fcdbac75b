"""What runs in Lambda: hands over what CloudWatch Logs tells it of (user guide, "Subscription filters with Lambda").

This file is the function's code, with the modules of `components/forwarding` beside it: it imports nothing else but
what the runtime has.
"""

import base64
import functools
import gzip
import json
import os
from collections.abc import Iterator, Mapping
from typing import Any

from components.forwarding.forms import Event, system
from components.forwarding.push import push

DATA = "DATA_MESSAGE"
"""The other kind of message asks whether somebody is there."""


def handler(event: Mapping[str, Any], _context: object) -> None:
    """Hand one message's events over; what it raises makes Lambda call again with the same."""
    told = json.loads(gzip.decompress(base64.b64decode(event["awslogs"]["data"])))
    if told["messageType"] == DATA:
        push(list(events(told)), system(os.environ, secret(os.environ.get("SECRET", ""))))


def events(told: Mapping[str, Any]) -> Iterator[Event]:
    """What a message holds; the subscription filter has the name of the part."""
    for event in told["logEvents"]:
        yield Event(
            id=event["id"],
            time_ns=event["timestamp"] * 1_000_000,
            message=event["message"],
            part=told["subscriptionFilters"][0],
            stream=told["logStream"],
        )


@functools.cache
def secret(reference: str) -> str:
    """What a reference `arn:key::version` to Secrets Manager stands for; empty for none."""
    if not reference:
        return ""
    import boto3

    arn, key, _, version = reference.rsplit(":", 3)
    found = boto3.client("secretsmanager").get_secret_value(SecretId=arn, VersionId=version)
    return str(json.loads(found["SecretString"])[key])
