"""Log events in the words of Loki, Elasticsearch and Datadog.

This file is a module of the functions' code: it imports nothing but what every runtime has.
"""

import base64
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PATHS = {"loki": "/loki/api/v1/push", "elasticsearch": "/_bulk", "datadog": "/api/v2/logs"}
"""Kind -> what is behind its address (Loki, "Push logs"; Elasticsearch, "Bulk API"; Datadog, "Send logs")."""

HEADERS = {"loki": "Authorization", "elasticsearch": "Authorization", "datadog": "DD-API-KEY"}
"""Kind -> the header by which it knows the sender (Datadog, "Authentication"; the others take HTTP's own)."""


class RefusedError(Exception):
    """Events that were not taken: by which system, and what it answered; never what it was sent."""


@dataclass(frozen=True)
class Event:
    """One line of a part's output."""

    id: str
    """The same whenever the same line is handed over again."""
    time_ns: int
    """When it was written: nanoseconds since 1970."""
    message: str
    part: str
    stream: str
    """Which instance of the part wrote it."""


@dataclass(frozen=True, repr=False)
class System:
    """Where events go."""

    kind: str
    address: str
    """With its path."""
    application: str
    environment: str
    index: str
    """Data stream of Elasticsearch."""
    secret: str = ""
    """`user:password`, or a token; empty: nobody asks for one."""


def system(told: Mapping[str, str], secret: str) -> System:
    """The system that a function's variables tell of."""
    return System(
        kind=told["KIND"],
        address=told["ADDRESS"],
        application=told["APPLICATION"],
        environment=told["ENVIRONMENT"],
        index=told["INDEX"],
        secret=secret,
    )


def body(events: Sequence[Event], where: System) -> tuple[str, str]:
    """What the system is sent: kind of content, and content."""
    return FORMS[where.kind](events, where)


def login(where: System) -> Mapping[str, str]:
    """The header by which the system knows the sender."""
    secret = where.secret.strip()
    if not (secret.isascii() and secret.isprintable()):
        raise RefusedError("the secret has characters that no header can have")
    if not secret:
        return {}
    return {HEADERS[where.kind]: _credentials(where.kind, secret)}


def _credentials(kind: str, secret: str) -> str:
    if kind == "datadog":
        return secret
    if ":" in secret:
        return f"Basic {base64.b64encode(secret.encode()).decode()}"
    return f"{'ApiKey' if kind == 'elasticsearch' else 'Bearer'} {secret}"


def _labels(event: Event, where: System) -> dict[str, str]:
    return {
        "application": where.application,
        "environment": where.environment,
        "part": event.part,
        "stream": event.stream,
    }


def _loki(events: Sequence[Event], where: System) -> tuple[str, str]:
    streams: dict[tuple[str, str], dict[str, Any]] = {}
    for event in events:
        stream = streams.setdefault((event.part, event.stream), {"stream": _labels(event, where), "values": []})
        stream["values"].append([str(event.time_ns), event.message])
    return "application/json", json.dumps({"streams": list(streams.values())})


def _elasticsearch(events: Sequence[Event], where: System) -> tuple[str, str]:
    """An event has its identifier, so that one that is sent twice is kept once."""
    lines = []
    for event in events:
        seconds, rest = divmod(event.time_ns // 1_000_000, 1000)
        when = time.strftime(f"%Y-%m-%dT%H:%M:%S.{rest:03}Z", time.gmtime(seconds))
        lines.append({"create": {"_index": where.index, "_id": event.id}})
        lines.append({"@timestamp": when, "message": event.message, **_labels(event, where)})
    return "application/x-ndjson", "".join(f"{json.dumps(line)}\n" for line in lines)


def _datadog(events: Sequence[Event], where: System) -> tuple[str, str]:
    """`service`, `hostname` and `ddtags` are words of Datadog's own."""
    said = [
        {
            "message": event.message,
            "timestamp": event.time_ns // 1_000_000,
            "service": event.part,
            "hostname": event.stream,
            "ddsource": where.application,
            "ddtags": ",".join(f"{name}:{value}" for name, value in _labels(event, where).items()),
        }
        for event in events
    ]
    return "application/json", json.dumps(said)


FORMS = {"loki": _loki, "elasticsearch": _elasticsearch, "datadog": _datadog}
