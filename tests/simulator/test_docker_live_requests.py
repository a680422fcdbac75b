"""What the live provider asks a daemon for; no daemon is needed."""

import io
import tarfile
from pathlib import Path
from typing import Any

import pytest

from simulator.behaviour import Refusal
from simulator.checking.naming import Naming
from simulator.docker import live
from simulator.docker.live.container_body import body, endpoint
from simulator.docker.live.container_files import archive
from simulator.docker.live.package import MAKERS, live_docker
from simulator.docker.live.supported import UNSUPPORTED
from simulator.inspection import Inspection
from tests.simulator.docker_builders import CONTAINER, NETWORK, REDIS, VOLUME

MIB = 1 << 20


def asked(**inputs: Any) -> dict[str, Any]:
    """The body for checked inputs, without what every container has."""
    filled, problems = Inspection(live_docker()).check(CONTAINER, {"image": REDIS, **inputs}, {}, Naming("thing", b"s"))
    assert problems == []
    return body(filled, REDIS)


PLAIN: dict[str, Any] = {
    "Image": REDIS,
    "Tty": False,
    "OpenStdin": False,
    "HostConfig": {
        "ReadonlyRootfs": False,
        "NetworkMode": "bridge",
        "RestartPolicy": {"Name": "no", "MaximumRetryCount": 0},
        "AutoRemove": False,
    },
}


def test_a_container_that_asks_for_nothing() -> None:
    assert asked() == PLAIN


@pytest.mark.parametrize(
    ("inputs", "config"),
    [
        ({"command": ["redis-server", "/etc/r"]}, {"Cmd": ["redis-server", "/etc/r"]}),
        ({"entrypoints": ["sh", "-c"]}, {"Entrypoint": ["sh", "-c"]}),
        ({"envs": ["A=1"]}, {"Env": ["A=1"]}),
        ({"user": "999:999"}, {"User": "999:999"}),
        ({"workingDir": "/srv"}, {"WorkingDir": "/srv"}),
        ({"hostname": "a", "domainname": "b.c"}, {"Hostname": "a", "Domainname": "b.c"}),
        ({"tty": True, "stdinOpen": True}, {"Tty": True, "OpenStdin": True}),
        ({"stopSignal": "SIGQUIT", "stopTimeout": 30}, {"StopSignal": "SIGQUIT", "StopTimeout": 30}),
        ({"labels": [{"label": "a", "value": "b"}]}, {"Labels": {"a": "b"}}),
        (
            {"healthcheck": {"tests": ["CMD", "true"], "interval": "1m30s", "timeout": "250ms", "retries": 3}},
            {
                "Healthcheck": {
                    "Test": ["CMD", "true"],
                    "Interval": 90_000_000_000,
                    "Timeout": 250_000_000,
                    "StartPeriod": 0,
                    "Retries": 3,
                }
            },
        ),
    ],
)
def test_what_is_asked_of_the_container(inputs: dict[str, Any], config: dict[str, Any]) -> None:
    assert asked(**inputs) == {**PLAIN, **config}


