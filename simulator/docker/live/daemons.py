"""Clients of Docker daemons, made when they are needed and shared by all operations of a run."""

import os
import socket
import tempfile
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

import docker
import requests
from docker.context import ContextAPI
from docker.errors import APIError, DockerException
from docker.tls import TLSConfig

from simulator.behaviour import Refusal
from simulator.docker.live.address import Address
from simulator.docker.live.tunnel import SCHEME, Tunnel

UNIX = "unix://"
REPLY_SECONDS = 600
"""How long a daemon may take for one answer; what takes longer by nature says so itself."""
CONNECTIONS = 64
"""Kept open per daemon: as many operations as Pulumi runs at a time."""


class Daemons:
    """The daemons of one run; safe to use from many threads."""

    def __init__(self, variables: Mapping[str, str] | None = None) -> None:
        """`variables` are the environment in which settings are looked up that a provider leaves out."""
        self.variables: Mapping[str, str] = os.environ if variables is None else variables
        self._lock = threading.Lock()
        self._clients: dict[Address, docker.APIClient] = {}
        self._folders: list[tempfile.TemporaryDirectory[str]] = []
        self._tunnels: list[Tunnel] = []

    def client(self, address: Address) -> docker.APIClient:
        """The client of a daemon. Raises Refusal, with the address in it, when none answers."""
        with self._lock:
            if address not in self._clients:
                with answering(address):
                    self._clients[address] = self._connect(address)
            return self._clients[address]

    def _connect(self, address: Address) -> docker.APIClient:
        host, tls = address.host, self._tls(address)
        if address.context:
            context = ContextAPI.get_context(address.context)
            if context is None:
                raise Refusal(f"there is no Docker context {address.context}; `docker context ls` lists them")
            host, tls = context.Host, context.TLSConfig or None
        if host.startswith(SCHEME):
            self._tunnels.append(Tunnel(host, address.ssh_options))
            host = self._tunnels[-1].host
        reach(host)
        return docker.APIClient(
            base_url=host,
            version="auto",
            timeout=REPLY_SECONDS,
            tls=tls or False,
            num_pools=CONNECTIONS,
            max_pool_size=CONNECTIONS,
        )

    def _tls(self, address: Address) -> TLSConfig | None:
        folder = Path(address.cert_path) if address.cert_path else self._written(address)
        if folder is None:
            return None
        ca, certificate, key = (folder / name for name in ("ca.pem", "cert.pem", "key.pem"))
        pair = (str(certificate), str(key)) if certificate.is_file() else None
        return TLSConfig(client_cert=pair, ca_cert=str(ca) if ca.is_file() else None, verify=True)

    def _written(self, address: Address) -> Path | None:
        """The settings' PEM texts as files that nobody else can read, gone with the run; None without any."""
        texts = {"ca.pem": address.ca, "cert.pem": address.certificate, "key.pem": address.key}
        if not any(texts.values()):
            return None
        self._folders.append(tempfile.TemporaryDirectory(prefix="simulate-docker-"))
        folder = Path(self._folders[-1].name)
        for name, text in texts.items():
            if text:
                (folder / name).write_text(text, "utf-8")
        return folder

    def close(self) -> None:
        """Closes the connections."""
        with self._lock:
            for client in self._clients.values():
                client.close()
            self._clients.clear()
            for tunnel in self._tunnels:
                tunnel.close()
            self._tunnels.clear()
            for folder in self._folders:
                folder.cleanup()
            self._folders.clear()


def reach(host: str) -> None:
    """Raises OSError for a socket of this machine that nobody listens on: the SDK would leave it open."""
    if host.startswith(UNIX):
        with socket.socket(socket.AF_UNIX) as probe:
            probe.connect(host.removeprefix(UNIX))


@contextmanager
def answering(address: Address) -> Generator[None]:
    """Turns whatever keeps a daemon from answering into a Refusal of one sentence, and its own refusals as well."""
    try:
        yield
    except APIError as problem:
        raise Refusal(words_of(problem)) from problem
    except (DockerException, requests.exceptions.RequestException, OSError) as problem:
        raise Refusal(no_answer(address, problem)) from problem


def words_of(problem: APIError) -> str:
    """What the daemon says."""
    explanation = problem.explanation or str(problem)
    return (explanation.decode(errors="replace") if isinstance(explanation, bytes) else str(explanation)).strip()


def no_answer(address: Address, problem: Exception) -> str:
    """The sentence for a daemon that cannot be reached."""
    return (
        f"no Docker daemon answers at {address.shown} ({reason_of(problem)}); `make docker` installs an engine on "
        "Debian, and `pulumi config set docker:host ADDRESS` or DOCKER_HOST names another one"
    )


def reason_of(problem: BaseException) -> str:
    """The innermost reason, without the layers around it."""
    seen = problem
    while (inner := seen.__cause__ or seen.__context__) is not None:
        seen = inner
    return (getattr(seen, "strerror", None) or str(seen) or type(seen).__name__).strip().rstrip(".")
