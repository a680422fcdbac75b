"""Containers of live tests, gone after them."""

import io
import tarfile
import time
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import docker
from docker.errors import ImageNotFound
from docker.models.containers import Container

from tests.daemon import give_up
from tests.executed import execute

SECONDS = 60
"""So long a container may take to be ready, or to end."""


class Containers:
    """Starts containers, and removes them and their volumes."""

    def __init__(self, daemon: docker.DockerClient) -> None:
        self._daemon = daemon
        self._started: list[Container] = []

    def start(
        self, image: str, command: list[str] | None = None, files: Mapping[str, str] | None = None, **settings: Any
    ) -> Container:
        """Start a container of an image with files in it, by path, and with the Docker SDK's own settings."""
        name = f"try-toolchain-{uuid4().hex[:12]}"
        try:
            container = self._daemon.containers.create(image, command, name=name, **settings)
        except ImageNotFound:
            give_up(f"{image} is not on this engine; `make docker` brings it")
        self._started.append(container)
        if files:
            container.put_archive("/", _archive(files))
        container.start()
        return container

    def remove(self) -> None:
        """Remove what was started, the last first: it may use an earlier one's network."""
        while self._started:
            self._started.pop().remove(v=True, force=True)


def asked(container: Container, *command: str, **settings: Any) -> str:
    """What a command in a container says; the test fails when the command does."""
    code, output = execute(container, command, **settings)
    said = output.decode().strip()
    assert code == 0, said
    return said


def wait_until(container: Container, *command: str) -> None:
    """Wait until a command succeeds in a container; the test fails when the container ends or takes too long."""
    end = time.monotonic() + SECONDS
    while container.exec_run(list(command)).exit_code != 0:
        container.reload()
        assert container.status == "running", container.logs().decode()
        assert time.monotonic() < end, container.logs().decode()
        time.sleep(0.1)


def ended(container: Container) -> tuple[int, str]:
    """Exit code and output of a container that ends."""
    code = container.wait(timeout=SECONDS)["StatusCode"]
    return code, container.logs().decode()


def user_of(container: Container) -> str:
    """User and group, in numbers, of the first process in a container."""
    status = asked(container, "cat", "/proc/1/status").splitlines()
    user, group = (next(line for line in status if line.startswith(name)).split()[1] for name in ("Uid:", "Gid:"))
    return f"{user}:{group}"


def _archive(files: Mapping[str, str]) -> bytes:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        for path, text in files.items():
            member = tarfile.TarInfo(path.lstrip("/"))
            member.size, member.mode = len(text.encode()), 0o644
            archive.addfile(member, io.BytesIO(text.encode()))
    return whole.getvalue()
