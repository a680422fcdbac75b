"""What runs on one host: how many containers, on which networks, with what in their environment and their folders."""

from typing import Any

import pulumi
import pytest

from components import scripts as shared
from components.clouds.docker import scripts
from tests.components.docker.looking import CONTAINER, IDLE, ONCE, VOLUME, container, health, labels, written
from tests.components.docker.running import COMMAND, IMAGE, URL, cache_connections, service, worker
from tests.components.docker.stand import DOMAIN, platform
from tests.components.recorder import Recorder, run, value

PROBE = health("CMD", "sh", "-c", scripts.text("probe.sh"), "probe", "http://127.0.0.1:8000/healthz", "4")
SCRATCH = "rw,nosuid,nodev,mode=1777,size=256m"

ITSELF = {
    "image": f"id-of-{IMAGE}",
    "user": "1000",
    "networks": {"network-frontend": [], "network-backend": []},
    "variables": {"APP_ENV": "production", "DATABASE_URL": URL},
    "tmpfs": {"/tmp": SCRATCH},
    "memory": 1024,
    "cpus": "0.5",
    "readOnly": True,
}
"""What every container of a part that uses the database is."""


def test_a_service(recorder: Recorder) -> None:
    run(service)
    own = {**ITSELF, "healthcheck": PROBE}
    assert container(recorder, "api-1") == own
    assert container(recorder, "api-2", number=2) == own
    assert [item.name for item in recorder.all(CONTAINER) if item.parent == "api"] == ["api-1", "api-2"]


def test_a_worker(recorder: Recorder) -> None:
    made = run(lambda: worker({"command": ["dramatiq", "app.tasks"], "scale": {"min": 1, "max": 6}}))
    assert container(recorder, "tasks-1") == {**ITSELF, "command": ["dramatiq", "app.tasks"]}
    assert (value(made.service), value(made.task), made.start) == ("tasks-1-1234567", "tasks-1-id", None)
    assert value(made.log_group) == "docker logs --follow tasks-1-1234567"


@pytest.mark.parametrize(("least", "running"), [(0, 1), (1, 1), (3, 3)])
def test_the_number_of_containers_is_the_least_and_one_at_the_least(
    recorder: Recorder, least: int, running: int
) -> None:
    run(lambda: worker({"scale": {"min": least, "max": 9}}))
    found = [item.name for item in recorder.all(CONTAINER)]
    assert found == [f"tasks-{number}" for number in range(1, running + 1)]


def test_the_old_one_goes_when_the_new_one_is_there(recorder: Recorder) -> None:
    run(lambda: service(migration=COMMAND))
    names = ("api-1", "api-2", "api-migration")
    assert {name: recorder.one(CONTAINER, name).replaced_last for name in names} == dict.fromkeys(names, True)
    run(worker)
    assert recorder.one(CONTAINER, "tasks-1").replaced_last


def test_others_are_told_names_and_where_requests_go(recorder: Recorder) -> None:
    made = run(lambda: service({"port": 3001}))
    assert value(made.service) == "api-1-1234567 api-2-1234567"
    assert value(made.log_group) == "docker logs --follow api-1-1234567"
    assert [value(each) for each in made.servers] == ["api-1-1234567:3001", "api-2-1234567:3001"]


def test_a_container_is_asked_on_its_own_port_and_path(recorder: Recorder) -> None:
    run(lambda: service({"port": 3001, "health": "/health/ready"}))
    assert container(recorder, "api-1")["healthcheck"]["tests"][-2] == "http://127.0.0.1:3001/health/ready"


def test_size_user_and_folders_as_the_application_says(recorder: Recorder) -> None:
    run(
        lambda: service(
            {"cpu": 0.25, "memory": 2048, "user": "1001:2000", "writable": ["/tmp", "/cache"], "stop_seconds": 45}
        )
    )
    found = container(recorder, "api-1")
    assert (found["cpus"], found["memory"], found["user"], found["stop"]) == ("0.25", 2048, "1001:2000", 45)
    scratch = "rw,nosuid,nodev,mode=1777,size=512m"
    assert found["tmpfs"] == {"/tmp": scratch, "/cache": scratch}


def test_a_root_that_may_be_written_needs_no_scratch(recorder: Recorder) -> None:
    run(lambda: service({"read_only": False, "user": None}))
    found = container(recorder, "api-1")
    assert "readOnly" not in found
    assert "tmpfs" not in found
    assert "user" not in found


