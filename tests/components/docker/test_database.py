"""PostgreSQL on one host: one server on one volume, TLS only, and a user without a superuser's rights."""

from typing import Any

import pytest

from tests.components.docker.looking import CONTAINER, IMAGE, ONCE, RUNNING, VOLUME, container, health, labels, written
from tests.components.docker.stand import DOMAIN, database
from tests.components.recorder import Recorder, is_secret, run, value, waits_for

SERVER, PREPARATION = "database-server", "database-preparation"
HOST = f"database.{DOMAIN}"
SUPERUSER = ("database-superuser-1234567-value", "999", "0400")
PASSWORD = ("database-password-1234567-value", "999", "0400")
FILES = "/etc/groundwork"
READY = ("CMD", "pg_isready", "-q", "-h", "127.0.0.1", "-U", "app", "-d", "app")
HEALTH = health(*READY, start=10, interval=10, retries=5)


def settings(recorder: Recorder) -> dict[str, str]:
    """The server's settings by name; its command begins with the server, and every setting with `-c`."""
    program, *words = container(recorder, SERVER)["command"]
    assert program == "postgres"
    assert set(words[::2]) == {"-c"}
    return dict(word.split("=", 1) for word in words[1::2])


def test_the_server(recorder: Recorder) -> None:
    run(database)
    found = container(recorder, SERVER)
    assert found.pop("command")[0] == "postgres"
    assert found == {
        "image": "id-of-postgres:16-bookworm",
        "user": "999:999",
        "networks": {"network-backend": [HOST]},
        "variables": {"POSTGRES_PASSWORD_FILE": f"{FILES}/superuser"},
        "files": {
            f"{FILES}/superuser": SUPERUSER,
            f"{FILES}/server.crt": (
                "certificate of database-certificate-1234567\ncertificate of platform-authority-1234567\n", "0", "0444",
            ),
            f"{FILES}/server.key": ("key of database-certificate-key-1234567\n", "999", "0400"),
            f"{FILES}/pg_hba.conf": (
                "local all all scram-sha-256\nhostssl all all all scram-sha-256\n", "0", "0444",
            ),
        },
        "volumes": [
            {
                "containerPath": "/var/lib/postgresql/data",
                "readOnly": False,
                "volumeName": "database-data-1234567",
            }
        ],
        "healthcheck": HEALTH,
        "memory": 2048,
        "cpus": "2",
        "shmSize": 512,
        "stop": 60,
    }  # fmt: skip
    server = recorder.one(CONTAINER, SERVER)
    assert server.secret_inputs == {"uploads"}
    assert not server.replaced_last


def test_its_certificate_is_for_its_own_name(recorder: Recorder) -> None:
    run(database)
    asked = recorder.inputs("tls:index/certRequest:CertRequest")
    assert (asked["dnsNames"], asked["ipAddresses"]) == ([HOST], [])


