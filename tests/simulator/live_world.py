"""Resources on the real Docker daemon for a test: made, changed and removed without an engine, and gone afterwards."""

import os
import uuid
from pathlib import Path
from typing import Any

import docker
import pytest

from simulator.behaviour import Call, Refusal
from simulator.clock import Clock
from simulator.cloud import Record
from simulator.docker.live.address import address_of
from simulator.docker.live.daemons import Daemons
from simulator.docker.live.package import MAKERS, live_docker
from simulator.docker.live.runner import LiveRunner
from simulator.docker_build.live import builder, live_docker_build
from simulator.lifecycle import Lifecycle
from simulator.reading import Found
from simulator.runner import HalfMade
from tests.daemon import give_up
from tests.simulator.world import World

PREFIX = "try-live-"
"""How the names of everything begin that a test makes."""


def daemon() -> docker.APIClient:
    """A client of the machine's daemon. Where none answers the test is skipped, and fails in CI."""
    try:
        return Daemons().client(address_of({}, os.environ))
    except Refusal as problem:
        give_up(str(problem))


class LiveWorld(World):
    """The machine's daemon, as the live provider uses it."""

    def __init__(self, home: Path, folder: Path | None = None) -> None:
        """With `folder` it builds images, from contexts in there."""
        super().__init__(home, live_docker() if folder is None else live_docker_build(folder))
        self.daemons = Daemons()
        self.client = self.daemons.client(address_of({}, os.environ))
        makers = MAKERS if folder is None else builder(folder)
        self.runner = LiveRunner(Lifecycle(self.package, self.cloud), Clock(None), self.log, self.daemons, makers)
        self.prefix = f"{PREFIX}{uuid.uuid4().hex[:8]}"

    def name(self, suffix: str) -> str:
        """A name of this test alone."""
        return f"{self.prefix}-{suffix}"

    def make(self, token: str, name: str = "thing", /, **inputs: Any) -> Record:
        """Makes a resource; images keep their names."""
        named = {} if "name" in inputs or "name" not in self.package.catalogue[token].properties else {"name": name}
        asked = {**inputs, **({"name": self.name(name)} if named else {})}
        return super().make(token, name, **asked)

    def half_made(self, token: str, name: str, /, **inputs: Any) -> tuple[Record, str]:
        """What is left of a resource whose making fails, and why."""
        with pytest.raises(HalfMade) as problem:
            self.make(token, name, **inputs)
        return problem.value.record, str(problem.value)

    def call_for(self, record: Record, inputs: dict[str, Any]) -> Call:
        """A call about what is there."""
        return self.call(record.type, inputs, record)

    def read(self, record: Record, inputs: dict[str, Any], state: dict[str, Any] | None = None) -> Found | None:
        """What a refresh finds."""
        seen = Record(record.type, record.region, record.key, record.id, record.urn, state or record.properties)
        return self.runner.read(self.call_for(seen, inputs), self.connection)

    def run(self, container: str, *command: str) -> str:
        """What a command in a container says."""
        made = self.client.exec_create(container, list(command))
        return self.client.exec_start(made["Id"]).decode()

    def clean(self) -> None:
        """Removes whatever the test has left."""
        for container in self.client.containers(all=True, filters={"name": self.prefix}):
            self.client.remove_container(container["Id"], force=True, v=True)
        for network in self.client.networks(filters={"name": self.prefix}):
            self.client.remove_network(network["Id"])
        for volume in self.client.volumes(filters={"name": self.prefix})["Volumes"] or ():
            self.client.remove_volume(volume["Name"])
        for image in self.client.images(filters={"reference": f"{self.prefix}*"}):
            for tag in image["RepoTags"] or ():
                self.client.remove_image(tag, force=True)
        self.daemons.close()
        self.cloud.close()
