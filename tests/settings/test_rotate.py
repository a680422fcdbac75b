"""`groundwork:rotate`: which secrets another text makes anew."""

import json

import pytest

from tests.settings.conftest import Lines, Read
from tests.settings.docker import COMMAND, host

APP = """
buckets: {archive: {access_key: true}}
services: {api: {generate: [JWT_SECRET]}}
jobs: {cleanup: {command: [clean], profile: nightly, generate: [SEAL]}}
"""


def rotate(*names: str) -> dict[str, str]:
    return {"groundwork:rotate": json.dumps(dict.fromkeys(names, "november"))}


def test_what_is_made_here_can_be_made_anew(read: Read) -> None:
    names = ("JWT_SECRET", "database", "cache", "archive")
    assert read(APP, config=rotate(*names)).rotate == dict.fromkeys(names, "november")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("JWT_SECERT", 'no secret that is made here is called "JWT_SECERT"; did you mean "JWT_SECRET"?'),
        (
            "STRIPE",
            'no secret that is made here is called "STRIPE"; allowed: JWT_SECRET, database, cache, archive',
        ),
        (
            "files",
            (
                "files has no key, because its users have identities of their own; "
                "allowed: JWT_SECRET, database, cache, archive"
            ),
        ),
        ("api", 'no secret that is made here is called "api"; allowed: JWT_SECRET, database, cache, archive'),
    ],
)
def test_nothing_else_can(lines: Lines, name: str, sentence: str) -> None:
    assert lines(APP, config=rotate(name)) == [f"Pulumi.dev.yaml: groundwork:rotate.{name}: {sentence}"]


def test_on_a_docker_host_every_bucket_has_a_key(read: Read) -> None:
    assert read(COMMAND, config={**host(), **rotate("files")}).rotate == {"files": "november"}


def test_what_does_not_run_is_passed_over(read: Read) -> None:
    config = rotate("SEAL", "cache") | {"groundwork:only": json.dumps(["database"])}
    assert read(APP, config=config).rotate == {"SEAL": "november"}


def test_what_only_follows_from_another_mistake_is_not_told(lines: Lines) -> None:
    assert len(lines("services: {api: {generate: 5}}", config=rotate("JWT_SECRET"))) == 1
