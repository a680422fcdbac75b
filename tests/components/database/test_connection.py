"""What a consumer of the database is handed: plain values, secrets by reference, leave to read them."""

import json

import pytest

from components.database import DatabaseSpec
from components.database.urls import facet_value
from tests.components.recorder import Recorder, is_secret, run, value
from tests.components.stand_stores import make_database

VERSION = "aws:secretsmanager/secretVersion:SecretVersion"
HOST = "database-0a1b2c3d.abc.eu-central-1.rds.amazonaws.com"
PASSWORD = "database-password-1234567-value"
ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:database-connection-1234567"


def test_values_that_may_be_seen(recorder: Recorder) -> None:
    database = run(make_database)
    assert {facet: value(item) for facet, item in database.connection.values.items()} == {
        "host": HOST,
        "port": "5432",
        "name": "app",
        "user": "app",
    }
    assert value(database.endpoint) == f"{HOST}:5432"
    assert not any(is_secret(item) for item in database.connection.values.values())


def test_the_secret_holds_exactly_the_facets_in_use(recorder: Recorder) -> None:
    run(lambda: make_database(facets=("url", "url+asyncpg", "password")))
    version = recorder.one(VERSION)
    assert json.loads(version.inputs["secretString"]) == {
        "url": f"postgresql://app:{PASSWORD}@{HOST}:5432/app?sslmode=require",
        "url_asyncpg": f"postgresql+asyncpg://app:{PASSWORD}@{HOST}:5432/app?ssl=require",
        "password": PASSWORD,
    }
    assert version.secret_inputs == {"secretString"}


def test_secrets_are_handed_over_by_reference(recorder: Recorder) -> None:
    connection = run(lambda: make_database(facets=("url+asyncpg",))).connection
    (reference,) = connection.secrets.values()
    assert value(reference) == f"{ARN}:url_asyncpg::11111111-2222-3333-4444-555555555555"
    assert not is_secret(reference)


def test_nobody_needs_a_permission_but_whoever_starts_the_container(recorder: Recorder) -> None:
    connection = run(make_database).connection
    assert connection.statements == ()
    assert [(item.actions, value(item.resources[0])) for item in connection.execution_statements] == [
        (("secretsmanager:GetSecretValue",), ARN),
        (("kms:Decrypt",), "arn:aws:kms:eu-central-1:123456789012:key/platform-key-1234567"),
    ]


def test_no_facets_no_secret(recorder: Recorder) -> None:
    connection = run(lambda: make_database(facets=())).connection
    assert recorder.names("aws:secretsmanager/secret:Secret") == []
    assert (connection.secrets, connection.execution_statements) == ({}, ())


@pytest.mark.parametrize(
    ("facet", "address"),
    [
        ("url", "postgresql://app:p@h:5432/app?sslmode=require"),
        ("url+psycopg", "postgresql+psycopg://app:p@h:5432/app?sslmode=require"),
        ("url+asyncpg", "postgresql+asyncpg://app:p@h:5432/app?ssl=require"),
        ("password", "p"),
    ],
)
def test_every_driver_is_asked_for_tls_in_its_own_words(recorder: Recorder, facet: str, address: str) -> None:
    assert value(facet_value(facet, "h", "p", DatabaseSpec())) == address


def test_an_unknown_facet() -> None:
    message = r"database has no secret facet dsn; it has password, url and url\+<driver>"
    with pytest.raises(ValueError, match=message):
        facet_value("dsn", "h", "p", DatabaseSpec())


def test_database_and_user_bear_the_names_that_were_asked_for(recorder: Recorder) -> None:
    database = run(lambda: make_database({"name": "semibot", "user": "bot"}))
    assert {facet: database.connection.values[facet] for facet in ("name", "user")} == {
        "name": "semibot",
        "user": "bot",
    }
    secrets = json.loads(recorder.inputs(VERSION)["secretString"])
    assert secrets == {"url": f"postgresql://bot:{PASSWORD}@{HOST}:5432/semibot?sslmode=require"}
    instance = recorder.inputs("aws:rds/instance:Instance")
    assert (instance["dbName"], instance["username"]) == ("semibot", "bot")
