"""Variables that a part must be given, and what must not reach prod."""

import pytest

from settings.placeholders import stands_for_nothing
from tests.settings.conftest import Lines, Read
from tests.settings.docker import COMMAND, host

PROD = "domain: shop.example.com\n"
PLACEHOLDER = "is still a placeholder, and this is prod; allowed: the value itself, or leave it out"


def secret(**values: str) -> dict[str, str]:
    return {f"shop:{name}": value for name, value in values.items()}


def test_what_is_given_from_anywhere_is_given(read: Read) -> None:
    change = """
    variables: {LEVEL: info}
    services: {api: {
      variables: {MODE: fast}, secrets: [TOKEN], optional_secrets: [EXTRA], generate: [KEY],
      required: [LEVEL, MODE, DATABASE_URL, PORT, TOKEN, EXTRA, KEY]}}
    """
    config = secret(TOKEN="t-0815", EXTRA="e-0815")
    assert read(change, config=config, secret_keys=tuple(config)).services["api"].secrets == ("TOKEN", "EXTRA")


def test_what_nothing_gives_is_missing(lines: Lines) -> None:
    how = "nothing gives it; name it in `variables`, `secrets` or `generate`, or use a part"
    assert lines("workers: {tasks: {required: [DATABASE_URL, S3_BUCKET, MODE, MODE]}}") == [
        f"app.yaml: workers.tasks.required[1]: S3_BUCKET is missing: {how}",
        f"app.yaml: workers.tasks.required[2]: MODE is missing: {how}",
        "app.yaml: workers.tasks.required[3]: MODE is named twice; keep one",
    ]


@pytest.mark.parametrize(
    "change",
    [
        "workers: {tasks: {variables: {MODE: ' '}, required: [MODE]}}",
        "variables: {MODE: ''}\nworkers: {tasks: {required: [MODE]}}",
    ],
)
def test_what_is_empty_is_told_so(lines: Lines, change: str) -> None:
    assert lines(change) == ["app.yaml: workers.tasks.required[0]: MODE is empty; give it a value"]


def test_an_optional_secret_that_is_required_is_asked_for(lines: Lines) -> None:
    assert lines("workers: {tasks: {optional_secrets: [A, B], required: [B]}}") == [
        "Pulumi.dev.yaml: a required secret is not set; set it with\n    pulumi config set --secret B --stack dev"
    ]


def test_what_only_follows_from_another_mistake_is_not_told(lines: Lines) -> None:
    change = "workers: {tasks: {uses: [], variables: {MODE: '{database.host}'}, required: [MODE]}}"
    assert len(lines(change)) == 1
    assert len(lines("workers: {tasks: {variables: {MODE: 5}, required: [MODE]}}")) == 1
    assert len(lines("workers: {tasks: {uses: 5, required: [DATABASE_URL]}}")) == 1


@pytest.mark.parametrize(
    ("variable", "sentence"),
    [
        ("DEBUG: 'true'", 'shows the inside of the application to everybody, and this is prod; allowed: "false"'),
        ("FLASK_DEBUG: 'On'", 'shows the inside of the application to everybody, and this is prod; allowed: "false"'),
        ("APP_ENV: development", 'is for development, and this is prod; allowed: "production"'),
        ("NODE_ENV: Development", 'is for development, and this is prod; allowed: "production"'),
        ("API_KEY: change-me", PLACEHOLDER),
        ("API_KEY: CHANGE_ME_NOW", PLACEHOLDER),
        ("API_KEY: your_api_key_here", PLACEHOLDER),
        ("API_KEY: replace-with-a-long-text", PLACEHOLDER),
        ("CORS_ORIGINS: https://your-domain.com", PLACEHOLDER),
        (
            "CORS_ORIGINS: 'https://shop.example.com,http://localhost:5173'",
            'admits pages of localhost, and this is prod; allowed: public origins, like "{web.url}"',
        ),
        (
            "ALLOWED_ORIGINS: 'http://127.0.0.1'",
            'admits pages of localhost, and this is prod; allowed: public origins, like "{web.url}"',
        ),
        (
            "CORS_ORIGINS: localhost",
            'admits pages of localhost, and this is prod; allowed: public origins, like "{web.url}"',
        ),
    ],
)
def test_what_is_for_development_does_not_reach_prod(lines: Lines, read: Read, variable: str, sentence: str) -> None:
    name = variable.split(":", maxsplit=1)[0]
    own = f"{PROD}services: {{api: {{variables: {{{variable}}}}}}}"
    common = f"{PROD}variables: {{{variable}}}"
    assert lines(own, environment="prod") == [f"app.yaml: services.api.variables.{name}: {sentence}"]
    assert lines(common, environment="prod") == [f"app.yaml: variables.{name}: {sentence}"]
    for environment in ("dev", "staging"):
        assert name in read(own, environment=environment).services["api"].variables