@pytest.mark.parametrize(
    ("size", "memory", "cpus", "buffers", "cached"),
    [
        ("small", 512, "1", "128MB", "384MB"),
        ("medium", 2048, "2", "512MB", "1536MB"),
        ("large", 8192, "4", "2048MB", "6144MB"),
    ],
)
def test_a_size_is_memory_and_what_the_server_makes_of_it(
    recorder: Recorder, size: str, memory: int, cpus: str, buffers: str, cached: str
) -> None:
    run(lambda: database({"size": size}))
    found = container(recorder, SERVER)
    assert (found["memory"], found["cpus"], found["shmSize"]) == (memory, cpus, memory // 4)
    asked = settings(recorder)
    assert (asked["shared_buffers"], asked["effective_cache_size"]) == (buffers, cached)


def test_settings_of_the_server(recorder: Recorder) -> None:
    run(lambda: database({"slow_query_milliseconds": 250}))
    assert settings(recorder) == {
        "ssl": "on",
        "ssl_cert_file": f"{FILES}/server.crt",
        "ssl_key_file": f"{FILES}/server.key",
        "ssl_min_protocol_version": "TLSv1.2",
        "hba_file": f"{FILES}/pg_hba.conf",
        "password_encryption": "scram-sha-256",
        "shared_buffers": "512MB",
        "effective_cache_size": "1536MB",
        "log_min_duration_statement": "250",
    }


def test_an_extension_that_the_server_loads_at_its_start(recorder: Recorder) -> None:
    run(lambda: database({"extensions": ["pg_stat_statements", "pg_trgm"]}))
    assert settings(recorder)["shared_preload_libraries"] == "pg_stat_statements"
    assert container(recorder, PREPARATION, ONCE)["variables"]["EXTENSIONS"] == "pg_stat_statements"


@pytest.mark.parametrize(
    ("spec", "image"),
    [
        ({"version": "14"}, "postgres:14-bookworm"),
        ({"version": "17", "extensions": ["pg_trgm"]}, "postgres:17-bookworm"),
        ({"version": "15", "extensions": ["vector"]}, "pgvector/pgvector:0.8.1-pg15"),
        ({"version": "16", "extensions": ["pgcrypto", "postgis"]}, "postgis/postgis:16-3.5"),
    ],
)
def test_the_image_has_what_the_application_asks_for(recorder: Recorder, spec: dict[str, Any], image: str) -> None:
    run(lambda: database(spec))
    assert recorder.inputs(IMAGE, "database-image") == {"name": image, "keepLocally": True}
    for name in (SERVER, PREPARATION, "database-backup"):
        assert recorder.inputs(CONTAINER, name)["image"] == f"id-of-{image}"


@pytest.mark.parametrize(
    ("changes", "protected"),
    [({}, True), ({"disposable": True}, False), ({"replace": frozenset({"database"})}, False)],
)
def test_its_volume_outlives_what_nobody_meant(recorder: Recorder, changes: dict[str, Any], protected: bool) -> None:
    run(lambda: database(**changes))
    data = recorder.one(VOLUME, "database-data")
    assert data.protect is protected
    assert set(data.inputs) == {"labels"}
    assert written(data.inputs["labels"]) == labels("database")
    assert recorder.one(VOLUME, "database-backup-files").protect is protected


def test_the_application_s_user_is_prepared_once_the_server_answers(recorder: Recorder) -> None:
    run(database)
    found = container(recorder, PREPARATION, ONCE)
    script = found["files"].pop(f"{FILES}/prepare_database.sh")
    assert script[0].startswith("#!/bin/bash\n# Brings the application's user and database to what they should be")
    assert script[1:] == ("0", "0444")
    assert found == {
        "image": "id-of-postgres:16-bookworm",
        "user": "999:999",
        "entrypoints": ["bash", f"{FILES}/prepare_database.sh"],
        "networks": {"network-backend": []},
        "variables": {
            "EXTENSIONS": "",
            "FILES": FILES,
            "PGHOST": HOST,
            "PGPORT": "5432",
            "PGUSER": "postgres",
            "PGSSLMODE": "require",
            "DATABASE": "app",
            "OWNER": "app",
        },
        "files": {f"{FILES}/superuser": SUPERUSER, f"{FILES}/password": PASSWORD},
        "memory": 128,
        "cpus": "1",
    }
    prepared = recorder.one(CONTAINER, PREPARATION)
    assert SERVER in prepared.depends_on
    assert prepared.secret_inputs == {"uploads"}


def test_only_extensions_that_need_a_superuser_are_made_for_it(recorder: Recorder) -> None:
    run(lambda: database({"extensions": ["vector", "postgis", "pg_trgm", "pg_stat_statements", "uuid-ossp"]}))
    assert container(recorder, PREPARATION, ONCE)["variables"]["EXTENSIONS"] == "pg_stat_statements postgis"


def test_whoever_uses_it_waits_until_it_is_prepared(recorder: Recorder) -> None:
    made = run(lambda: database(facets=("url", "url+asyncpg", "password")))
    address = f"database-password-1234567-value@{HOST}:5432/app"
    secrets = made.connection.secrets
    assert {name: value(each) for name, each in secrets.items()} == {
        "url": f"postgresql://app:{address}?sslmode=require",
        "url+asyncpg": f"postgresql+asyncpg://app:{address}?ssl=require",
        "password": "database-password-1234567-value",
    }
    assert all(is_secret(each) for each in secrets.values())
    assert all(PREPARATION in waits_for(each) for each in secrets.values())
    assert made.connection.values == {"host": HOST, "port": "5432", "name": "app", "user": "app"}
    assert value(made.endpoint) == f"{HOST}:5432"


def test_passwords_are_made_once(recorder: Recorder) -> None:
    run(database)
    made = recorder.all("random:index/randomPassword:RandomPassword")
    assert {item.name: dict(item.inputs) for item in made} == {
        "database-superuser": {"length": 40, "special": False},
        "database-password": {"length": 40, "special": False},
    }


def test_database_and_user_are_called_as_the_application_says(recorder: Recorder) -> None:
    made = run(lambda: database({"name": "semibot", "user": "bot"}))
    for name in (PREPARATION, "database-backup"):
        lives = ONCE if name == PREPARATION else RUNNING
        variables = container(recorder, name, lives)["variables"]
        assert (variables["DATABASE"], variables["OWNER"], variables["PGUSER"]) == ("semibot", "bot", "postgres")
    assert (made.connection.values["name"], made.connection.values["user"]) == ("semibot", "bot")
    address = f"bot:database-password-1234567-value@{HOST}:5432/semibot"
    assert value(made.connection.secrets["url"]) == f"postgresql://{address}?sslmode=require"


def test_another_text_makes_another_password_of_the_application_s_user(recorder: Recorder) -> None:
    """The superuser's never leaves the host, and the server takes it only when it is set up."""
    run(lambda: database(rotated={"database": "2027", "cache": "2028"}))
    made = recorder.all("random:index/randomPassword:RandomPassword")
    assert {item.name: item.inputs.get("keepers") for item in made} == {
        "database-superuser": None,
        "database-password": {"rotated": "2027"},
    }
    assert container(recorder, PREPARATION, ONCE)["files"][f"{FILES}/password"] == PASSWORD