def test_only_a_part_that_is_handed_a_key_is_with_the_data(recorder: Recorder) -> None:
    run(lambda: worker(connections={}, variables={}))
    assert container(recorder, "tasks-1")["networks"] == {"network-frontend": []}


def test_without_an_entry_a_part_is_found_at_its_containers(recorder: Recorder) -> None:
    run(lambda: worker(parts=("tasks",)))
    assert container(recorder, "tasks-1")["networks"] == {
        "network-frontend": [f"tasks.{DOMAIN}"],
        "network-backend": [],
    }


def test_secrets_are_marked_and_made_once(recorder: Recorder) -> None:
    secrets: dict[str, Any] = {"MAIL_KEY": pulumi.Output.secret("m-0815")}
    run(lambda: service({"generate": ["SESSION_SECRET"], "secrets": ["MAIL_KEY"]}, secret_values=secrets))
    found = container(recorder, "api-1")["variables"]
    assert found == {
        "APP_ENV": "production",
        "DATABASE_URL": URL,
        "MAIL_KEY": "m-0815",
        "SESSION_SECRET": "api-SESSION_SECRET-1234567-value",
    }
    made = recorder.one("random:index/randomPassword:RandomPassword")
    assert (made.name, dict(made.inputs)) == ("api-SESSION_SECRET", {"length": 48, "special": False})
    assert recorder.one(CONTAINER, "api-1").secret_inputs == {"envs"}


def test_a_secret_is_marked_even_where_it_came_in_plain(recorder: Recorder) -> None:
    run(lambda: worker(connections={}, variables={}, secret_values={"MAIL_KEY": "m-0815"}))
    assert recorder.one(CONTAINER, "tasks-1").secret_inputs == {"envs"}


def test_health_is_asked_as_the_part_says(recorder: Recorder) -> None:
    asked = {
        "ready": "/ready", "alive": "/alive", "interval_seconds": 20, "timeout_seconds": 8, "tries": 4,
        "start_seconds": 90,
    }  # fmt: skip
    run(lambda: service({"health": asked}))
    made = recorder.one(CONTAINER, "api-1")
    script = scripts.text("probe.sh")
    assert made.inputs["healthcheck"] == {
        "tests": [
            "CMD", "sh", "-c", shared.EACH, "probes", script, "3",
            "http://127.0.0.1:8000/alive", "http://127.0.0.1:8000/ready",
        ],
        "interval": "20s",
        "timeout": "8s",
        "retries": 4,
        "startPeriod": "90s",
    }  # fmt: skip
    assert made.inputs["waitTimeout"] == 90 + 4 * (20 + 8)


def test_an_update_waits_at_least_two_minutes(recorder: Recorder) -> None:
    run(lambda: service({"health": {"ready": "/ready", "start_seconds": 0}}))
    assert recorder.inputs(CONTAINER, "api-1")["waitTimeout"] == 120


def test_the_migration_ends_before_the_new_version_is_made(recorder: Recorder) -> None:
    run(lambda: service({"command": ["serve"]}, migration=COMMAND))
    found = container(recorder, "api-migration", ONCE)
    assert found == {**ITSELF, "command": ["python", "-m", "migrate"]}
    for name in ("api-1", "api-2"):
        assert "api-migration" in recorder.one(CONTAINER, name).depends_on
    after = container(recorder, "api-1")
    assert (after["image"], after["command"]) == (f"id-of-{IMAGE}", ["serve"])


LOGS = {"directory": "/opt/notes", "log_folders": {"tasks": "/app/logs"}}
FOLDER = {"containerPath": "/app/logs", "readOnly": False, "hostPath": "/opt/notes/logs/tasks"}


def test_log_files_lie_in_the_folder_of_the_host(recorder: Recorder) -> None:
    run(lambda: worker(host=LOGS))
    assert container(recorder, "tasks-1")["volumes"] == [FOLDER]
    assert "tasks-logs" in recorder.one(CONTAINER, "tasks-1").depends_on
    handed = container(recorder, "tasks-logs", ONCE)
    assert (handed["entrypoints"], handed["volumes"], handed["image"]) == (
        ["chown", "1000", "/folder"], [{**FOLDER, "containerPath": "/folder"}], f"id-of-{IMAGE}",
    )  # fmt: skip


def test_the_image_s_own_user_finds_the_folder_as_it_is(recorder: Recorder) -> None:
    run(lambda: worker({"user": None}, host=LOGS))
    assert container(recorder, "tasks-1")["volumes"] == [FOLDER]
    assert recorder.names(CONTAINER) == ["tasks-1", "tasks-2"]


