"""What the simulator's tests share."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.alicloud import alicloud
from simulator.cloud import Record
from tests.simulator import alicloud_builders
from tests.simulator.builders import CLUSTER, Network, build_network
from tests.simulator.world import World

if TYPE_CHECKING:
    from tests.simulator.live_world import LiveWorld


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


@pytest.fixture
def ali(tmp_path: Path) -> Iterator[World]:
    """An empty account on Alibaba Cloud."""
    made = World(tmp_path / "alicloud", alicloud())
    yield made
    made.cloud.close()


@pytest.fixture
def net(ali: World) -> alicloud_builders.Network:
    """A VPC on Alibaba Cloud with a vSwitch in each of two zones and a security group."""
    return alicloud_builders.build_network(ali)


@pytest.fixture
def host(tmp_path: Path) -> Iterator["LiveWorld"]:
    """The machine's Docker daemon."""
    from tests.simulator.live_world import LiveWorld, daemon

    daemon().close()
    made = LiveWorld(tmp_path / "docker")
    yield made
    made.clean()


@pytest.fixture
def builds(tmp_path: Path) -> Iterator["LiveWorld"]:
    """The machine's Docker daemon, which builds from contexts in the test's folder."""
    from tests.simulator.live_world import LiveWorld, daemon

    daemon().close()
    made = LiveWorld(tmp_path / "docker", tmp_path)
    yield made
    made.clean()
