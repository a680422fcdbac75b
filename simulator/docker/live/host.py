"""The packages that are real in one run, and the daemons behind them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simulator.clock import Clock
from simulator.cloud import Cloud
from simulator.docker.live.address import Address, address_of
from simulator.docker.live.daemons import Daemons, answering
from simulator.docker.live.package import MAKERS, live_docker
from simulator.docker.live.runner import LiveRunner
from simulator.docker_build.live import builder, live_docker_build
from simulator.lifecycle import Lifecycle
from simulator.operations import OperationLog


class LiveHost:
    """One run's real Docker hosts."""

    names = ("docker", "docker-build")
    """The packages that are not simulated."""

    def __init__(
        self, variables: Mapping[str, str], settings: Mapping[str, Any] | None = None, *, own_docker: bool = True
    ) -> None:
        """`variables` are the environment, `settings` those of the stack's default provider `docker`.

        Without `own_docker` an official plugin serves the package `docker`.
        """
        self.daemons = Daemons(variables)
        self.settings = settings or {}
        self.own_docker = own_docker

    def runners(self, cloud: Cloud, clock: Clock, log: OperationLog, folder: Path) -> Iterator[LiveRunner]:
        """What runs the packages' operations; `folder` is where relative paths of build contexts start."""
        if self.own_docker:
            runner = LiveRunner(Lifecycle(live_docker(), cloud), clock, log, self.daemons, MAKERS)
            runner.folder = folder
            yield runner
        lifecycle, makers = Lifecycle(live_docker_build(folder), cloud), builder(folder)
        # An image is built where the containers are that need it.
        yield LiveRunner(lifecycle, clock, log, self.daemons, makers, self.settings)

    def ask(self) -> Address:
        """Makes sure that a daemon answers at the address of the settings; raises Refusal."""
        address = address_of(self.settings, self.daemons.variables)
        client = self.daemons.client(address)
        with answering(address):
            client.ping()
        return address

    def close(self) -> None:
        """Closes the connections."""
        self.daemons.close()
