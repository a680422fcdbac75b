"""What runs in functions of the clouds: hands a batch of log events over to another system.

This file is a module of the functions' code: it imports nothing but what every runtime has.
"""

import json
import time
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from components.forwarding.forms import Event, RefusedError, System, body, login

BATCH = 400
"""Events that are sent at once; Datadog takes 1000."""

BATCH_BYTES = 2_000_000
"""What they may come to: Loki takes 4 MiB at once (`grpc_server_max_recv_msg_size`), Datadog 5 MB."""

PAUSES = (1, 3, 9)
"""Seconds before the second, third and fourth try; after that whoever has the events comes again with them."""

TIMEOUT_SECONDS = 10
BUSY = (408, 429)
"""Answers after which another try makes sense, besides 5xx."""


def push(events: Sequence[Event], system: System) -> None:
    """Hand all events over, in their order; RefusedError when the system will not have them."""
    for batch in batches(events):
        _send(*body(batch, system), system)


def connection_to(where: SplitResult, timeout_seconds: int) -> HTTPConnection:
    """A connection to an address, encrypted unless that says `http`; nothing is sent yet."""
    kind = HTTPConnection if where.scheme == "http" else HTTPSConnection
    return kind(where.netloc, timeout=timeout_seconds)


def batches(events: Sequence[Event]) -> Iterator[list[Event]]:
    """Cut events into what is sent at once."""
    batch: list[Event] = []
    size = 0
    for event in events:
        length = len(event.message.encode())
        if batch and (len(batch) == BATCH or size + length > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(event)
        size += length
    if batch:
        yield batch


def _send(kind: str, content: str, system: System) -> None:
    """Try, and try again after each pause while the system is busy or cannot be reached."""
    for pause in (*PAUSES, None):
        said, again = _tried(kind, content, system)
        if said is None:
            return
        if pause is None or not again:
            raise RefusedError(f"{system.kind} at {urlsplit(system.address).netloc} took no events: {said}")
        time.sleep(pause)


def _tried(kind: str, content: str, system: System) -> tuple[str | None, bool]:
    """What is wrong, None if nothing is; and whether another try makes sense."""
    where = urlsplit(system.address)
    connection = connection_to(where, TIMEOUT_SECONDS)
    try:
        connection.request("POST", where.path, content.encode(), {"Content-Type": kind, **login(system)})
        answer = connection.getresponse()
        told = answer.read()
    except (OSError, HTTPException) as failure:
        return type(failure).__name__, True
    finally:
        connection.close()
    if not 200 <= answer.status < 300:
        return f"status {answer.status}", answer.status >= 500 or answer.status in BUSY
    left = _left_out(told) if system.kind == "elasticsearch" else 0
    return (f"{left} of them were left out", True) if left else (None, False)


def _left_out(told: bytes) -> int:
    """Events that Elasticsearch did not keep; one that it had already (409) is kept."""
    kept = (200, 201, 409)
    answers = json.loads(told or b"{}")
    if not answers.get("errors"):
        return 0
    return sum(result["status"] not in kept for item in answers.get("items", ()) for result in item.values())
