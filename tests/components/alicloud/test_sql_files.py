"""SQL files that bring the schema up to date: an image in the application's registry, and what its container knows."""

from pathlib import Path
from typing import Any

import pytest

from components import sql_files
from components.container import Migration, RegistryLogin
from tests.components.alicloud.running import IMAGE, login, service
from tests.components.recorder import Recorder, run

CONFIGURATION = "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration"
BUILT = "docker-build:index:Image"
REPOSITORY = "ghcr.io/notes/notes-prod-api-migration"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files."""
    made = tmp_path / "sql"
    made.mkdir()
    (made / "001_tables.sql").write_text("CREATE TABLE notes (id int);\n")
    (made / "002_index.sql").write_text("CREATE INDEX ON notes (id);\n")
    return made


def migrates(folder: Path, **changes: Any) -> None:
    """A service with such a migration, made and noted."""
    migration = Migration(files=folder, version="16", extensions=("vector",))
    usual: dict[str, Any] = {"own_registry": login(), "registry": login(), "migration": migration}
    run(lambda: service({"generate": ["SESSION_SECRET"], "user": "1001"}, **{**usual, **changes}))


def test_an_image_is_built_and_pushed_under_what_is_in_it(recorder: Recorder, folder: Path) -> None:
    migrates(folder)
    asked = recorder.one(BUILT, "api-migration-image")
    tag = sql_files.digest(folder)[:12]
    assert asked.inputs["exports"] == [{"registry": {"names": [f"{REPOSITORY}:{tag}"], "push": True}}]
    assert asked.inputs["registries"] == [
        {"address": "ghcr.io/notes", "username": "deploy", "password": "registry-password"}
    ]
    assert "registries" in asked.secret_inputs
    assert asked.inputs["platforms"] == ["linux/amd64"]
    assert asked.inputs["dockerfile"]["inline"].startswith("FROM postgres:16-bookworm\n")


def test_it_runs_first_with_the_secret_of_the_database_and_no_other(recorder: Recorder, folder: Path) -> None:
    migrates(folder)
    asked = recorder.inputs(CONFIGURATION)
    (first,) = asked["initContainers"]
    assert first["name"] == "migrate"
    assert first["image"].startswith(f"{REPOSITORY}@")
    assert first["commands"] == []
    assert {each["key"]: each["value"] for each in first["environmentVars"]} == {
        "DATABASE_URL": "postgresql://app:x@db.internal/app",
        "EXTENSIONS": "vector",
        "aliyun_logs_api-logs": "stdout",
        "aliyun_logs_api-logs_project": "notes-prod-platform-logs-0a1b2c3d",
    }
    assert "initContainers" in recorder.one(CONFIGURATION).secret_inputs
    assert (first["securityContextRunAsUser"], first["securityContextReadOnlyRootFileSystem"]) == (999, True)
    assert first["volumeMounts"] == []
    (main,) = asked["containers"]
    assert (main["image"], main["securityContextRunAsUser"]) == (IMAGE, 1001)


def test_instances_may_pull_both_images(recorder: Recorder, folder: Path) -> None:
    other = RegistryLogin(address="registry.example.cn/shop", username="pusher", password="hush")
    migrates(folder, own_registry=other)
    assert recorder.inputs(CONFIGURATION)["imageRegistryCredentials"] == [
        {"server": "ghcr.io", "username": "deploy", "password": "registry-password"},
        {"server": "registry.example.cn", "username": "pusher", "password": "hush"},
    ]


def test_one_registry_has_one_login(recorder: Recorder, folder: Path) -> None:
    migrates(folder)
    assert recorder.inputs(CONFIGURATION)["imageRegistryCredentials"] == [
        {"server": "ghcr.io", "username": "deploy", "password": "registry-password"}
    ]
