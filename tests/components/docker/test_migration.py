"""SQL files that run before a new version of a part is made."""

import hashlib
from pathlib import Path
from typing import Any

import pulumi
import pytest

from components import sql_files
from components.connection import Connection
from components.container import Migration
from tests.components.docker.looking import CONTAINER, IMAGE, ONCE, container
from tests.components.docker.running import URL, VARIABLES, service
from tests.components.recorder import Recorder, run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    found = tmp_path / "migrations"
    found.mkdir()
    (found / "001_init.sql").write_text("CREATE TABLE a (n int);", encoding="utf-8")
    (found / "002_more.sql").write_text("CREATE TABLE b (n int);", encoding="utf-8")
    (found / "002_more.down.sql").write_text("DROP TABLE b;", encoding="utf-8")
    return found


def files(folder: Path, *extensions: str) -> Migration:
    """A migration of this folder."""
    return Migration(files=folder, version="16", extensions=extensions)


def told(name: str) -> tuple[Any, ...]:
    """A file as it is handed over."""
    source = f"migrations/{name}"
    return (source, hashlib.sha256(Path(source).read_bytes()).hexdigest(), "0", "0444")


def test_they_run_in_the_database_s_own_image_before_the_new_version(recorder: Recorder, folder: Path) -> None:
    run(lambda: service({"command": ["serve"]}, migration=files(folder, "vector", "pg_trgm")))
    image = "pgvector/pgvector:0.8.1-pg16"
    assert container(recorder, "api-migration", ONCE) == {
        "image": f"id-of-{image}",
        "user": "999:999",
        "networks": {"network-backend": []},
        "entrypoints": sql_files.entrypoint(),
        "variables": {"DATABASE_URL": URL, "SQL_FILES": "/sql", "EXTENSIONS": "vector pg_trgm"},
        "files": {f"/sql/{name}": told(name) for name in ("001_init.sql", "002_more.sql")},
        "memory": 128,
        "cpus": "1",
    }
    ran = recorder.one(CONTAINER, "api-migration")
    assert (ran.replaced_last, ran.secret_inputs) == (True, {"envs"})
    pulled = recorder.inputs(IMAGE, "api-migration-image")
    assert (pulled["name"], pulled["keepLocally"]) == (image, True)
    for name in ("api-1", "api-2"):
        assert "api-migration" in recorder.one(CONTAINER, name).depends_on


def test_psql_is_handed_an_address_that_it_can_read(recorder: Recorder, folder: Path) -> None:
    """Whatever driver the part's own address is for."""
    other = "postgresql+asyncpg://app:x@db.internal/app"
    database = Connection(secrets={"url": URL, "url+asyncpg": other})
    run(lambda: service(connections={"database": database}, variables=VARIABLES, migration=files(folder)))
    found = container(recorder, "api-migration", ONCE)
    assert found["variables"] == {"DATABASE_URL": URL, "SQL_FILES": "/sql"}
    assert found["image"] == "id-of-postgres:16-bookworm"


def test_they_wait_until_the_database_is_saved(recorder: Recorder, folder: Path) -> None:
    failed: pulumi.Output[str] = pulumi.Output.from_input("x").apply(lambda _: _fail())
    database = Connection(values={"saved": failed}, secrets={"url": URL})
    with pytest.raises(pulumi.RunError, match="not saved"):
        run(lambda: service(connections={"database": database}, migration=files(folder)))
    assert recorder.names(CONTAINER) == []


def _fail() -> str:
    raise pulumi.RunError("not saved")
