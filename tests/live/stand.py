"""One application, really running: deployed by `simulate` on this machine's Docker daemon, asked over HTTPS."""

import json
import os
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import docker
import requests
from docker.models.containers import Container
from docker.models.networks import Network

from tests.engine.harness import Project, Run
from tests.executed import execute

Seen = TypeVar("Seen")

PART = "groundwork.part"
GROUP = "com.docker.compose.project"
ONCE = "com.docker.compose.oneoff"

LIVE = {"SIMULATOR_DOCKER": "live"}
SECONDS = 20
"""Longest wait for one answer."""


class Stand:
    """A stack of its own on the daemon, on free ports of this machine."""

    stack = "local"

    def __init__(self, application: str, folder: Path, daemon: docker.DockerClient) -> None:
        """Copy the application's files and choose ports; nothing is deployed yet."""
        self.daemon = daemon
        self.project = self._project(application, folder)
        self.project.variables = LIVE
        self.http_port, self.https_port = _free_ports()
        self.folder = folder
        with self.edit() as stack:
            stack["config"]["groundwork:docker"] |= {"http_port": self.http_port, "https_port": self.https_port}
        with self.project.edit("app.yaml") as app:
            # A group of its own among all that runs on this daemon, a developer's own stack perhaps.
            app["name"] = f"{app['name']}-{os.getpid() % 10000}"
            self.group = f"{app['name']}-{self.stack}"

    def _project(self, application: str, folder: Path) -> Project:
        return Project(application, folder, self.stack)

    def edit(self) -> Any:
        """Open the stack's file for a change."""
        return self.project.edit(f"Pulumi.{self.stack}.yaml")

    def simulate(self, command: str, *arguments: str, confirm: bool = True) -> Run:
        """Run one command on the stack."""
        yes = ("--yes",) if confirm else ()
        return self.project.simulate(command, "--stack", self.stack, *yes, *arguments)

    def up(self) -> Run:
        """Deploy, or bring a change into service, without a preview before it."""
        return self.simulate("up", "--skip-preview").succeeded()

    def output(self, name: str) -> Any:
        """Return an output of the stack."""
        told = self.simulate("stack", "output", name, "--json", confirm=False)
        return json.loads(told.succeeded().output)

    def override(self, change: Mapping[str, Any]) -> None:
        """Lay something over the stack's own overrides."""
        with self.edit() as stack:
            _merge(stack["config"].setdefault("groundwork:overrides", {}), change)

    def containers(self, part: str | None = None, *, once: bool = False) -> list[Container]:
        """Return the containers of the stack, or of one part, that keep running; or those that ran to their end."""
        labels = [f"{GROUP}={self.group}", f"{ONCE}={once}", *([f"{PART}={part}"] if part else [])]
        found = self.daemon.containers.list(all=True, filters={"label": labels})
        return sorted(found, key=lambda each: str(each.name))

    def networks(self) -> list[Network]:
        """Return the networks of the stack."""
        application = self.group.removesuffix(f"-{self.stack}")
        found = self.daemon.networks.list(filters={"label": f"groundwork.application={application}"})
        for each in found:
            each.reload()
        return found

    def container(self, start: str) -> Container:
        """Return the running container whose name starts so."""
        return next(each for each in self.containers() if str(each.name).startswith(start))

    def execute(self, start: str, *command: str) -> tuple[int, str]:
        """Run a command in a container; its exit code and all that it writes."""
        code, output = execute(self.container(start), command)
        return code, output.decode()

    @property
    def certificate(self) -> Path:
        """The authority's certificate in a file, as a person would import it."""
        file = self.folder / "authority.crt"
        if not file.exists():
            file.write_text(self.output("certificate_authority"))
        return file

    @property
    def trust(self) -> ssl.SSLContext:
        """Trusts the stack's authority and nobody else."""
        return ssl.create_default_context(cafile=str(self.certificate))

    def url(self, path: str) -> str:
        """The address of a path at the entry."""
        return f"https://localhost:{self.https_port}{path}"

    def ask(self, path: str, method: str = "GET", **settings: Any) -> requests.Response:
        """Send one request; an answer of any status comes back."""
        settings.setdefault("allow_redirects", False)
        seconds = settings.pop("timeout", SECONDS)
        address = path if path.startswith("http") else self.url(path)
        return requests.request(method, address, verify=str(self.certificate), timeout=seconds, **settings)

    def remove(self) -> None:
        """Destroy the stack; what a failure left behind goes by its label, so that the next run starts from nothing."""
        with self.edit() as stack:
            stack["config"]["groundwork:disposable"] = True
        self.simulate("destroy", "--skip-preview")
        everything = {"label": f"groundwork.application={self.group.removesuffix(f'-{self.stack}')}"}
        for container in self.daemon.containers.list(all=True, filters=everything):
            container.remove(force=True, v=True)
        for network in self.daemon.networks.list(filters=everything):
            network.remove()
        for volume in self.daemon.volumes.list(filters=everything):
            volume.remove()


def inspected(thing: Container | Network) -> dict[str, Any]:
    """What the daemon tells of a container or network."""
    assert thing.attrs is not None
    return thing.attrs


def wait_until(look: Callable[[], Seen], what: str, seconds: float = 30) -> Seen:
    """Look again and again, until what is seen is true; an AssertionError says what did not come to pass."""
    end = time.monotonic() + seconds
    while not (seen := look()):
        assert time.monotonic() < end, f"{what} did not come to pass within {seconds:g} s"
        time.sleep(0.2)
    return seen


def _free_ports() -> tuple[int, int]:
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]


def _merge(under: dict[str, Any], over: Mapping[str, Any]) -> None:
    for key, value in over.items():
        if isinstance(value, Mapping) and isinstance(under.get(key), dict):
            _merge(under[key], value)
        else:
            under[key] = dict(value) if isinstance(value, Mapping) else value
