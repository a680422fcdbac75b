"""Containers and images of a simulated Docker host: what is answered, and what a daemon refuses."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.docker import docker
from simulator.docker.containers import ANY
from simulator.docker_build import docker_build
from simulator.lifecycle import Lifecycle
from simulator.values import UNKNOWN
from tests.simulator.docker_builders import CONTAINER, IMAGE, NETWORK, REDIS
from tests.simulator.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "home", docker())
    yield made
    made.cloud.close()


def test_a_container_has_its_id_its_address_and_an_exit_code(world: World) -> None:
    network = world.make(NETWORK, "back", name="back")
    made = world.make(CONTAINER, "a", image=REDIS, networksAdvanced=[{"name": network.id}])
    assert re.fullmatch("[0-9a-f]{64}", made.id)
    assert made.properties["hostname"] == made.id[:12]
    assert (made.properties["bridge"], made.properties["exitCode"], made.properties["containerLogs"]) == ("", 0, "")
    assert made.properties["networkDatas"] == [
        {
            "networkName": "back",
            "ipAddress": "172.18.0.2",
            "ipPrefixLength": 16,
            "gateway": "172.18.0.1",
            "macAddress": "02:42:ac:12:00:02",
            "globalIpv6Address": "",
            "globalIpv6PrefixLength": 0,
            "ipv6Gateway": "",
        }
    ]


def test_a_container_that_asks_for_no_network_is_in_the_default_one(world: World) -> None:
    first, second = (world.make(CONTAINER, name, image=REDIS) for name in "ab")
    found = [made.properties["networkDatas"][0] for made in (first, second)]
    assert [(data["networkName"], data["ipAddress"]) for data in found] == [
        ("bridge", "172.17.0.2"),
        ("bridge", "172.17.0.3"),
    ]


def test_an_address_that_is_asked_for_is_given_when_it_can_be(world: World) -> None:
    world.make(NETWORK, "back", name="back", ipamConfigs=[{"subnet": "10.5.0.0/24"}])

    def join(address: str) -> dict[str, Any]:
        return {"image": REDIS, "networksAdvanced": [{"name": "back", "ipv4Address": address}]}

    made = world.make(CONTAINER, "a", **join("10.5.0.9"))
    assert made.properties["networkDatas"][0]["ipAddress"] == "10.5.0.9"
    assert world.refused(CONTAINER, **join("10.5.0.9")) == "Address already in use"
    assert world.refused(CONTAINER, **join("10.6.0.9")) == (
        "Invalid address 10.6.0.9: It does not belong to any of this network's subnets"
    )


def test_a_container_that_ends_by_itself_answers_exit_code_0(world: World) -> None:
    made = world.make(CONTAINER, "job", image=REDIS, mustRun=False, attach=True, logs=True)
    assert (made.properties["exitCode"], made.properties["mustRun"]) == (0, False)


def test_a_name_is_taken_once(world: World) -> None:
    made = world.make(CONTAINER, "a", image=REDIS, name="api")
    assert world.refused(CONTAINER, image=REDIS, name="api") == (
        f'Conflict. The container name "/api" is already in use by container "{made.id}". You have to remove (or '
        "rename) that container to be able to reuse that name."
    )


NO_HEALTH_CHECK = (
    "you have supplied a 'wait' argument, but the container does not have a healthcheck defined: remove `wait` or add "
    "a `healthcheck`"
)


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"networksAdvanced": [{"name": "none-such"}]}, "network none-such not found"),
        ({"networkMode": "none-such"}, "network none-such not found"),
        ({"networkMode": "container:none-such"}, "No such container: none-such"),
        ({"volumes": [{"fromContainer": "none-such"}]}, "No such container: none-such"),
        ({"image": f"sha256:{'0' * 64}"}, f"No such image: sha256:{'0' * 64}"),
        ({"image": f"api:1@sha256:{'0' * 64}"}, f"No such image: api:1@sha256:{'0' * 64}"),
        (
            {"wait": True},
            NO_HEALTH_CHECK,
        ),
    ],
)
def test_what_a_container_names_must_be_there(world: World, inputs: dict[str, Any], words: str) -> None:
    assert world.refused(CONTAINER, **{"image": REDIS, **inputs}) == words


def port(external: int, ip: str = "127.0.0.1", protocol: str = "tcp") -> dict[str, Any]:
    return {"internal": 80, "external": external, "ip": ip, "protocol": protocol}


def test_a_port_of_the_host_is_taken_once_while_its_container_runs(world: World) -> None:
    first = world.make(CONTAINER, "a", image=REDIS, ports=[port(8080)])
    for taken in (port(8080), port(8080, ANY)):
        assert world.refused(CONTAINER, image=REDIS, name="bb", ports=[taken]) == (
            f"driver failed programming external connectivity on endpoint bb: Bind for {taken['ip']}:8080 failed: port "
            "is already allocated"
        )
    for name, free in {"c": port(8081), "d": port(8080, "127.0.0.2"), "e": port(8080, protocol="udp")}.items():
        world.make(CONTAINER, name, image=REDIS, ports=[free])
    world.remove(first)
    world.make(CONTAINER, "a", image=REDIS, ports=[port(8080)])


def test_a_port_that_is_left_to_the_daemon_is_chosen_once(world: World) -> None:
    made = world.make(CONTAINER, "a", image=REDIS, ports=[{"internal": 80}])
    assert made.properties["ports"][0]["external"] >= 32768
    asked = {"image": REDIS, "name": made.properties["name"], "ports": [{"internal": 80}]}
    assert world.differences(CONTAINER, made.properties, **asked) == []


NOT_READABLE = (
    "uploads: the daemon copies no file into a container whose root is read-only (container rootfs is marked "
    "read-only); leave out readOnly, or mount a volume that another container has filled"
)


@pytest.mark.parametrize(
    ("inputs", "problem"),
    [
        ({"command": ["sh", ""]}, "command[1]: must not be empty"),
        (
            {"uploads": [{"file": "/a"}]},
            "uploads[0]: exactly one of content, contentBase64, source must be given; got 0",
        ),
        (
            {"uploads": [{"file": "/a", "content": "a", "source": "b"}]},
            "uploads[0]: exactly one of content, contentBase64, source must be given; got 2",
        ),
        ({"readOnly": True, "uploads": [{"file": "/a", "content": "a"}]}, NOT_READABLE),
        ({"memory": 5}, "memory: must be at least 6 MiB; got 5"),
        ({"memory": 64, "memoryReservation": 65}, "memoryReservation: must not be above memory (64); got 65"),
        ({"memory": 64, "memorySwap": 63}, "memorySwap: counts memory too, so that it must be at least 64; got 63"),
        ({"memorySwap": 64}, "memorySwap: needs memory as well"),
        (
            {"restart": "always", "maxRetryCount": 3},
            "maxRetryCount: can only be given with restart 'on-failure'; got 'always'",
        ),
        ({"restart": "always", "rm": True}, "rm: can only be true with restart 'no'; got 'always'"),
        ({"restart": "sometimes"}, "restart: must match ^(no|on-failure|always|unless-stopped)$; got 'sometimes'"),
        (
            {"volumes": [{"volumeName": "a"}]},
            "volumes[0]: exactly one of containerPath and fromContainer must be given",
        ),
        (
            {"mounts": [{"type": "bind", "target": "/a"}]},
            "mounts[0].source: a bind mount needs the path on the host",
        ),
        ({"ports": [{"internal": 0}]}, "ports[0].internal: must be 1 to 65535; got 0"),
        ({"ports": [{"internal": 80, "external": 70000}]}, "ports[0].external: must be 0 to 65535; got 70000"),
        (
            {"networkMode": "host", "networksAdvanced": [{"name": "a"}]},
            "networksAdvanced: a container with networkMode 'host' cannot join other networks",
        ),
        ({"name": "-a"}, "name: must match ^[a-zA-Z0-9][a-zA-Z0-9_.-]+$; got '-a'"),
        (
            {"healthcheck": {"tests": ["CMD", "true"], "interval": "5"}},
            "healthcheck.interval: must be a duration such as 30s, 1m30s or 250ms; got '5'",
        ),
        (
            {"volumes": [{"hostPath": "data", "containerPath": "/data"}]},
            "volumes[0].hostPath: must be an absolute path; got 'data'",
        ),
    ],
)
def test_what_can_be_told_in_the_preview_is_told_there(world: World, inputs: dict[str, Any], problem: str) -> None:
    assert world.problems(CONTAINER, **{"image": REDIS, **inputs}) == [problem]


def test_a_value_that_is_not_known_yet_is_no_problem(world: World) -> None:
    unknown = {
        "image": UNKNOWN,
        "uploads": [{"file": "/a", "content": UNKNOWN}],
        "networkMode": UNKNOWN,
        "memory": UNKNOWN,
        "networksAdvanced": [{"name": UNKNOWN}],
        "ports": UNKNOWN,
        "healthcheck": {"tests": ["CMD", UNKNOWN], "interval": "1m30.5s"},
    }
    assert world.problems(CONTAINER, **{key: value for key, value in unknown.items() if key != "ports"}) == []


def test_a_replacement_deletes_first(world: World) -> None:
    assert world.inspection.deletes_first(world.package.catalogue[CONTAINER], {}, {})
    assert not world.inspection.deletes_first(world.package.catalogue[NETWORK], {}, {})


def test_what_replaces_a_container_and_what_changes_in_place(world: World) -> None:
    made = world.make(CONTAINER, "a", name="api", image=REDIS, memory=64, user="999:999")
    changed = {"name": "api", "image": "redis:8", "memory": 128, "restart": "always"}
    changes = world.differences(CONTAINER, made.properties, **changed)
    assert {change.path[0]: change.replaces for change in changes} == {
        "image": True,
        "memory": False,
        "restart": False,
    }
    assert world.differences(CONTAINER, made.properties, name="api", image=REDIS, memory=64, user="") == []


def test_an_image_has_the_same_ids_for_everybody(world: World) -> None:
    one, two = (world.make(IMAGE, name, name=REDIS, keepLocally=True) for name in "ab")
    assert one.properties["imageId"] == two.properties["imageId"]
    assert re.fullmatch(f"sha256:[0-9a-f]{{64}}{re.escape(REDIS)}", one.id)
    assert one.id == one.properties["imageId"] + REDIS
    assert re.fullmatch("redis@sha256:[0-9a-f]{64}", one.properties["repoDigest"])
    other = world.make(IMAGE, "c", name="redis:8")
    assert other.properties["imageId"] != one.properties["imageId"]


def test_an_image_that_two_stacks_keep_stays_for_the_other(world: World) -> None:
    one, two = (world.make(IMAGE, name, name=REDIS, keepLocally=True) for name in ("thing", "other"))
    world.remove(one)
    assert [record.urn for record in world.cloud.resources()] == [two.urn]


def test_a_container_runs_from_the_id_of_a_pulled_image(world: World) -> None:
    image = world.make(IMAGE, "i", name=REDIS)
    for name in ("imageId", "repoDigest"):
        world.make(CONTAINER, name, image=image.properties[name])


def test_an_image_is_not_removed_while_a_container_uses_it(world: World) -> None:
    kept, image = world.make(IMAGE, "thing", name="redis:8", keepLocally=True), world.make(IMAGE, "thing", name=REDIS)
    world.make(CONTAINER, "k", image="redis:8")
    made = world.make(CONTAINER, "c", image=image.properties["imageId"])
    assert world.remove_refused(image) == (
        f'conflict: unable to remove repository reference "{REDIS}" (must force) - container {made.id[:12]} is using '
        f"its referenced image {image.properties['imageId'][7:19]}"
    )
    world.remove(kept)
    world.remove(made)
    world.remove(image)


def test_a_container_runs_from_the_digest_of_an_image_that_was_built_and_loaded(world: World, tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM redis\n")
    builder = World(tmp_path / "other", docker_build(tmp_path))
    builder.cloud.close()
    builder.cloud = world.cloud
    builder.runner.lifecycle = Lifecycle(builder.package, world.cloud)
    inputs = {"context": {"location": str(tmp_path)}, "push": False, "tags": ["api:1"]}
    loaded = builder.make("docker-build:index:Image", "i", **inputs, load=True).properties
    for name in ("digest", "ref"):
        world.make(CONTAINER, name, image=loaded[name])
    assert world.cloud.find(IMAGE) == []


def test_settings_of_the_provider_are_judged(world: World) -> None:
    assert world.package.check_configuration({"host": "ssh://me@host", "sshOpts": "[]", "version": "5.2.0"}) == []
    assert world.package.check_configuration({"hots": "ssh://me@host"}) == [
        "hots: there is no such property; did you mean host?"
    ]
    assert world.package.check_configuration({"host": "me@host"}) == [
        "host: must begin with one of unix://, ssh://, tcp://, http://, https://, npipe://; got 'me@host'"
    ]


def test_nothing_of_a_host_lies_in_a_region(world: World) -> None:
    assert world.make(NETWORK, "n").region == "global"