@pytest.mark.parametrize(
    "variable",
    [
        "DEBUG: 'false'",
        "DEBUG: 'app:*'",
        "APP_ENV: production",
        "MESSAGE: Your order is on its way.",
        "LABEL: changement",
        "HOST: http://localhost:9000",
        "CORS_ORIGINS: 'https://localhost.example.com'",
        "PROXY: ''",
    ],
)
def test_what_may_reach_prod(read: Read, variable: str) -> None:
    name = variable.split(":", maxsplit=1)[0]
    change = f"{PROD}services: {{api: {{variables: {{{variable}}}}}}}"
    assert name in read(change, environment="prod").services["api"].variables


def test_placeholders() -> None:
    for text in ("change-me", "changeme", "CHANGE ME", "replace_me", "<api key>", "xxxx", "sk-...", "add-your-key"):
        assert stands_for_nothing(text), text
    for text in ("", "changer", "replacement", "yours", "a<b>", "xx", "sk-live-1", "simulated"):
        assert not stands_for_nothing(text), text


DRIVERS = [
    ("STORAGE_DRIVER: oss", 'is another driver than that of files, which it uses; allowed: leave it out, or "s3"'),
    (
        "DATABASE_URL: 'mysql://db/app'",
        'is no address of a database, and it uses database; allowed: "{database.url}", or leave it out',
    ),
    (
        "REDIS_URL: 'amqp://{cache.host}'",
        'is no address of a cache, and it uses cache; allowed: "{cache.url}", or leave it out',
    ),
]


@pytest.mark.parametrize(("variable", "sentence"), DRIVERS)
def test_a_store_s_kind_is_not_written_over(lines: Lines, variable: str, sentence: str) -> None:
    name = variable.split(":", maxsplit=1)[0]
    change = f"services: {{api: {{variables: {{{variable}}}}}}}"
    assert lines(change) == [f"app.yaml: services.api.variables.{name}: {sentence}"]


def test_of_several_buckets_each_has_its_driver(lines: Lines) -> None:
    change = """
    buckets: {old: {}}
    services: {api: {uses: [database, files, old], variables: {OLD_STORAGE_DRIVER: local, STORAGE_DRIVER: s3}}}
    """
    assert lines(change) == [
        (
            "app.yaml: services.api.variables.OLD_STORAGE_DRIVER: is another driver than that of old, which it uses; "
            'allowed: leave it out, or "s3"'
        )
    ]


@pytest.mark.parametrize(
    "variables",
    [
        "{STORAGE_DRIVER: s3}",
        "{STORAGE_DRIVER: '{files.driver}'}",
        "{DATABASE_URL: 'postgresql+asyncpg://{database.user}@{database.host}/x'}",
        "{DATABASE_URL: '{database.url+asyncpg}', REDIS_URL: '{cache.url/1}'}",
    ],
)
def test_the_same_kind_may_be_said_in_other_words(read: Read, variables: str) -> None:
    assert read(f"services: {{api: {{variables: {variables}}}}}").services["api"].variables


def test_the_driver_is_that_of_the_cloud(lines: Lines, read: Read) -> None:
    change = f"{COMMAND}\nservices: {{api: {{variables: {{STORAGE_DRIVER: s3}}}}}}"
    assert read(change, config=host()).services["api"].variables
    alicloud = {"groundwork:cloud": "alicloud", "alicloud:region": "eu-central-1", "aws:region": ""}
    config = {**alicloud, "groundwork:alicloud": '{"certificate": "1-eu-central-1"}'}
    change = f"domain: shop.example.com\ndatabase: {{backup_days: 7}}\n{change}"
    assert lines(change, config=config)[0].endswith('allowed: leave it out, or "oss"')


def test_a_part_without_a_bucket_says_what_it_likes(read: Read) -> None:
    assert read("workers: {tasks: {variables: {STORAGE_DRIVER: local}}}").workers["tasks"].variables
