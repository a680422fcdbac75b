"""Redis on one host: a password, an append-only file on a volume, and TLS where the stack asks for it."""

from typing import Any

import pytest

from tests.components.docker.looking import CONTAINER, IMAGE, VOLUME, container, health, labels, written
from tests.components.docker.stand import DOMAIN, cache
from tests.components.recorder import Recorder, is_secret, run, value

SERVER = "cache-server"
HOST = f"cache.{DOMAIN}"
FILES = "/etc/groundwork"
SECRET = "cache-password-1234567-value"
TLS = {"cache_tls": True}

PLAIN = f"""dir /data
appendonly yes
maxmemory 768mb
maxmemory-policy noeviction
maxclients 10000
port 6379
requirepass {SECRET}
"""
ENCRYPTED = f"""dir /data
appendonly yes
maxmemory 768mb
maxmemory-policy noeviction
maxclients 10000
port 0
tls-port 6379
tls-cert-file /etc/groundwork/server.crt
tls-key-file /etc/groundwork/server.key
tls-ca-cert-file /etc/groundwork/server.crt
tls-auth-clients no
tls-protocols "TLSv1.2 TLSv1.3"
requirepass {SECRET}
"""
PING = 'REDISCLI_AUTH="$(cat /etc/groundwork/password)" redis-cli'


def test_the_server(recorder: Recorder) -> None:
    run(cache)
    assert container(recorder, SERVER) == {
        "image": "id-of-redis:7.4-bookworm",
        "user": "999:999",
        "networks": {"network-backend": [HOST]},
        "command": ["redis-server", f"{FILES}/redis.conf"],
        "files": {
            f"{FILES}/redis.conf": (PLAIN, "999", "0400"),
            f"{FILES}/password": (SECRET, "999", "0400"),
        },
        "volumes": [{"containerPath": "/data", "readOnly": False, "volumeName": "cache-data-1234567"}],
        "healthcheck": health("CMD-SHELL", f"{PING} ping | grep -q PONG"),
        "memory": 1024,
        "cpus": "1",
    }
    server = recorder.one(CONTAINER, SERVER)
    assert server.secret_inputs == {"uploads"}
    assert not server.replaced_last
    assert recorder.inputs(IMAGE) == {"name": "redis:7.4-bookworm", "keepLocally": True}


def test_over_tls_nobody_gets_in_without(recorder: Recorder) -> None:
    run(lambda: cache(host=TLS))
    found = container(recorder, SERVER)
    assert found["files"] == {
        f"{FILES}/redis.conf": (ENCRYPTED, "999", "0400"),
        f"{FILES}/password": (SECRET, "999", "0400"),
        f"{FILES}/server.crt": (
            "certificate of cache-certificate-1234567\ncertificate of platform-authority-1234567\n", "0", "0444",
        ),
        f"{FILES}/server.key": ("key of cache-certificate-key-1234567\n", "999", "0400"),
    }  # fmt: skip
    assert found["healthcheck"] == health(
        "CMD-SHELL", f"{PING} --tls --cacert /etc/groundwork/server.crt -h localhost ping | grep -q PONG"
    )
    asked = recorder.inputs("tls:index/certRequest:CertRequest")
    assert (asked["dnsNames"], asked["ipAddresses"]) == ([HOST, "localhost"], [])


@pytest.mark.parametrize(
    ("size", "memory", "cpus", "data"),
    [("small", 256, "0.5", 192), ("medium", 1024, "1", 768), ("large", 4096, "2", 3072)],
)
def test_a_size_is_memory_and_three_quarters_are_for_data(
    recorder: Recorder, size: str, memory: int, cpus: str, data: int
) -> None:
    run(lambda: cache({"size": size, "eviction": "allkeys-lru"}))
    found = container(recorder, SERVER)
    assert (found["memory"], found["cpus"]) == (memory, cpus)
    lines = found["files"][f"{FILES}/redis.conf"][0].splitlines()
    assert lines[2:4] == [f"maxmemory {data}mb", "maxmemory-policy allkeys-lru"]


@pytest.mark.parametrize(
    ("changes", "protected"),
    [({}, True), ({"disposable": True}, False), ({"replace": frozenset({"cache"})}, False)],
)
def test_its_volume_outlives_what_nobody_meant(recorder: Recorder, changes: dict[str, Any], protected: bool) -> None:
    run(lambda: cache(**changes))
    data = recorder.one(VOLUME)
    assert (data.name, data.protect, set(data.inputs)) == ("cache-data", protected, {"labels"})
    assert written(data.inputs["labels"]) == labels("cache")


@pytest.mark.parametrize(
    ("host", "protocol", "verified"),
    [({}, "redis", ""), (TLS, "rediss", "?ssl_ca_certs=/etc/groundwork/authority.crt")],
)
def test_addresses_are_secret(recorder: Recorder, host: dict[str, Any], protocol: str, verified: str) -> None:
    made = run(lambda: cache(facets=("url", "url/1", "password"), host=host))
    assert {name: value(each) for name, each in made.connection.secrets.items()} == {
        "url": f"{protocol}://:{SECRET}@{HOST}:6379/0{verified}",
        "url/1": f"{protocol}://:{SECRET}@{HOST}:6379/1{verified}",
        "password": SECRET,
    }
    assert all(is_secret(each) for each in made.connection.secrets.values())
    assert made.connection.values == {"host": HOST, "port": "6379"}
    assert value(made.endpoint) == f"{HOST}:6379"


def test_its_password_is_made_once(recorder: Recorder) -> None:
    run(cache)
    made = recorder.one("random:index/randomPassword:RandomPassword", "cache-password")
    assert dict(made.inputs) == {"length": 40, "special": False}


def test_another_text_makes_another_password(recorder: Recorder) -> None:
    run(lambda: cache(rotated={"cache": "2027", "database": "2028"}))
    made = recorder.one("random:index/randomPassword:RandomPassword", "cache-password")
    assert made.inputs["keepers"] == {"rotated": "2027"}
