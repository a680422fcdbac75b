"""Networks and volumes of a simulated Docker host."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.cloud import LEFT
from simulator.docker import docker
from tests.simulator.docker_builders import CONTAINER, NETWORK, REDIS, VOLUME
from tests.simulator.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "home", docker())
    yield made
    made.cloud.close()


def test_a_network_has_an_id_of_64_digits_and_what_the_daemon_answers(world: World) -> None:
    made = world.make(NETWORK, "back", internal=True)
    assert re.fullmatch("[0-9a-f]{64}", made.id)
    assert re.fullmatch("back-[0-9a-f]{7}", made.properties["name"])
    answered = {name: made.properties[name] for name in ("driver", "scope", "ipamConfigs")}
    assert answered == {
        "driver": "bridge",
        "scope": "local",
        "ipamConfigs": [{"subnet": "172.18.0.0/16", "gateway": "172.18.0.1"}],
    }


def test_networks_get_subnets_that_do_not_overlap(world: World) -> None:
    world.make(NETWORK, "a", ipamConfigs=[{"subnet": "172.18.4.0/24"}])
    made = world.make(NETWORK, "b")
    assert made.properties["ipamConfigs"][0]["subnet"] == "172.19.0.0/16"
    assert world.refused(NETWORK, ipamConfigs=[{"subnet": "172.19.1.0/24"}]) == (
        "Pool overlaps with other one on this address space"
    )
    words = world.refused(NETWORK, ipamConfigs=[{"subnet": "172.300.0.0/16"}])
    assert words == "invalid subnet 172.300.0.0/16: invalid CIDR block notation"


def test_the_daemon_has_30_subnets_to_give(world: World) -> None:
    made = [world.make(NETWORK, f"n{number}") for number in range(30)]
    assert made[14].properties["ipamConfigs"][0]["subnet"] == "192.168.0.0/20"
    assert world.refused(NETWORK) == (
        "could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network"
    )


def test_a_range_that_is_asked_for_stays_as_it_was_written(world: World) -> None:
    made = world.make(NETWORK, "a", ipamConfigs=[{"subnet": "10.5.0.0/16"}])
    asked = {"name": made.properties["name"], "ipamConfigs": [{"subnet": "10.5.0.0/16"}]}
    assert world.differences(NETWORK, made.properties, **asked) == []


def test_a_networks_name_is_taken_once(world: World) -> None:
    world.make(NETWORK, "a", name="back")
    assert world.refused(NETWORK, name="back") == "network with name back already exists"


def test_a_network_stays_while_a_container_is_in_it(world: World) -> None:
    network = world.make(NETWORK, "back", name="back")
    user = world.make(CONTAINER, "a", image=REDIS, networksAdvanced=[{"name": "back"}])
    assert world.remove_refused(network) == (
        f"network {network.id} has active endpoints: it was still used by container {user.id} after 30 s"
    )
    world.remove(user)
    world.remove(network)
    assert world.cloud.resources() == []


def test_every_change_of_a_network_replaces_it(world: World) -> None:
    made = world.make(NETWORK, "back", name="back", labels=[{"label": "a", "value": "b"}])
    changes = world.differences(NETWORK, made.properties, name="back", labels=[{"label": "a", "value": "c"}])
    assert [(change.path[0], change.replaces) for change in changes] == [("labels", True)]


def test_a_volume_is_named_by_its_id(world: World) -> None:
    made = world.make(VOLUME, "data", name="data")
    assert (made.id, made.properties["driver"]) == ("data", "local")
    assert made.properties["mountpoint"] == "/var/lib/docker/volumes/data/_data"


@pytest.mark.parametrize(
    "use",
    [
        {"volumes": [{"volumeName": "data", "containerPath": "/data"}]},
        {"mounts": [{"type": "volume", "source": "data", "target": "/data"}]},
    ],
)
def test_a_volume_stays_while_a_container_uses_it(world: World, use: dict[str, object]) -> None:
    volume = world.make(VOLUME, "data", name="data")
    user = world.make(CONTAINER, "a", image=REDIS, **use)
    assert world.remove_refused(volume) == f"remove data: volume is in use - [{user.id}]"
    world.remove(user)
    world.remove(volume)
    assert world.cloud.resources() == []


def test_a_volume_that_only_a_container_names_is_made_and_stays_behind(world: World) -> None:
    user = world.make(CONTAINER, "a", image=REDIS, volumes=[{"volumeName": "stray", "containerPath": "/data"}])
    world.remove(user)
    assert [(record.type, record.id) for record in world.cloud.left_behind()] == [(VOLUME, "stray")]
    assert world.cloud.find_in(LEFT, VOLUME)[0].urn.endswith("::a")
