"""Containers on a real daemon: made as asked, answered as they are."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from docker.errors import NotFound

from simulator.cloud import Record
from tests.simulator.docker_builders import CONTAINER, NETWORK, NGINX, REDIS, VOLUME
from tests.simulator.live_world import LiveWorld

pytestmark = pytest.mark.live

MIB = 1 << 20
SLEEP = ["sleep", "1000"]


def inspected(host: LiveWorld, made: Record) -> dict[str, Any]:
    return dict(host.client.inspect_container(made.id))


def asked(host: LiveWorld, made: Record, **inputs: Any) -> dict[str, Any]:
    """The inputs of a container, with its name."""
    return {"name": made.properties["name"], **inputs}


def test_a_container_is_made_as_asked_and_answered_as_it_is(host: LiveWorld) -> None:
    network = host.make(NETWORK, "back", internal=True)
    volume = host.make(VOLUME, "data")
    inputs = {
        "image": REDIS,
        "command": ["redis-server", "/etc/redis.conf"],
        "user": "999:999",
        "envs": ["A=1", "B=2"],
        "volumes": [{"volumeName": volume.id, "containerPath": "/data"}],
        "tmpfs": {"/scratch": "size=1m,mode=1777"},
        "uploads": [
            {"file": "/etc/redis.conf", "content": "port 6400\n", "permissions": "0400", "owner": "999", "group": "999"}
        ],
        "networksAdvanced": [{"name": network.id, "aliases": ["cache"]}],
        "healthcheck": {"tests": ["CMD", "redis-cli", "-p", "6400", "ping"], "interval": "1s", "retries": 3},
        "wait": True,
        "restart": "unless-stopped",
        "memory": 128,
        "memoryReservation": 64,
        "cpus": "0.5",
        "shmSize": 96,
        "init": True,
        "capabilities": {"drops": ["ALL"]},
        "securityOpts": ["no-new-privileges:true"],
        "logDriver": "json-file",
        "logOpts": {"max-size": "10m", "max-file": "3"},
        "labels": [{"label": "try.live", "value": "yes"}],
        "stopTimeout": 7,
        "destroyGraceSeconds": 7,
        "ulimits": [{"name": "nofile", "soft": 1024, "hard": 2048}],
    }
    made = host.make(CONTAINER, "cache", **inputs)
    found = inspected(host, made)
    config, limits = found["Config"], found["HostConfig"]
    assert (found["State"]["Health"]["Status"], found["Name"]) == ("healthy", f"/{host.name('cache')}")
    assert (limits["Memory"], limits["MemoryReservation"], limits["NanoCpus"], limits["ShmSize"]) == (
        128 * MIB,
        64 * MIB,
        500_000_000,
        96 * MIB,
    )
    assert (limits["CapDrop"], limits["SecurityOpt"], limits["Init"]) == (["ALL"], ["no-new-privileges:true"], True)
    assert (limits["LogConfig"]["Config"], config["StopTimeout"]) == ({"max-size": "10m", "max-file": "3"}, 7)
    assert config["Labels"]["try.live"] == "yes"
    assert list(found["NetworkSettings"]["Networks"]) == [network.properties["name"]]
    assert "cache" in found["NetworkSettings"]["Networks"][network.properties["name"]]["Aliases"]
    assert host.run(made.id, "stat", "-c", "%u:%g %a", "/etc/redis.conf") == "999:999 400\n"
    assert host.run(made.id, "redis-cli", "-p", "6400", "set", "a", "b") == "OK\n"
    assert host.run(made.id, "id", "-u") == "999\n"

    address = made.properties["networkDatas"][0]
    assert (address["networkName"], made.properties["exitCode"]) == (network.properties["name"], 0)
    assert address["ipAddress"] == found["NetworkSettings"]["Networks"][address["networkName"]]["IPAddress"]
    assert host.differences(CONTAINER, made.properties, **asked(host, made, **inputs)) == []
    again = host.read(made, asked(host, made, **inputs))
    assert again is not None
    assert again.properties == made.properties
    assert again.inputs == host.checked(CONTAINER, asked(host, made, **inputs))[0]
    assert host.cloud.resources() == []


def test_what_the_image_brings_is_answered_and_no_difference(host: LiveWorld) -> None:
    made = host.make(CONTAINER, "plain", image=NGINX, entrypoints=["sleep"], command=["1000"])
    assert (made.properties["logDriver"], made.properties["shmSize"]) == ("json-file", 64)
    assert made.properties["hostname"] == made.id[:12]
    assert host.differences(CONTAINER, made.properties, **asked(host, made, image=NGINX)) == []


def test_a_root_without_writing_a_file_system_in_memory_and_mounts(host: LiveWorld) -> None:
    volume = host.make(VOLUME, "data")
    made = host.make(
        CONTAINER,
        "shut",
        image=REDIS,
        command=SLEEP,
        entrypoints=[],
        readOnly=True,
        mounts=[
            {"type": "tmpfs", "target": "/scratch", "tmpfsOptions": {"sizeBytes": MIB, "mode": 0o1777}},
            {"type": "volume", "target": "/kept", "source": volume.id, "readOnly": True},
            {"type": "bind", "target": "/host-etc", "source": "/etc", "readOnly": True},
        ],
        volumes=[{"containerPath": "/anonymous"}],
        hosts=[{"host": "db.internal", "ip": "10.9.8.7"}],
        dns=["10.9.8.1"],
        hostname="shut",
        workingDir="/scratch",
        groupAdds=["4242"],
        sysctls={"net.core.somaxconn": "77"},
    )
    said = host.run(
        made.id, "sh", "-c", "exec 2>&1; touch /scratch/a /anonymous/a && touch /x /kept/a; hostname; pwd; id -G"
    )
    assert "/x" in said
    assert "/kept/a" in said
    assert said.count("Read-only file system") == 2
    assert said.endswith("shut\n/scratch\n0 4242\n")
    assert host.run(made.id, "grep", "db.internal", "/etc/hosts").split() == ["10.9.8.7", "db.internal"]
    assert host.run(made.id, "cat", "/proc/sys/net/core/somaxconn") == "77\n"
    assert "nameserver 10.9.8.1" in host.run(made.id, "cat", "/etc/resolv.conf")
    mounts = {mount["Destination"]: mount.get("Name") for mount in inspected(host, made)["Mounts"]}
    host.remove(made)
    with pytest.raises(NotFound):
        host.client.inspect_volume(mounts["/anonymous"])
    assert host.client.inspect_volume(volume.id)["Name"] == volume.id


def test_an_address_that_is_asked_for_is_had(host: LiveWorld) -> None:
    network = host.make(NETWORK, "range", ipamConfigs=[{"subnet": "10.253.71.0/24"}])
    joined = [{"name": network.properties["name"], "ipv4Address": "10.253.71.9"}]
    made = host.make(CONTAINER, "fixed", image=REDIS, command=SLEEP, networksAdvanced=joined)
    assert made.properties["networkDatas"][0]["ipAddress"] == "10.253.71.9"
    assert host.run(made.id, "hostname", "-i").strip() == "10.253.71.9"


def test_networks_are_joined_and_answered_in_their_order(host: LiveWorld) -> None:
    networks = [host.make(NETWORK, name) for name in ("z", "a")]
    joined = [{"name": network.id} for network in networks]
    made = host.make(CONTAINER, "both", image=REDIS, command=SLEEP, networksAdvanced=joined)
    assert [data["networkName"] for data in made.properties["networkDatas"]] == [host.name("z"), host.name("a")]


def test_a_port_of_the_host_is_published(host: LiveWorld) -> None:
    ports = [{"internal": 80, "ip": "127.0.0.1"}]
    made = host.make(CONTAINER, "web", image=REDIS, command=SLEEP, ports=ports)
    [port] = made.properties["ports"]
    assert port["external"] > 1024
    bound = [{"HostIp": "127.0.0.1", "HostPort": str(port["external"])}]
    assert inspected(host, made)["NetworkSettings"]["Ports"]["80/tcp"] == bound
    assert (
        host.differences(CONTAINER, made.properties, **asked(host, made, image=REDIS, command=SLEEP, ports=ports)) == []
    )


def test_a_program_that_ends_tells_its_output_and_exit_code(host: LiveWorld) -> None:
    inputs = {"image": REDIS, "command": ["sh", "-c", "echo out; echo err >&2; exit 3"], "logs": True, "attach": True}
    made = host.make(CONTAINER, "job", **inputs, mustRun=False)
    assert made.properties["exitCode"] == 3
    assert sorted(made.properties["containerLogs"].splitlines()) == ["err", "out"]
    again = host.read(made, asked(host, made, **inputs, mustRun=False))
    assert again is not None
    assert again.properties == made.properties


def test_a_program_that_is_to_be_removed_after_its_end_is(host: LiveWorld) -> None:
    inputs = {"image": REDIS, "command": ["sh", "-c", "echo out; exit 4"], "logs": True, "attach": True, "rm": True}
    made = host.make(CONTAINER, "job", **inputs, mustRun=False)
    assert (made.properties["exitCode"], made.properties["containerLogs"]) == (4, "out\n")
    assert host.read(made, asked(host, made, **inputs)) is None
    host.remove(made)


def test_a_container_that_is_not_to_start_is_not_started(host: LiveWorld) -> None:
    made = host.make(CONTAINER, "idle", image=REDIS, start=False, mustRun=False)
    assert inspected(host, made)["State"]["Status"] == "created"


def test_containers_are_made_side_by_side(host: LiveWorld) -> None:
    host.make(NETWORK, "back")
    joined = [{"name": host.name("back")}]

    def check(other: str) -> dict[str, Any]:
        return {"tests": ["CMD", "redis-cli", "-h", host.name(other), "ping"], "interval": "1s", "retries": 60}

    def make(pair: tuple[str, str]) -> Record:
        name, other = pair
        return host.make(CONTAINER, name, image=REDIS, networksAdvanced=joined, healthcheck=check(other), wait=True)

    # Each is healthy only while the other is there.
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(make, [("one", "two"), ("two", "one")]))
    assert [inspected(host, each)["State"]["Health"]["Status"] for each in made] == ["healthy", "healthy"]