@pytest.mark.parametrize(
    ("inputs", "config"),
    [
        ({"readOnly": True}, {"ReadonlyRootfs": True}),
        ({"tmpfs": {"/tmp": "size=1m"}}, {"Tmpfs": {"/tmp": "size=1m"}}),
        ({"networkMode": "none"}, {"NetworkMode": "none"}),
        ({"memory": 64, "memoryReservation": 32}, {"Memory": 64 * MIB, "MemoryReservation": 32 * MIB}),
        ({"memory": 64, "memorySwap": 64}, {"Memory": 64 * MIB, "MemorySwap": 64 * MIB}),
        ({"memory": 64, "memorySwap": -1}, {"Memory": 64 * MIB, "MemorySwap": -1}),
        ({"shmSize": 256}, {"ShmSize": 256 * MIB}),
        ({"cpus": "1.5"}, {"NanoCpus": 1_500_000_000}),
        ({"cpuShares": 512, "cpuSet": "0-1"}, {"CpuShares": 512, "CpusetCpus": "0-1"}),
        ({"cpuPeriod": 100000, "cpuQuota": 50000}, {"CpuPeriod": 100000, "CpuQuota": 50000}),
        (
            {"restart": "on-failure", "maxRetryCount": 3},
            {"RestartPolicy": {"Name": "on-failure", "MaximumRetryCount": 3}},
        ),
        ({"rm": True}, {"AutoRemove": True}),
        ({"rm": True, "attach": True}, {"AutoRemove": False}),
        ({"init": True}, {"Init": True}),
        ({"privileged": True, "publishAllPorts": True}, {"Privileged": True, "PublishAllPorts": True}),
        ({"hosts": [{"host": "db", "ip": "10.0.0.1"}]}, {"ExtraHosts": ["db:10.0.0.1"]}),
        (
            {"dns": ["1.1.1.1"], "dnsOpts": ["ndots:1"], "dnsSearches": ["a.b"]},
            {"Dns": ["1.1.1.1"], "DnsOptions": ["ndots:1"], "DnsSearch": ["a.b"]},
        ),
        ({"capabilities": {"adds": ["CHOWN"], "drops": ["ALL"]}}, {"CapAdd": ["CHOWN"], "CapDrop": ["ALL"]}),
        ({"securityOpts": ["no-new-privileges:true"]}, {"SecurityOpt": ["no-new-privileges:true"]}),
        (
            {"securityOpts": ["systempaths=unconfined", "a=b"]},
            {"SecurityOpt": ["a=b"], "MaskedPaths": [], "ReadonlyPaths": []},
        ),
        (
            {"logDriver": "json-file", "logOpts": {"max-size": "10m"}},
            {"LogConfig": {"Type": "json-file", "Config": {"max-size": "10m"}}},
        ),
        ({"logDriver": "none"}, {"LogConfig": {"Type": "none"}}),
        ({"groupAdds": ["33"]}, {"GroupAdd": ["33"]}),
        (
            {"ulimits": [{"name": "nofile", "soft": 1024, "hard": 2048}]},
            {"Ulimits": [{"Name": "nofile", "Soft": 1024, "Hard": 2048}]},
        ),
        ({"sysctls": {"net.core.somaxconn": "1024"}}, {"Sysctls": {"net.core.somaxconn": "1024"}}),
        ({"ipcMode": "private", "pidMode": "host"}, {"IpcMode": "private", "PidMode": "host"}),
        (
            {"usernsMode": "host", "cgroupnsMode": "private", "cgroupParent": "/a", "runtime": "runc"},
            {"UsernsMode": "host", "CgroupnsMode": "private", "CgroupParent": "/a", "Runtime": "runc"},
        ),
        ({"storageOpts": {"size": "1G"}}, {"StorageOpt": {"size": "1G"}}),
        ({"deviceCgroupRules": ["c 1:3 rwm"]}, {"DeviceCgroupRules": ["c 1:3 rwm"]}),
        (
            {"devices": [{"hostPath": "/dev/fuse"}]},
            {"Devices": [{"PathOnHost": "/dev/fuse", "PathInContainer": "/dev/fuse", "CgroupPermissions": "rwm"}]},
        ),
        (
            {"deviceReadBps": [{"path": "/dev/sda", "rate": 9}]},
            {"BlkioDeviceReadBps": [{"Path": "/dev/sda", "Rate": 9}]},
        ),
    ],
)
def test_what_is_asked_of_the_host(inputs: dict[str, Any], config: dict[str, Any]) -> None:
    assert asked(**inputs)["HostConfig"] == {**PLAIN["HostConfig"], **config}


def test_ports_are_exposed_and_bound() -> None:
    made = asked(
        ports=[
            {"internal": 80, "external": 8080, "ip": "127.0.0.1"},
            {"internal": 80, "external": 8081, "ip": "::1"},
            {"internal": 53, "protocol": "udp", "ip": "127.0.0.1"},
        ]
    )
    assert made["ExposedPorts"] == {"80/tcp": {}, "53/udp": {}}
    assert made["HostConfig"]["PortBindings"] == {
        "80/tcp": [{"HostIp": "127.0.0.1", "HostPort": "8080"}, {"HostIp": "::1", "HostPort": "8081"}],
        "53/udp": [{"HostIp": "127.0.0.1", "HostPort": ""}],
    }


def test_volumes_are_bound_by_name_by_path_or_made_without_a_name() -> None:
    made = asked(
        volumes=[
            {"volumeName": "data", "containerPath": "/data"},
            {"hostPath": "/srv", "containerPath": "/srv", "readOnly": True, "selinuxRelabel": "z"},
            {"containerPath": "/cache"},
            {"fromContainer": "other", "readOnly": True},
        ]
    )
    assert made["Volumes"] == {"/data": {}, "/srv": {}, "/cache": {}}
    assert made["HostConfig"]["Binds"] == ["data:/data:rw", "/srv:/srv:ro,z"]
    assert made["HostConfig"]["VolumesFrom"] == ["other:ro"]


