from collections.abc import Mapping
from typing import Any

import pytest

from components import scripts
from components.clouds.aws.container_definition import Container, definitions, ending, volumes
from components.container import ContainerSpec
from components.health import HealthSpec
from tests.components.containers.parts import hardened, logged


def container(opened: bool = False, check: HealthSpec | None = None, **spec: Any) -> Container:
    return Container(
        spec=ContainerSpec(image="api:1", **spec),
        image="api:1",
        values={"B": "2", "A": "1"},
        secrets={"KEY": "arn:key"},
        log_group="api-logs",
        region="eu-central-1",
        ports=(8000,) if check else (),
        check=check,
        shell=opened,
    )


def only(given: Container) -> Mapping[str, Any]:
    (definition,) = definitions("api", given)
    return definition


def test_a_container_is_hardened_and_logs() -> None:
    assert only(container()) == {
        "name": "api",
        "image": "api:1",
        "essential": True,
        "environment": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}],
        "secrets": [{"name": "KEY", "valueFrom": "arn:key"}],
        **hardened("1000"),
        **logged("api-logs"),
    }


def test_a_command_replaces_the_images_own() -> None:
    assert only(container(command=["dramatiq", "worker.main"]))["command"] == ["dramatiq", "worker.main"]


def test_a_process_that_is_not_alive_is_told_from_one_that_is_not_ready() -> None:
    check = HealthSpec(
        ready="/ready", alive="/alive", interval_seconds=30, timeout_seconds=10, tries=4, start_seconds=5
    )
    script = scripts.text("probe.sh")
    assert only(container(check=check))["healthCheck"] == {
        "command": ["CMD", "sh", "-c", script, "probe", "http://127.0.0.1:8000/alive", "9"],
        "interval": 30,
        "timeout": 10,
        "retries": 4,
        "startPeriod": 5,
    }


def test_a_part_that_does_not_say_how_it_is_alive_is_asked_by_the_load_balancer_only() -> None:
    assert "healthCheck" not in only(container(check=HealthSpec(ready="/ready")))


def test_every_writable_folder_is_scratch_of_a_quarter_of_the_memory() -> None:
    scratch = only(container(memory=2048, writable=["/tmp", "/app/cache"]))["linuxParameters"]["tmpfs"]
    assert [(folder["containerPath"], folder["size"]) for folder in scratch] == [("/tmp", 512), ("/app/cache", 512)]


@pytest.mark.parametrize(
    ("user", "owner"),
    [("1000", ["uid=1000", "gid=1000"]), ("1000:2000", ["uid=1000", "gid=2000"]), ("node", []), (None, [])],
)
def test_scratch_belongs_to_the_user_where_the_user_is_a_number(user: str | None, owner: list[str]) -> None:
    (scratch,) = only(container(user=user))["linuxParameters"]["tmpfs"]
    assert scratch["mountOptions"] == ["nosuid", "nodev", "mode=1777", *owner]


def test_a_writable_root_file_system_needs_no_scratch() -> None:
    definition = only(container(read_only=False))
    assert definition["readonlyRootFilesystem"] is False
    assert "tmpfs" not in definition["linuxParameters"]


def test_the_images_own_user_keeps_the_capabilities_it_starts_with() -> None:
    definition = only(container(user=None))
    assert "user" not in definition
    assert "capabilities" not in definition["linuxParameters"]


def test_the_migration_runs_first_in_the_same_image_and_must_succeed() -> None:
    before = ending("migrate", "api", container(), ["prisma", "migrate", "deploy"])
    migrate, main = definitions("api", container(), before)
    assert main["dependsOn"] == [{"containerName": "migrate", "condition": "SUCCESS"}]
    assert migrate["name"] == "migrate"
    assert migrate["essential"] is False
    assert migrate["command"] == ["prisma", "migrate", "deploy"]
    shared = migrate.keys() - {"name", "essential", "command"}
    assert {key: migrate[key] for key in shared} == {key: main[key] for key in shared}


def test_a_shell_can_write_what_it_must_on_a_read_only_file_system() -> None:
    given = container(opened=True)
    mounts = only(given)["mountPoints"]
    assert [mount["containerPath"] for mount in mounts] == [
        "/managed-agents",
        "/var/lib/amazon/ssm",
        "/var/log/amazon/ssm",
    ]
    assert [{"name": mount["sourceVolume"]} for mount in mounts] == volumes(given)


@pytest.mark.parametrize("given", [container(opened=False), container(opened=True, read_only=False)])
def test_no_volume_is_made_without_need(given: Container) -> None:
    assert volumes(given) == []
    assert "mountPoints" not in only(given)
