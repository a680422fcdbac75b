"""What the simulator's tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.cloud import Record
from tests.simulator.builders import CLUSTER, Network, build_network
from tests.simulator.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """An empty account."""
    made = World(tmp_path / "home")
    yield made
    made.cloud.close()


@pytest.fixture
def network(world: World) -> Network:
    """A VPC in two zones with a gateway and a security group."""
    return build_network(world)


@pytest.fixture
def cluster(world: World) -> Record:
    """An ECS cluster."""
    return world.make(CLUSTER, "c", name="main")
