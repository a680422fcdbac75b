"""Containers on a real daemon that do not come up: why is said, and what is left is known and replaced."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from docker.errors import NotFound

from simulator.connections import Connection
from simulator.runner import HalfMade
from tests.simulator.docker_builders import CONTAINER, REDIS
from tests.simulator.live_world import LiveWorld

pytestmark = pytest.mark.live

SECRET = "PASSWORD=hunter2"


def bad(*command: str, check: str = "echo checking; exit 1", **more: Any) -> dict[str, Any]:
    """A container that never gets healthy."""
    health = {"tests": ["CMD-SHELL", check], "interval": "1s", "retries": 2}
    return {"image": REDIS, "command": list(command), "healthcheck": health, "wait": True, "envs": [SECRET], **more}


def test_who_is_not_healthy_in_time_says_its_check_and_its_log(host: LiveWorld) -> None:
    inputs = bad("sh", "-c", "seq 1 30; sleep 1000", waitTimeout=3)
    record, words = host.half_made(CONTAINER, "ill", **inputs)
    log = "\n".join(str(number) for number in range(11, 31))
    assert words == (
        f"container {host.name('ill')}: not healthy after 3 s; its last health check (exit code 1): checking; the last "
        f"lines of its log:\n{log}"
    )
    assert host.client.inspect_container(record.id)["State"]["Running"] is True


def test_what_is_left_is_replaced_by_the_next_update_and_can_be_removed(host: LiveWorld) -> None:
    inputs = {**bad("sleep", "1000", waitTimeout=1), "name": host.name("ill")}
    record, _ = host.half_made(CONTAINER, "ill", **inputs)
    assert record.properties["networkDatas"][0]["networkName"] == "bridge"
    changes = host.differences(CONTAINER, record.properties, **inputs)
    assert [(change.path, change.replaces) for change in changes] == [(("unfinished",), True)]
    again = host.read(record, inputs)
    assert again is not None
    assert again.properties["unfinished"] is True
    host.remove(record)
    with pytest.raises(NotFound):
        host.client.inspect_container(record.id)


def test_who_ends_is_not_waited_for(host: LiveWorld) -> None:
    _, words = host.half_made(CONTAINER, "ends", **bad("sh", "-c", "echo bye; exit 7", waitTimeout=600))
    reason = "it ended with exit code 7 before it was healthy"
    assert words == f"container {host.name('ends')}: {reason}; the last lines of its log:\nbye"


def test_who_restarts_again_and_again_is_not_waited_for(host: LiveWorld) -> None:
    inputs = bad("sh", "-c", "echo boom; exit 7", waitTimeout=600, restart="always")
    _, words = host.half_made(CONTAINER, "loops", **inputs)
    begin = f"container {host.name('loops')}: it restarts again and again (exit code 7) before it was healthy; the last"
    assert words.startswith(f"{begin} lines of its log:\nboom\nboom\n")


def test_no_secret_is_in_what_is_said(host: LiveWorld) -> None:
    for name, inputs in {
        "a": bad("sh", "-c", "exit 1"),
        "b": bad("sleep", "1000", waitTimeout=1),
        "c": {"image": REDIS, "entrypoints": ["/no-such-program"], "command": [SECRET], "envs": [SECRET]},
    }.items():
        _, words = host.half_made(CONTAINER, name, **inputs)
        assert "hunter2" not in words


def test_who_waits_without_a_health_check_is_told_so(host: LiveWorld) -> None:
    _, words = host.half_made(CONTAINER, "a", image=REDIS, command=["sleep", "1000"], wait=True)
    assert words == (
        f"container {host.name('a')}: `wait` is given, but neither the container nor its image has a health check; add "
        "`healthcheck`"
    )


def test_a_port_that_is_taken_leaves_a_container_that_was_not_started(host: LiveWorld) -> None:
    ports = [{"internal": 80, "ip": "127.0.0.1"}]
    first = host.make(CONTAINER, "first", image=REDIS, command=["sleep", "1000"], ports=ports)
    taken = [{**first.properties["ports"][0]}]
    record, words = host.half_made(CONTAINER, "second", image=REDIS, command=["sleep", "1000"], ports=taken)
    assert words.endswith(f"Bind for 127.0.0.1:{taken[0]['external']} failed: port is already allocated")
    assert host.client.inspect_container(record.id)["State"]["Status"] == "created"


def test_what_the_daemon_refuses_at_once_leaves_nothing(host: LiveWorld) -> None:
    host.make(CONTAINER, "one", image=REDIS, command=["sleep", "1000"])
    words = host.refused(CONTAINER, image=REDIS, name=host.name("one"))
    assert words.startswith(f'Conflict. The container name "/{host.name("one")}" is already in use by container')
    words = host.refused(CONTAINER, image=f"sha256:{'0' * 64}", name=host.name("two"))
    assert words == f"No such image: sha256:{'0' * 64}"


def test_an_interrupt_ends_a_wait_and_keeps_what_was_made(host: LiveWorld) -> None:
    cancelled = threading.Event()
    host.connection = Connection(host.connection.place, cancelled)
    inputs = bad("sleep", "1000", waitTimeout=600)
    with ThreadPoolExecutor(1) as pool:
        making = pool.submit(host.make, CONTAINER, "held", **inputs)
        while not host.client.containers(filters={"name": host.name("held")}):
            assert not making.done(), making.result()
        cancelled.set()
        problem = making.exception(timeout=60)
    assert isinstance(problem, HalfMade)
    assert str(problem) == f"container {host.name('held')}: interrupted while waiting for it to be done"
    assert host.client.inspect_container(problem.record.id)["State"]["Running"] is True
