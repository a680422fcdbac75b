"""A central log system on this machine: takes what it is sent, or does not."""

import json
from contextlib import AbstractContextManager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from components.forwarding import PATHS, ForwardSpec, index, variables
from components.forwarding.forms import Event, System
from tests.serving import Quiet, serving

ANSWERS = {"loki": (204, b""), "elasticsearch": (200, b'{"errors": false}'), "datadog": (202, b"{}")}
"""Kind -> what it answers when it has taken everything."""


@dataclass(frozen=True)
class Taken:
    """One call."""

    path: str
    headers: dict[str, str]
    body: str

    @property
    def lines(self) -> list[Any]:
        """The lines of JSON that it sent."""
        return [json.loads(line) for line in self.body.splitlines()]


class Central(ThreadingHTTPServer):
    """Answers one call after another with what it was given, and at last with the last of it."""

    def __init__(self, *answers: tuple[int, bytes]) -> None:
        """Begin with the first answer."""
        super().__init__(("127.0.0.1", 0), Taker)
        self.answers = list(answers)
        self.taken: list[Taken] = []

    def answer(self) -> tuple[int, bytes]:
        """The next one."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"


class Taker(Quiet, BaseHTTPRequestHandler):
    """Notes one call."""

    def do_POST(self) -> None:
        """Note path, headers and content."""
        assert isinstance(self.server, Central)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.taken.append(Taken(self.path, headers, body))
        status, content = self.server.answer()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def central(*answers: tuple[int, bytes]) -> AbstractContextManager[Central]:
    """A system that answers so, until the end."""
    return serving(Central(*answers))


def system(kind: str, server: Central, secret: str = "") -> System:
    """The system as the stack `cto-new`, `prod` is told of it."""
    return System(
        kind=kind,
        address=server.address + PATHS[kind],
        application="cto-new",
        environment="prod",
        index=index("cto-new", "prod"),
        secret=secret,
    )


def tell(monkeypatch: pytest.MonkeyPatch, forward: ForwardSpec) -> None:
    """Let a function of the stack `notes`, `prod` know of a system."""
    for name, value in variables(forward, "notes", "prod").items():
        monkeypatch.setenv(name, value)


def event(number: int, part: str = "api", message: str | None = None) -> Event:
    """A line that a part wrote, a second after the one before."""
    return Event(
        id=f"{part}-{number}",
        time_ns=(1_700_000_000 + number) * 1_000_000_000 + 123_000_000,
        message=message or f"line {number}",
        part=part,
        stream=f"{part}/1",
    )
