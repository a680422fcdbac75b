"""A central log system on this machine: takes what it is sent, or does not."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from components.forwarding import PATHS, index
from components.forwarding.forms import Event, System

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

    daemon_threads = True

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


class Taker(BaseHTTPRequestHandler):
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

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@contextmanager
def central(*answers: tuple[int, bytes]) -> Generator[Central]:
    """A system that answers so, until the end."""
    with Central(*answers) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


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


def event(number: int, part: str = "api", message: str | None = None) -> Event:
    """A line that a part wrote, a second after the one before."""
    return Event(
        id=f"{part}-{number}",
        time_ns=(1_700_000_000 + number) * 1_000_000_000 + 123_000_000,
        message=message or f"line {number}",
        part=part,
        stream=f"{part}/1",
    )
