"""Starts the simulated providers of one run, one port per package, and stops them."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

import grpc
from pulumi.runtime.proto import provider_pb2_grpc

from simulator.alicloud import alicloud
from simulator.aws import aws
from simulator.clock import Clock
from simulator.cloud import Cloud
from simulator.docker_build import docker_build
from simulator.lifecycle import Lifecycle
from simulator.operations import OperationLog
from simulator.package import Package
from simulator.random_values import random_values
from simulator.runner import Runner
from simulator.servicer import Servicer

MESSAGE_LIMIT = 400 << 20
"""Bytes; the engine's own limit for one message."""
THREADS = 256
"""Calls that may wait at the same time, per package; a thread is made when it is needed."""


def packages(folder: Path) -> list[Package]:
    """The packages that are simulated; `folder` is where relative paths of build contexts start."""
    return [aws(), alicloud(), random_values(), docker_build(folder)]


class Providers:
    """Running providers; use it in a `with`, or call close()."""

    def __init__(self, home: Path, clock: Clock, folder: Path | None = None) -> None:
        """Opens the clouds of a home folder and serves them on free local ports.

        `folder` is the program's: build contexts are relative to it; the working directory when left out.
        """
        self.clock = clock
        self.cloud = Cloud(home)
        self.operations = OperationLog()
        self._servers: list[grpc.Server] = []
        self._servicers: list[Servicer] = []
        ports = {package.name: self._serve(package) for package in packages(folder or Path.cwd())}
        self.debug_providers = ",".join(f"{name}:{port}" for name, port in ports.items())
        """The value of PULUMI_DEBUG_PROVIDERS."""

    def _serve(self, package: Package) -> int:
        servicer = Servicer(Runner(Lifecycle(package, self.cloud), self.clock, self.operations))
        options = [("grpc.max_receive_message_length", MESSAGE_LIMIT), ("grpc.max_send_message_length", MESSAGE_LIMIT)]
        server = grpc.server(ThreadPoolExecutor(THREADS, package.name), options=options)
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
        self.cloud.close()

    def __enter__(self) -> Self:
        """They run already."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stops them."""
        self.close()
