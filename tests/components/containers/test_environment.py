from components import environment
from components.connection import Connection, Facet, Template

CONNECTIONS = {
    "database": Connection(values={"host": "db"}, secrets={"url": "arn:secret:url::1"}),
    "cache": Connection(values={"host": "redis"}, secrets={"url": "arn:cache:url::1"}),
}


def resolve(*segments: str | Facet) -> environment.Environment:
    return environment.resolve({"X": Template(segments=segments)}, CONNECTIONS)


def test_text_stays_plain_so_that_a_preview_shows_it() -> None:
    assert resolve("production").values == {"X": "production"}


def test_facets_are_filled_into_the_text_around_them() -> None:
    assert resolve("tcp://", Facet("database", "host"), ":5432").values == {"X": "tcp://db:5432"}


def test_a_secret_facet_becomes_a_reference_and_never_a_value() -> None:
    resolved = resolve(Facet("database", "url"))
    assert resolved.values == {}
    assert resolved.secrets == {"X": "arn:secret:url::1"}


def test_only_parts_whose_secrets_are_read_are_noted() -> None:
    assert resolve(Facet("database", "url")).secret_parts == {"database"}
    assert resolve(Facet("cache", "host")).secret_parts == frozenset()
