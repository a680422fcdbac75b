"""The containers of one stack, through the docker command."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from host.problem import HostError
from host.project import Project

PROJECT = "com.docker.compose.project"
PART = "groundwork.part"
ONCE = "com.docker.compose.oneoff"
"""Labels, as components/clouds/docker/labels.py writes them."""


@dataclass(frozen=True, kw_only=True)
class Container:
    """One of them, as the daemon describes it."""

    name: str
    part: str
    state: str
    """`running`, `exited`, …"""
    health: str | None
    """`healthy`, `unhealthy`, `starting`; None where nothing asks."""
    status: str
    """In the daemon's words: `Up 5 minutes (healthy)`."""

    @property
    def well(self) -> bool:
        """Whether it runs and is not known to be ill."""
        return self.state == "running" and self.health in (None, "healthy")


class Containers:
    """The stack's services on the daemon that the stack names; what ran once is left out."""

    def __init__(self, project: Project) -> None:
        """Nothing is asked yet."""
        self.project = project
        host = {"DOCKER_HOST": project.docker_host} if project.docker_host else {}
        self._variables = {**os.environ, **host}

    def all(self) -> list[Container]:
        """Every service, sorted by name; HostError when there is none."""
        filters = [f"label={PROJECT}={self.project.name}", f"label={ONCE}=False"]
        words = [word for each in filters for word in ("--filter", each)]
        answer = self.run("ps", "--all", "--no-trunc", *words, "--format", "{{json .}}", capture=True)
        found = sorted((_container(json.loads(line)) for line in answer.splitlines()), key=lambda each: each.name)
        if not found:
            raise HostError(f"{self.project.name} has no containers on this host; `server install` makes them")
        return found

    def of(self, part: str) -> list[Container]:
        """The services of one part; HostError names the parts there are."""
        found = self.all()
        chosen = [each for each in found if each.part == part]
        if not chosen:
            parts = ", ".join(sorted({each.part for each in found}))
            raise HostError(f'there is no part "{part}"; there are {parts}')
        return chosen

    def named(self, start: str, without: str = "has no such container: the application has no database") -> Container:
        """The one whose name starts so; HostError says what the application is like without one."""
        for each in self.all():
            if each.name.startswith(start):
                return each
        raise HostError(f"{self.project.name} {without}")

    def run(self, *arguments: str, capture: bool = False) -> str:
        """Run docker; its output where `capture` says so. CalledProcessError when it fails, HostError without one."""
        if shutil.which("docker") is None:
            raise HostError("there is no `docker` on PATH; `make docker` installs it on Debian")
        done = subprocess.run(
            ["docker", *arguments],
            env=self._variables,
            text=True,
            check=True,
            stdout=subprocess.PIPE if capture else None,
        )
        return done.stdout or ""

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start docker; what it says on both outputs comes in one."""
        return subprocess.Popen(
            ["docker", *arguments],
            env=self._variables,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def each(self, verb: str, containers: Sequence[Container]) -> None:
        """Do the same with several."""
        self.run(verb, *(each.name for each in containers))


def _container(row: dict[str, str]) -> Container:
    labels = dict(pair.split("=", 1) for pair in row["Labels"].split(",") if "=" in pair)
    return Container(
        name=row["Names"],
        part=labels.get(PART, ""),
        state=row["State"],
        health=_health(row["Status"]),
        status=row["Status"],
    )


def _health(status: str) -> str | None:
    for word, health in (("(healthy)", "healthy"), ("(unhealthy)", "unhealthy"), ("(health: starting)", "starting")):
        if word in status:
            return health
    return None
