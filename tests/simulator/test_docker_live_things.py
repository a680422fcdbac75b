"""Networks, volumes and images on a real daemon."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from docker.errors import NotFound

from simulator.docker.live import image, network, volume
from simulator.docker.live.job import Job
from tests.simulator.docker_builders import CONTAINER, IMAGE, NETWORK, REDIS, VOLUME
from tests.simulator.live_world import LiveWorld

pytestmark = pytest.mark.live

SLEEP = ["sleep", "1000"]
LABELS = [{"label": "try.live", "value": "yes"}]


def test_a_network_is_made_as_asked(host: LiveWorld) -> None:
    inputs = {
        "driver": "bridge",
        "internal": True,
        "attachable": True,
        "labels": LABELS,
        "options": {"com.docker.network.bridge.enable_icc": "false"},
        "ipamConfigs": [{"subnet": "10.253.72.0/24", "gateway": "10.253.72.1", "ipRange": "10.253.72.128/25"}],
    }
    made = host.make(NETWORK, "back", **inputs)
    found = host.client.inspect_network(made.id)
    assert (found["Name"], found["Driver"], found["Internal"], found["Attachable"]) == (
        host.name("back"),
        "bridge",
        True,
        True,
    )
    assert (found["Labels"], found["Options"]) == ({"try.live": "yes"}, inputs["options"])
    assert found["IPAM"]["Config"] == [
        {"Subnet": "10.253.72.0/24", "IPRange": "10.253.72.128/25", "Gateway": "10.253.72.1"}
    ]
    named = {**inputs, "name": host.name("back")}
    assert host.differences(NETWORK, made.properties, **named) == []
    again = host.read(made, named)
    assert again is not None
    assert again.properties == made.properties
    assert made.properties["scope"] == "local"
    assert host.cloud.resources() == []


def test_a_network_with_addresses_of_version_6(host: LiveWorld) -> None:
    made = host.make(NETWORK, "six", ipv6=True, ipamConfigs=[{"subnet": "fd00:253:71::/64"}])
    assert host.client.inspect_network(made.id)["EnableIPv6"] is True


def test_a_network_that_asks_for_nothing_answers_what_it_got(host: LiveWorld) -> None:
    made = host.make(NETWORK, "plain")
    [config] = host.client.inspect_network(made.id)["IPAM"]["Config"]
    assert made.properties["ipamConfigs"] == [{"subnet": config["Subnet"], "gateway": config["Gateway"]}]
    assert (made.properties["driver"], made.properties["internal"]) == ("bridge", False)
    assert host.differences(NETWORK, made.properties, name=host.name("plain")) == []


def test_a_networks_name_is_taken_once(host: LiveWorld) -> None:
    host.make(NETWORK, "back")
    words = host.refused(NETWORK, name=host.name("back"))
    assert words == f"network with name {host.name('back')} already exists"


def test_a_network_that_is_gone_is_gone(host: LiveWorld) -> None:
    made = host.make(NETWORK, "back")
    host.client.remove_network(made.id)
    assert host.read(made, {"name": host.name("back")}) is None
    host.remove(made)


def test_a_network_is_removed_as_soon_as_nobody_uses_it(host: LiveWorld) -> None:
    made = host.make(NETWORK, "back")
    user = host.make(CONTAINER, "user", image=REDIS, command=SLEEP, networksAdvanced=[{"name": made.id}])
    with ThreadPoolExecutor(1) as pool:
        removing = pool.submit(host.remove, made)
        assert not removing.done()
        host.client.remove_container(user.id, force=True)
        removing.result(timeout=60)
    with pytest.raises(NotFound):
        host.client.inspect_network(made.id)


def test_a_network_that_is_used_for_too_long_stays(host: LiveWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "PATIENCE", 1)
    made = host.make(NETWORK, "back")
    host.make(CONTAINER, "user", image=REDIS, command=SLEEP, networksAdvanced=[{"name": made.id}])
    assert host.remove_refused(made) == f"network {host.name('back')} is still used by {host.name('user')} after 1 s"


def test_a_volume_is_made_as_asked(host: LiveWorld) -> None:
    options = {"type": "tmpfs", "device": "tmpfs", "o": "size=1m"}
    inputs: dict[str, Any] = {"driver": "local", "driverOpts": options, "labels": LABELS}
    made = host.make(VOLUME, "data", **inputs)
    found = host.client.inspect_volume(host.name("data"))
    assert (found["Driver"], found["Options"], found["Labels"]) == ("local", options, {"try.live": "yes"})
    assert (made.id, made.properties["mountpoint"]) == (host.name("data"), found["Mountpoint"])
    named = {**inputs, "name": host.name("data")}
    assert host.differences(VOLUME, made.properties, **named) == []
    again = host.read(made, named)
    assert again is not None
    assert again.properties == made.properties


def test_a_volume_that_another_has_taken_the_place_of_is_seen(host: LiveWorld) -> None:
    made = host.make(VOLUME, "data", labels=LABELS)
    host.client.remove_volume(made.id)
    assert host.read(made, {"name": made.id}) is None
    host.client.create_volume(made.id, labels={"other": "one"})
    found = host.read(made, {"name": made.id, "labels": LABELS})
    assert found is not None
    assert found.inputs["labels"] == [{"label": "other", "value": "one"}]


def test_a_volume_that_is_used_stays(host: LiveWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volume, "PATIENCE", 1)
    made = host.make(VOLUME, "data")
    mounted = [{"volumeName": made.id, "containerPath": "/data"}]
    user = host.make(CONTAINER, "user", image=REDIS, command=SLEEP, volumes=mounted)
    assert host.remove_refused(made) == f"remove {made.id}: volume is in use - [{user.id}] after 1 s"
    host.remove(user)
    host.remove(made)
    with pytest.raises(NotFound):
        host.client.inspect_volume(made.id)


def test_an_image_is_found_among_the_daemons_own(host: LiveWorld) -> None:
    name, own = f"{host.name('there')}:1", host.client.inspect_image(REDIS)["Id"]
    host.client.tag(REDIS, host.name("there"), "1")
    made = host.make(IMAGE, "i", name=name, keepLocally=True)
    assert (made.id, made.properties["imageId"]) == (f"{own}{name}", own)
    assert host.differences(IMAGE, made.properties, name=name, keepLocally=True) == []
    again = host.read(made, {"name": name})
    assert again is not None
    assert again.id == made.id
    host.remove(made)
    assert host.client.inspect_image(name)["Id"] == own


def test_an_image_that_cannot_be_had_is_one_sentence(host: LiveWorld) -> None:
    name = f"127.0.0.1:9/{host.name('none')}:1"
    words = host.refused(IMAGE, name=name)
    assert words.startswith(f"the image {name} is not on this daemon and could not be pulled (")
    assert "127.0.0.1:9" in words.partition("(")[2]
    assert words.endswith(
        "); where no registry can be reached, `make docker` makes stand-ins for the images of the Docker cloud"
    )


def test_an_image_for_another_platform_is_not_taken(host: LiveWorld) -> None:
    host.client.tag(REDIS, host.name("there"), "1")
    name = f"{host.name('there')}:1"
    made = host.make(IMAGE, "i", name=name, platform="linux/amd64", keepLocally=True)
    assert made.properties["imageId"] == host.client.inspect_image(REDIS)["Id"]
    assert host.refused(IMAGE, name=name, platform="linux/s390x").startswith(f"the image {name} is not on this daemon")


def test_a_pull_trigger_asks_the_registry_and_takes_what_is_there_when_that_is_silent(
    host: LiveWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def silent(_job: Job, name: str, _platform: str) -> str:
        asked.append(name)
        return "no such host"

    monkeypatch.setattr(image, "pull", silent)
    name = f"{host.name('there')}:1"
    host.client.tag(REDIS, host.name("there"), "1")
    host.make(IMAGE, "without", name=name, triggers={"a": "b"})
    assert asked == []
    made = host.make(IMAGE, "with", name=name, pullTriggers=["one"])
    assert asked == [name]
    assert made.properties["imageId"] == host.client.inspect_image(REDIS)["Id"]


def test_an_image_loses_its_name_when_it_is_not_kept(host: LiveWorld) -> None:
    host.client.tag(REDIS, host.name("there"), "1")
    made = host.make(IMAGE, "i", name=f"{host.name('there')}:1")
    host.remove(made)
    with pytest.raises(NotFound):
        host.client.inspect_image(f"{host.name('there')}:1")
    assert host.read(made, {"name": made.properties["name"]}) is None
    assert host.client.inspect_image(REDIS)["Id"] == made.properties["imageId"]
    host.remove(made)


def test_a_container_runs_from_the_reference_of_what_was_built_here(host: LiveWorld) -> None:
    own = host.client.inspect_image(REDIS)["Id"]
    made = host.make(CONTAINER, "c", image=f"api:1@{own}", command=SLEEP)
    assert host.client.inspect_container(made.id)["Image"] == own
