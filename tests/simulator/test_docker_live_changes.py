"""Containers on a real daemon: what changes in place, what others have changed, how they end."""

from typing import Any

import pytest
from docker.errors import NotFound

from simulator.cloud import Record
from tests.simulator.docker_builders import CONTAINER, REDIS, VOLUME
from tests.simulator.live_world import LiveWorld

pytestmark = pytest.mark.live

MIB = 1 << 20
INPUTS = {"image": REDIS, "command": ["sleep", "1000"], "memory": 64, "restart": "always"}


def running(host: LiveWorld, **more: Any) -> tuple[Record, dict[str, Any]]:
    """A container and its inputs."""
    made = host.make(CONTAINER, "c", **{**INPUTS, **more})
    return made, {**INPUTS, **more, "name": host.name("c")}


def test_limits_and_restarts_change_while_it_runs(host: LiveWorld) -> None:
    made, inputs = running(host)
    changed = {**inputs, "memory": 256, "cpuShares": 512, "restart": "on-failure", "maxRetryCount": 3, "cpuSet": "0"}
    changes = host.differences(CONTAINER, made.properties, **changed)
    assert {change.path[0] for change in changes if change.replaces} == set()
    after = host.change(made, **changed)
    found = host.client.inspect_container(made.id)["HostConfig"]
    assert (found["Memory"], found["CpuShares"], found["CpusetCpus"]) == (256 * MIB, 512, "0")
    assert found["RestartPolicy"] == {"Name": "on-failure", "MaximumRetryCount": 3}
    assert host.differences(CONTAINER, after, **changed) == []


def test_a_limit_that_goes_needs_a_new_container(host: LiveWorld) -> None:
    made, inputs = running(host)
    changes = host.differences(CONTAINER, made.properties, **{**inputs, "memory": None})
    assert [(change.path, change.replaces) for change in changes] == [(("memory",), True)]


def test_what_the_daemon_cannot_change_is_replaced(host: LiveWorld) -> None:
    made, inputs = running(host)
    more = {"healthcheck": {"tests": ["CMD", "true"]}, "tmpfs": {"/a": ""}, "init": True}
    changes = host.differences(CONTAINER, made.properties, **inputs, **more)
    assert {change.path[0]: change.replaces for change in changes} == dict.fromkeys(more, True)


def test_what_others_have_changed_is_seen(host: LiveWorld) -> None:
    made, inputs = running(host)
    host.client.update_container(made.id, mem_limit=128 * MIB, memswap_limit=256 * MIB, restart_policy={"Name": "no"})
    host.client.rename(made.id, host.name("renamed"))
    found = host.read(made, inputs)
    assert found is not None
    seen = {name: found.properties[name] for name in ("memory", "restart", "name")}
    assert seen == {"memory": 128, "restart": "no", "name": host.name("renamed")}
    assert {name: found.inputs[name] for name in seen} == seen
    changes = host.differences(CONTAINER, dict(found.properties), **inputs)
    assert {change.path[0] for change in changes} == {"memory", "restart", "name"}


def test_who_has_stopped_is_seen_and_started_again(host: LiveWorld) -> None:
    made, inputs = running(host)
    host.client.stop(made.id, timeout=0)
    found = host.read(made, inputs)
    assert found is not None
    assert (found.properties["mustRun"], found.inputs["mustRun"], found.properties["exitCode"]) == (False, False, 137)
    stopped = Record(made.type, made.region, made.key, made.id, made.urn, dict(found.properties))
    changes = host.differences(CONTAINER, stopped.properties, **inputs)
    assert [(change.path, change.replaces) for change in changes] == [(("mustRun",), False)]
    after = host.change(stopped, **inputs)
    assert host.client.inspect_container(made.id)["State"]["Running"] is True
    assert (after["mustRun"], after["exitCode"]) == (True, 0)


def test_a_container_that_the_stack_does_not_know_can_be_read(host: LiveWorld) -> None:
    made, _ = running(host)
    call = host.runner.lifecycle.call(made.urn, host.connection.place, {}, None, made.id)
    found = host.runner.read(call, host.connection)
    assert found is not None
    names = ("name", "image", "restart", "memory", "mustRun")
    assert {name: found.inputs[name] for name in names} == {
        "name": host.name("c"),
        "image": REDIS,
        "restart": "always",
        "memory": 64,
        "mustRun": True,
    }


def test_who_was_removed_is_gone(host: LiveWorld) -> None:
    made, inputs = running(host)
    host.client.remove_container(made.id, force=True)
    assert host.read(made, inputs) is None
    host.remove(made)


@pytest.mark.parametrize(("grace", "code"), [(20, "stopped\n"), (0, "")])
def test_who_ends_gets_its_time(host: LiveWorld, grace: int, code: str) -> None:
    volume = host.make(VOLUME, "data")
    program = "trap 'sleep 1; echo stopped > /data/end; exit 0' TERM; touch /data/up; while :; do sleep 0.1; done"
    made = host.make(
        CONTAINER,
        "graceful",
        image=REDIS,
        entrypoints=["sh", "-c", program],
        volumes=[{"volumeName": volume.id, "containerPath": "/data"}],
        destroyGraceSeconds=grace,
        healthcheck={"tests": ["CMD", "test", "-e", "/data/up"], "interval": "1s"},
        wait=True,
    )
    host.remove(made)
    with pytest.raises(NotFound):
        host.client.inspect_container(made.id)
    reader = host.make(
        CONTAINER,
        "reader",
        image=REDIS,
        entrypoints=["sh", "-c", "cat /data/end 2> /dev/null || true"],
        volumes=[{"volumeName": volume.id, "containerPath": "/data"}],
        attach=True,
        logs=True,
        mustRun=False,
    )
    assert reader.properties["containerLogs"] == code


def test_who_removes_itself_is_removed(host: LiveWorld) -> None:
    made = host.make(CONTAINER, "self", image=REDIS, command=["sleep", "1000"], rm=True)
    host.remove(made)
    with pytest.raises(NotFound):
        host.client.inspect_container(made.id)