def test_other_parts_have_no_such_folder(recorder: Recorder) -> None:
    run(lambda: service(host=LOGS))
    assert "volumes" not in container(recorder, "api-1")


TRUST = "tasks-trust"


def test_whoever_uses_an_encrypted_cache_trusts_the_authority(recorder: Recorder) -> None:
    run(lambda: worker(host={"cache_tls": True}, connections=cache_connections(), variables={}))
    assert container(recorder, "tasks-1")["volumes"] == [
        {"containerPath": "/etc/groundwork", "readOnly": True, "volumeName": f"{TRUST}-1234567"}
    ]
    assert f"{TRUST}-carrier" in recorder.one(CONTAINER, "tasks-1").depends_on
    assert container(recorder, f"{TRUST}-carrier", IDLE) == {
        "image": "id-of-nginx:1.28-alpine",
        "user": "101:101",
        "networks": {},
        "files": {"/etc/groundwork/authority.crt": ("certificate of platform-authority-1234567\n", "0", "0444")},
        "volumes": [{"containerPath": "/etc/groundwork", "readOnly": False, "volumeName": f"{TRUST}-1234567"}],
        "memory": 16,
        "cpus": "0.25",
    }
    volume = recorder.one(VOLUME)
    assert (volume.name, volume.protect, set(volume.inputs)) == (TRUST, False, {"labels"})
    assert written(volume.inputs["labels"]) == labels("tasks")


@pytest.mark.parametrize("host", [{}, {"cache_tls": True}])
def test_nobody_else_is_handed_a_certificate(recorder: Recorder, host: dict[str, Any]) -> None:
    uses = cache_connections() if not host else None
    run(lambda: worker(host=host, **({"connections": uses, "variables": {}} if uses else {})))
    assert "volumes" not in container(recorder, "tasks-1")
    assert recorder.all(VOLUME) == []


VOLUMES = {"volumes": {"data": "/app/data", "cache": "/app/cache"}}


def test_a_part_s_volumes_are_its_user_s_and_shared_by_its_containers(recorder: Recorder) -> None:
    run(lambda: worker({**VOLUMES, "user": "1000:1001"}))
    mounts = [
        {
            "type": "volume",
            "target": f"/app/{name}",
            "source": f"tasks-{name}-volume-1234567",
            "readOnly": False,
            "volumeOptions": {"noCopy": True},
        }
        for name in ("cache", "data")
    ]
    for number in (1, 2):
        assert container(recorder, f"tasks-{number}", number=number)["mounts"] == mounts
        assert recorder.one(CONTAINER, f"tasks-{number}").depends_on >= {"tasks-cache-folder", "tasks-data-folder"}
    handed = container(recorder, "tasks-data-folder", ONCE)
    assert (handed["entrypoints"], handed["image"], handed["adds"]) == (
        ["chown", "1000:1001", "/folder"], f"id-of-{IMAGE}", ["CHOWN"],
    )  # fmt: skip
    assert handed["volumes"] == [
        {"containerPath": "/folder", "readOnly": False, "volumeName": "tasks-data-volume-1234567"}
    ]


def test_with_the_image_s_own_user_the_image_says_whose_a_volume_is(recorder: Recorder) -> None:
    run(lambda: worker({**VOLUMES, "user": None}))
    found = container(recorder, "tasks-1")
    assert "mounts" not in found
    assert [(each["containerPath"], each["volumeName"]) for each in found["volumes"]] == [
        ("/app/cache", "tasks-cache-volume-1234567"),
        ("/app/data", "tasks-data-volume-1234567"),
    ]
    assert recorder.names(CONTAINER) == ["tasks-1", "tasks-2"]


@pytest.mark.parametrize(
    ("changes", "protect"), [({}, True), ({"disposable": True}, False), ({"replace": frozenset({"tasks"})}, False)]
)
def test_volumes_are_kept_unless_the_stack_or_the_part_may_go(
    recorder: Recorder, changes: dict[str, Any], protect: bool
) -> None:
    run(lambda: worker(VOLUMES, platform=platform(**changes)))
    for name in ("cache", "data"):
        made = recorder.one(VOLUME, f"tasks-{name}-volume")
        assert (made.protect, set(made.inputs)) == (protect, {"labels"})
        assert written(made.inputs["labels"]) == labels("tasks")
