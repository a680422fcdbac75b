"""A Docker engine for tests: it answers what the toolchain asks, over a socket, and keeps images in memory."""

import json
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingMixIn, UnixStreamServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import docker

UNREACHABLE = "dial tcp: lookup registry.invalid: no such host"


@dataclass
class FakeDaemon:
    """Images by name, each with an id and labels; and what was asked for, in order."""

    socket: Path
    images: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    in_registry: set[str] = field(default_factory=set)
    registry: str = "answers"
    """`answers`, `refuses`, `breaks` (in the middle of an image) or `stalls`."""

    build_fails: bool = False
    calls: list[str] = field(default_factory=list)
    contexts: list[bytes] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    _made: int = 0

    @property
    def address(self) -> str:
        return f"unix://{self.socket}"

    @cached_property
    def client(self) -> docker.DockerClient:
        return docker.DockerClient(self.address, version="1.41")

    def add(self, name: str, labels: dict[str, str] | None = None) -> str:
        """Give a name to a new image, and return its id."""
        self._made += 1
        self.images[name] = (f"sha256:{self._made:064}", labels or {})
        return self.images[name][0]

    def find(self, key: str) -> dict[str, Any] | None:
        """An image by name or id, as the engine tells it."""
        for name, (identity, labels) in self.images.items():
            if key in {name, identity}:
                return {"Id": identity, "RepoTags": [name], "Config": {"Labels": labels}}
        return None

    def answer(self, method: str, path: str, query: dict[str, str], body: bytes) -> tuple[int, list[Any]]:
        """Status and JSON objects of an answer."""
        match method, path.split("/", maxsplit=1):
            case "GET", ["_ping"]:
                answer = 200, ["OK"]
            case "GET", ["version"]:
                answer = 200, [{"Version": "1.2.3", "ApiVersion": "1.41", "MinAPIVersion": "1.12"}]
            case "GET", ["images", "json"]:
                (name,) = json.loads(query["filters"])["reference"]
                answer = 200, [[found] if (found := self.find(name)) else []]
            case "GET", ["images", rest]:
                answer = self._inspect(rest.removesuffix("/json"))
            case "POST", ["images", "create"]:
                answer = self._import(query) if "fromSrc" in query else self._pull(query)
            case "POST", ["build"]:
                answer = self._build(query, body)
            case "DELETE", ["images", identity]:
                self.calls.append(f"remove {identity[-2:]}")
                answer = 200, [[]]
            case _:
                raise AssertionError(f"{method} {path} {query}")
        return answer

    def _inspect(self, key: str) -> tuple[int, list[Any]]:
        if found := self.find(key):
            return 200, [found]
        # An image that has lost its name is still there by its id.
        if key.startswith("sha256:"):
            return 200, [{"Id": key, "RepoTags": [], "Config": {}}]
        return 404, [{"message": f"No such image: {key}"}]

    def _pull(self, query: dict[str, str]) -> tuple[int, list[Any]]:
        name = f"{query['fromImage']}:{query['tag']}"
        self.calls.append(f"pull {name}")
        if self.registry == "stalls":
            self.released.wait()
        if self.registry == "refuses":
            return 500, [{"message": UNREACHABLE}]
        if self.registry == "breaks":
            return 200, [{"status": "Downloading", "id": "abc"}, {"error": "unexpected EOF"}]
        if name not in self.in_registry:
            return 404, [{"message": f"manifest for {name} not found"}]
        self.add(name)
        return 200, [{"status": "Downloading", "id": "abc"}, {"status": "done"}]

    def _import(self, query: dict[str, str]) -> tuple[int, list[Any]]:
        name = f"{query['repo']}:{query['tag']}"
        self.calls.append(f"import {name}")
        changes = query["changes"].split("\n")
        self.add(name, dict(line.removeprefix("LABEL ").split("=") for line in changes if line.startswith("LABEL ")))
        return 200, [{"status": "imported"}]

    def _build(self, query: dict[str, str], body: bytes) -> tuple[int, list[Any]]:
        self.calls.append(f"build {query['t']} from {query['dockerfile']} {query.get('target', '')}".strip())
        self.contexts.append(body)
        steps = [{"stream": "Step 1/2 : FROM base"}, {"stream": "Step 2/2 : RUN false"}]
        if self.build_fails:
            return 200, [*steps, {"error": "returned a non-zero code: 1"}]
        self.add(query["t"], json.loads(query["labels"]))
        return 200, steps


class _Server(ThreadingMixIn, UnixStreamServer):
    daemon_threads = True


def _handler(daemon: FakeDaemon) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            url = urlsplit(self.path)
            # `changes` is one line for each change; the others are there once.
            query = {key: "\n".join(values) for key, values in parse_qs(url.query).items()}
            path = unquote(url.path).strip("/").removeprefix("v1.41/")
            status, objects = daemon.answer(self.command, path, query, self._body())
            self.send_response(status)
            self.send_header("Connection", "close")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for value in objects:
                line = json.dumps(value)
                self.wfile.write(f"{len(line):x}\r\n{line}\r\n".encode())
            self.wfile.write(b"0\r\n\r\n")

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def do_DELETE(self) -> None:
            self._answer()

        def _body(self) -> bytes:
            if self.headers.get("Transfer-Encoding") != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length", 0)))
            whole = b""
            while size := int(self.rfile.readline(), 16):
                whole += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return whole

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Say nothing."""

    return Handler


@contextmanager
def served(folder: Path) -> Generator[FakeDaemon, None, None]:
    """A fake engine that listens on a socket in `folder`."""
    daemon = FakeDaemon(folder / "docker.sock")
    with _Server(str(daemon.socket), _handler(daemon)) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        try:
            yield daemon
        finally:
            daemon.released.set()
            daemon.client.close()
            server.shutdown()
