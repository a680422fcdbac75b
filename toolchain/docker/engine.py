"""A Docker engine that answers: the one that runs already, else one installed and started."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import docker
from docker.errors import DockerException

from toolchain import command, packages
from toolchain.docker import leftovers
from toolchain.failure import SetupError
from toolchain.machine import Machine
from toolchain.progress import Progress

SOCKET = Path("/var/run/docker.sock")
"""Where the engine listens unless DOCKER_HOST names another place."""

SYSTEMD = Path("/run/systemd/system")
"""A folder that is there exactly where systemd runs (sd_booted(3))."""

SECONDS_TO_START = 90
"""An engine answers within two seconds; one that has many containers to take up again needs longer."""

SECONDS_BETWEEN_LOOKS = 0.2

LINES_OF_AN_ERROR = 10
"""So much of the engine's log is shown when it does not come up."""


def connect() -> docker.DockerClient | None:
    """A client of the engine that DOCKER_HOST names, or of this machine's own; None when none answers."""
    try:
        client = docker.from_env()
        client.ping()
    except (DockerException, OSError):
        return None
    return client


def provide(machine: Machine, log: Path) -> docker.DockerClient:
    """A client of an engine that answers, installed and started first if need be.

    An engine that is started here writes to `log` and outlives this process. Raises SetupError.
    """
    if client := connect():
        print(f"docker: the engine {client.version()['Version']} answers", file=sys.stderr)
        return client
    _refuse_what_cannot_be_helped(machine)
    if shutil.which("dockerd") is None:
        # Debian 13 has the command line in a package of its own.
        packages.install("docker.io", where_known=["docker-cli"])
    return _start(log)


def _refuse_what_cannot_be_helped(machine: Machine) -> None:
    if host := os.environ.get("DOCKER_HOST"):
        raise SetupError(f"no Docker engine answers at {host}, where DOCKER_HOST points; start it or unset DOCKER_HOST")
    if SOCKET.exists() and not os.access(SOCKET, os.R_OK | os.W_OK):
        raise SetupError(
            f"this user may not talk to the Docker engine at {SOCKET}; add the user to the group `docker`, log in "
            "again and try again"
        )
    if not machine.installs_packages:
        raise SetupError(
            "no Docker engine answers, and only root on Debian or Ubuntu can have one installed by this command; "
            "install one as Docker's own page “Install Docker Engine” says (on macOS: Docker Desktop), start it and "
            "try again"
        )


def _start(log: Path) -> docker.DockerClient:
    if SYSTEMD.is_dir():
        command.run("starting the Docker engine", ["systemctl", "start", "docker"])
        return _wait(None, "see `journalctl --unit docker`")
    leftovers.remove()
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as output:
        # A session of its own: it stays when the terminal, or the job of a build machine, goes.
        child = subprocess.Popen(
            ["dockerd"], stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
    return _wait(child, f"its log {log} ends with:", log)


def _wait(child: "subprocess.Popen[bytes] | None", where: str, log: Path | None = None) -> docker.DockerClient:
    """The client, once the engine answers. `child` is its process, when it was started here."""
    end = time.monotonic() + SECONDS_TO_START
    with Progress("waiting for the Docker engine", sys.stderr):
        while time.monotonic() < end and (child is None or child.poll() is None):
            if client := connect():
                return client
            time.sleep(SECONDS_BETWEEN_LOOKS)
    last = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LINES_OF_AN_ERROR:] if log else []
    raise SetupError("\n".join([f"the Docker engine was started but does not answer; {where}", *last]))
