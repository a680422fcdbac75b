"""A small application that is watched, and somebody who is told."""

import io
import json
import re
import socket
import tarfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from threading import Thread
from typing import Any

import docker
import requests

from tests.engine.harness import Project
from tests.live.own_project import OwnProject
from tests.live.stand import SECONDS, Stand

SHORTER = {
    r"\[5m\]": "[20s]",
    r"for: [25]m": "for: 1s",
    r"interval: 5m": "interval: 2s",
    r"\b15s\b": "2s",
    r'"1m"': '"5s"',
    '"30s"': '"5s"',
}
"""Times in the files of those who watch -> those that a test has patience for; nothing else of them is changed."""

SHORTEN = "&& ".join(f"sed -i 's/{long}/{short}/g' /tmp/*.yml " for long, short in SHORTER.items())

PUSHED = "/loki/api/v1/push"
LOGIN = "token-of-loki"
DAYS = 12


class Receiver(ThreadingHTTPServer):
    """A webhook on this machine, at an address of the host that its containers reach."""

    def __init__(self, daemon: docker.DockerClient) -> None:
        """Listen on the host's own address in Docker's default network."""
        attributes = daemon.networks.get("bridge").attrs
        assert attributes is not None
        (range_, *_) = attributes["IPAM"]["Config"]
        # An engine that was not started before names no gateway; it is the first address then too.
        gateway = range_.get("Gateway") or str(next(ip_network(range_["Subnet"]).hosts()))
        super().__init__((gateway, 0), Taker)
        self.told: list[dict[str, Any]] = []
        self.handed_on: list[tuple[str | None, dict[str, Any]]] = []
        """What the sender says of himself, and what he sends, as to Loki."""
        Thread(target=self.serve_forever, daemon=True).start()
        self.address = f"http://{self.server_address[0]!s}:{self.server_port}"
        self.url = f"{self.address}/hook"

    def titles(self) -> set[str]:
        """The title of every message."""
        return {attachment["title"] for message in self.told for attachment in message["attachments"]}

    def lines(self) -> set[tuple[str, str]]:
        """Part and text of every line that was handed on."""
        streams = [stream for _, body in self.handed_on for stream in body["streams"]]
        return {(stream["stream"]["part"], line) for stream in streams for _, line in stream["values"]}


class Taker(BaseHTTPRequestHandler):
    """Notes one message."""

    def do_POST(self) -> None:
        """Take it, and say nothing of it."""
        assert isinstance(self.server, Receiver)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == PUSHED:
            self.server.handed_on.append((self.headers["Authorization"], body))
        else:
            self.server.told.append(body)
        self.send_response_only(200)
        self.end_headers()


class WatchedStand(Stand):
    """A stack of it, whose alarms reach the test."""

    def __init__(self, folder: Path, daemon: docker.DockerClient) -> None:
        super().__init__("watched", folder, daemon)
        self.receiver = Receiver(daemon)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.page = free.getsockname()[1]
        with self.edit() as stack:
            stack["config"]["groundwork:docker"] |= {"dashboard_port": self.page}
            stack["config"]["groundwork:overrides"] = {
                "logs": {"days": DAYS, "forward": {"loki": self.receiver.address, "secret": "LOKI"}}
            }
        for name, value in {"WEBHOOK": self.receiver.url, "LOKI": LOGIN}.items():
            self.simulate("config", "set", "--secret", name, value, confirm=False).succeeded()

    def _project(self, application: str, folder: Path) -> Project:
        return OwnProject(application, folder)

    def shorten(self) -> None:
        """Have those who watch look more often, and wait less before they tell: the same files with other times."""
        code, told = self.execute("dashboard-prometheus", "sh", "-c", SHORTEN)
        assert code == 0, told
        agent = self.container("dashboard-agent")
        self._rewrite(agent, "/etc/groundwork/agent.conf")
        for each in (agent, self.container("dashboard-prometheus")):
            each.kill(signal="HUP")

    def _rewrite(self, container: Any, path: str) -> None:
        """Shorten the times in a file of a container."""
        with tarfile.open(fileobj=io.BytesIO(b"".join(container.get_archive(path)[0]))) as found:
            (member,) = found.getmembers()
            content = found.extractfile(member)
            assert content is not None
            text = content.read().decode()
        for long, short in SHORTER.items():
            text = re.sub(long, short, text)
        written = io.BytesIO()
        with tarfile.open(fileobj=written, mode="w") as archive:
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
        container.put_archive(str(Path(path).parent), written.getvalue())

    def recorded(self, query: str) -> list[dict[str, Any]]:
        """What Prometheus answers to a query on its page: labels and values."""
        address = f"http://127.0.0.1:{self.page}/api/v1/query"
        return requests.get(address, {"query": query}, timeout=SECONDS).json()["data"]["result"]

    def remove(self) -> None:
        self.receiver.shutdown()
        self.receiver.server_close()
        super().remove()
