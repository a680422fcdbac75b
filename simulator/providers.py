"""Starts the providers of one run, one port per package, and stops them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import grpc
from pulumi.runtime.proto import provider_pb2_grpc

from simulator.alicloud import alicloud
from simulator.aws import aws
from simulator.clock import Clock
from simulator.cloud import Cloud
from simulator.docker import docker
from simulator.docker_build import docker_build
from simulator.lifecycle import Lifecycle
from simulator.operations import OperationLog
from simulator.package import Package
from simulator.random_values import random_values
from simulator.runner import Runner
from simulator.servicer import Servicer
from simulator.tls import tls

if TYPE_CHECKING:
    from simulator.docker.live.host import LiveHost

MESSAGE_LIMIT = 400 << 20
"""Bytes; the engine's own limit for one message."""
THREADS = 256
"""Calls that may wait at the same time, per package; a thread is made when it is needed."""


def packages(folder: Path) -> list[Package]:
    """The packages that are simulated; `folder` is where relative paths of build contexts start."""
    return [aws(), alicloud(), docker(), random_values(), tls(), docker_build(folder)]


class Providers:
    """Running providers; use it in a `with`, or call close()."""

    def __init__(self, home: Path, clock: Clock, folder: Path | None = None, live: "LiveHost | None" = None) -> None:
        """Opens the clouds of a home folder and serves them on free local ports.

        `folder` is the program's: build contexts are relative to it; the working directory when left out. With `live`
        the packages of a Docker host make real things.
        """
        self.clock = clock
        self.live = live
        self.cloud = Cloud(home)
        self.operations = OperationLog()
        self._servers: list[grpc.Server] = []
        self._servicers: list[Servicer] = []
        ports = {runner.lifecycle.package.name: self._serve(runner) for runner in self._runners(folder or Path.cwd())}
        self.debug_providers = ",".join(f"{name}:{port}" for name, port in ports.items())
        """The value of PULUMI_DEBUG_PROVIDERS."""

    def _runners(self, folder: Path) -> Iterator[Runner]:
        for package in packages(folder):
            if self.live is None or package.name not in self.live.names:
                yield Runner(Lifecycle(package, self.cloud), self.clock, self.operations)
        if self.live is not None:
            yield from self.live.runners(self.cloud, self.clock, self.operations, folder)

    def _serve(self, runner: Runner) -> int:
        servicer = Servicer(runner)
        options = [("grpc.max_receive_message_length", MESSAGE_LIMIT), ("grpc.max_send_message_length", MESSAGE_LIMIT)]
        server = grpc.server(ThreadPoolExecutor(THREADS, runner.lifecycle.package.name), options=options)
        provider_pb2_grpc.add_ResourceProviderServicer_to_server(servicer, server)
        port = server.add_insecure_port("127.0.0.1:0")
        server.start()
        self._servers.append(server)
        self._servicers.append(servicer)
        return port

    def close(self) -> None:
        """Ends all waits and stops at once."""
        for servicer in self._servicers:
            servicer.connections.close()
        for server in self._servers:
            server.stop(None).wait()
        if self.live is not None:
            self.live.close()
        self.cloud.close()

    def __enter__(self) -> Self:
        """They run already."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stops them."""
        self.close()
