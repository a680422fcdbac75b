"""What is wrong with the environment is said in one sentence that names all of it and shows no value."""

import pytest

from notes import settings
from notes.environment import SettingsError
from notes.storage_settings import OssSettings, S3Settings

S3 = {"STORAGE_DRIVER": "s3", "S3_REGION": "eu-central-1", "S3_BUCKET": "files"}
OSS = {"STORAGE_DRIVER": "oss", "OSS_REGION": "cn-hangzhou", "OSS_BUCKET": "files"}
WHOLE = {
    "DATABASE_URL": "postgresql://app:pass@database:5432/app?sslmode=require",
    "REDIS_URL": "rediss://:pass@cache:6379/0?ssl_ca_certs=/etc/authority.crt",
    "WEB_URL": "https://notes.example.com/",
    "SESSION_SECRET": "0123456789abcdef",
    **S3,
}


def refusal(**changes: str) -> str:
    with pytest.raises(SettingsError) as refused:
        settings.api({**WHOLE, **changes})
    return str(refused.value)


def test_an_empty_environment_names_everything_at_once() -> None:
    with pytest.raises(SettingsError) as refused:
        settings.api({})
    assert str(refused.value) == (
        "Cannot start: DATABASE_URL is missing, REDIS_URL is missing, STORAGE_DRIVER is missing, "
        "WEB_URL is missing, SESSION_SECRET is missing."
    )


def test_each_command_asks_only_for_what_it_uses() -> None:
    database = {"DATABASE_URL": WHOLE["DATABASE_URL"]}
    assert settings.migrate(database) == WHOLE["DATABASE_URL"]
    assert settings.worker({**database, "REDIS_URL": "redis://cache:6379/1"}).redis_url == "redis://cache:6379/1"
    assert settings.cleanup({**database, **S3}).days == 30
    assert settings.cleanup({**database, **S3, "DAYS": "7"}).days == 7


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("DATABASE_URL", "mysql://app:hidden@database/app", "must start with postgresql:// or postgres://"),
        ("DATABASE_URL", "postgresql://app:hidden@[database", "is not a whole address"),
        ("REDIS_URL", "http://:hidden@cache", "must start with redis:// or rediss://"),
        ("REDIS_URL", "redis://:hidden@cache:6379/0?color=red", "is not a whole address"),
        ("WEB_URL", "notes.example.com", "must start with https:// or http://"),
        ("WEB_URL", "https://", "is not a whole address"),
        ("SESSION_SECRET", "hidden", "must have at least 16 characters"),
        ("PORT", "0", "must be a whole number from 1 to 65535"),
        ("PORT", "eighty", "must be a whole number from 1 to 65535"),
        ("STORAGE_DRIVER", "gcs", "must be s3 or oss"),
        ("S3_BUCKET", "", "is missing"),
        ("S3_ENDPOINT", "bucket:7070", "must start with https:// or http://"),
        ("S3_INTERNAL_ENDPOINT", "http://bucket:port", "is not a whole address"),
    ],
)
def test_one_wrong_value(name: str, value: str, problem: str) -> None:
    assert refusal(**{name: value}) == f"Cannot start: {name} {problem}."


def test_half_an_access_key() -> None:
    assert refusal(S3_ACCESS_KEY_ID="key") == "Cannot start: S3_SECRET_ACCESS_KEY is missing."
    assert refusal(**OSS, OSS_ACCESS_KEY_SECRET="hidden") == "Cannot start: OSS_ACCESS_KEY_ID is missing."


def test_a_bucket_without_addresses_and_keys_is_the_clouds_own() -> None:
    own = settings.api({**WHOLE, "S3_ENDPOINT": "", "S3_INTERNAL_ENDPOINT": ""})
    assert own.storage == S3Settings(
        region="eu-central-1", bucket="files", endpoint=None, internal_endpoint=None, key=None
    )


def test_the_internal_address_is_the_public_one_unless_said() -> None:
    public = settings.api({**WHOLE, "S3_ENDPOINT": "https://files.example.com"}).storage
    assert (public.endpoint, public.internal_endpoint) == ("https://files.example.com",) * 2
    both = {"OSS_ENDPOINT": "https://oss.example.com", "OSS_INTERNAL_ENDPOINT": "https://oss-internal.example.com"}
    oss = settings.api({**WHOLE, **OSS, **both}).storage
    assert oss == OssSettings(
        region="cn-hangzhou",
        bucket="files",
        endpoint="https://oss.example.com",
        internal_endpoint="https://oss-internal.example.com",
        key=None,
    )


def test_secrets_are_not_shown() -> None:
    shown = repr(settings.api({**WHOLE, "S3_ACCESS_KEY_ID": "key", "S3_SECRET_ACCESS_KEY": "hidden"}))
    for secret in ("pass", "hidden", "0123456789abcdef"):
        assert secret not in shown


def test_a_command_leaves_with_code_two(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pytest.raises(SystemExit) as left:
        settings.from_environment(settings.migrate)
    assert left.value.code == 2
    assert capsys.readouterr() == ("", "Cannot start: DATABASE_URL is missing.\n")