def test_mounts_have_the_options_of_their_kind() -> None:
    label = [{"label": "a", "value": "b"}]
    made = asked(
        mounts=[
            {"type": "bind", "source": "/srv", "target": "/srv", "bindOptions": {"propagation": "rslave"}},
            {
                "type": "volume",
                "source": "data",
                "target": "/data",
                "readOnly": True,
                "volumeOptions": {"noCopy": True, "labels": label, "driverName": "local", "driverOptions": {"o": "x"}},
            },
            {"type": "tmpfs", "target": "/tmp", "tmpfsOptions": {"sizeBytes": 1024, "mode": 1023}},
        ]
    )
    driver = {"Name": "local", "Options": {"o": "x"}}
    assert made["HostConfig"]["Mounts"] == [
        {"Type": "bind", "Source": "/srv", "Target": "/srv", "BindOptions": {"Propagation": "rslave"}},
        {
            "Type": "volume",
            "Source": "data",
            "Target": "/data",
            "ReadOnly": True,
            "VolumeOptions": {"NoCopy": True, "Labels": {"a": "b"}, "DriverConfig": driver},
        },
        {"Type": "tmpfs", "Target": "/tmp", "TmpfsOptions": {"SizeBytes": 1024, "Mode": 1023}},
    ]


def test_a_network_is_joined_with_its_aliases_and_addresses() -> None:
    wish = {
        "name": "back",
        "aliases": ["api"],
        "ipv4Address": "10.0.0.9",
        "driverOpts": ["a=b=c"],
        "macAddress": "02:42",
    }
    assert endpoint(wish) == {
        "aliases": ["api"],
        "ipv4_address": "10.0.0.9",
        "driver_opt": {"a": "b=c"},
        "mac_address": "02:42",
    }


def test_files_are_copied_with_their_owner_and_mode() -> None:
    uploads = [
        {"file": "/etc/a.conf", "content": "ä", "permissions": "0400", "owner": "999", "group": "998"},
        {"file": "/bin/b", "contentBase64": "AP8=", "executable": True},
        {"file": "/c", "content": "c"},
    ]
    with tarfile.open(fileobj=io.BytesIO(archive(uploads))) as tar:
        found = {
            entry.name: (entry.uid, entry.gid, oct(entry.mode), (tar.extractfile(entry) or io.BytesIO()).read())
            for entry in tar
        }
    assert found == {
        "etc/a.conf": (999, 998, "0o400", "ä".encode()),
        "bin/b": (0, 0, "0o744", b"\x00\xff"),
        "c": (0, 0, "0o644", b"c"),
    }


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        ({"source": "/nowhere/a"}, "uploads: /nowhere/a cannot be read (No such file or directory)"),
        (
            {"content": "a", "owner": "no-one-here"},
            "uploads: this machine has no user no-one-here; give the owner as a number",
        ),
        (
            {"content": "a", "group": "no-one-here"},
            "uploads: this machine has no group no-one-here; give the group as a number",
        ),
    ],
)
def test_a_file_that_cannot_be_copied_is_refused(upload: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal) as refusal:
        archive([{"file": "/a", **upload}])
    assert str(refusal.value) == words


@pytest.mark.parametrize(
    ("token", "inputs", "path"),
    [
        (CONTAINER, {"image": REDIS, "gpus": "all"}, "gpus"),
        (CONTAINER, {"image": REDIS, "deviceRequests": [{"count": 1}]}, "deviceRequests"),
        (CONTAINER, {"image": REDIS, "healthcheck": {"startInterval": "1s"}}, "healthcheck.startInterval"),
        (
            CONTAINER,
            {"image": REDIS, "networksAdvanced": [{"name": "a", "gwPriority": 1}]},
            "networksAdvanced.gwPriority",
        ),
        (
            CONTAINER,
            {"image": REDIS, "mounts": [{"type": "volume", "target": "/a", "volumeOptions": {"subpath": "b"}}]},
            "mounts.volumeOptions.subpath",
        ),
        (NETWORK, {"ingress": True}, "ingress"),
        (VOLUME, {"cluster": {"group": "a"}}, "cluster"),
        ("docker:index/remoteImage:RemoteImage", {"name": "a", "build": {"context": "."}}, "build"),
    ],
)
def test_what_is_not_supported_is_an_error_that_names_it(token: str, inputs: dict[str, Any], path: str) -> None:
    _, problems = Inspection(live_docker()).check(token, inputs, {}, Naming("thing", b"s"))
    assert problems == [f"{path}: is not supported with SIMULATOR_DOCKER=live"]


def known_to_the_provider() -> set[str]:
    """Every property that some function reads, as far as its name stands in the provider's source."""
    folder = Path(next(iter(live.__path__)))
    text = "\n".join(file.read_text("utf-8") for file in folder.glob("*.py"))
    return {name for type_ in MAKERS for name in live_docker().catalogue[type_].properties if f'"{name}"' in text}


STEERING = {"containerReadRefreshTimeoutMilliseconds"}
"""Steers how long the real provider looks at a new container; ours looks until it is there."""


@pytest.mark.parametrize("token", MAKERS)
def test_every_property_is_honoured_or_refused(token: str) -> None:
    properties = set(live_docker().catalogue[token].properties)
    without = {"triggers"} if token.endswith("RemoteImage") else set()
    refused = {path.partition(".")[0] for path in UNSUPPORTED[token]}
    assert properties - known_to_the_provider() - refused - without <= STEERING
