"""What a consumer of the cache is handed: TLS addresses of the logical databases, by reference."""

import json

import pytest

from components.cache.urls import facet_value
from tests.components.recorder import Recorder, is_secret, run, value
from tests.components.stand_stores import make_cache

HOST = "master.cache-group-1234567.abc.euc1.cache.amazonaws.com"
PASSWORD = "cache-password-1234567-value"
ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:cache-connection-1234567"


def test_values_that_may_be_seen(recorder: Recorder) -> None:
    cache = run(make_cache)
    assert {facet: value(item) for facet, item in cache.connection.values.items()} == {"host": HOST, "port": "6379"}
    assert value(cache.endpoint) == f"{HOST}:6379"


def test_the_secret_holds_exactly_the_facets_in_use(recorder: Recorder) -> None:
    run(lambda: make_cache(facets=("url", "url/1", "password")))
    version = recorder.one("aws:secretsmanager/secretVersion:SecretVersion")
    assert json.loads(version.inputs["secretString"]) == {
        "url": f"rediss://:{PASSWORD}@{HOST}:6379/0",
        "url_1": f"rediss://:{PASSWORD}@{HOST}:6379/1",
        "password": PASSWORD,
    }
    assert version.secret_inputs == {"secretString"}


def test_secrets_are_handed_over_by_reference(recorder: Recorder) -> None:
    connection = run(lambda: make_cache(facets=("url/1",))).connection
    (reference,) = connection.secrets.values()
    assert value(reference) == f"{ARN}:url_1::11111111-2222-3333-4444-555555555555"
    assert not is_secret(reference)
    assert connection.statements == ()
    assert [item.actions for item in connection.execution_statements] == [
        ("secretsmanager:GetSecretValue",),
        ("kms:Decrypt",),
    ]


def test_no_facets_no_secret(recorder: Recorder) -> None:
    connection = run(lambda: make_cache(facets=())).connection
    assert recorder.names("aws:secretsmanager/secret:Secret") == []
    assert (connection.secrets, connection.execution_statements) == ({}, ())


@pytest.mark.parametrize(("facet", "database"), [("url", 0), ("url/0", 0), ("url/15", 15)])
def test_logical_databases(recorder: Recorder, facet: str, database: int) -> None:
    assert value(facet_value(facet, "h", "p")) == f"rediss://:p@h:6379/{database}"


@pytest.mark.parametrize("facet", ["url/16", "url/x", "dsn"])
def test_an_unknown_facet(facet: str) -> None:
    message = f"cache has no secret facet {facet}; it has password, url and url/0 to url/15"
    with pytest.raises(ValueError, match=message):
        facet_value(facet, "h", "p")
