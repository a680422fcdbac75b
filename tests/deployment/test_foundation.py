"""What the platform is handed."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from components.clouds.docker.contract import DockerSpec
from components.platform import AlarmsSpec, LogsSpec
from deployment import foundation

if TYPE_CHECKING:
    from settings.stack import Stack

MAIL = {"mail": {"server": "smtp.example.com:587", "sender": "a@example.com", "password_secret": "SMTP_PASSWORD"}}


class Secrets:
    """The stack's configuration, in which every secret has its own name as its value."""

    def require_secret(self, name: str) -> str:
        return f"value of {name}"


def handed(monkeypatch: pytest.MonkeyPatch, **change: Any) -> Any:
    monkeypatch.setattr(foundation.pulumi, "Config", Secrets)
    monkeypatch.setattr(foundation, "Platform", lambda _name, args: args)
    stack = {"alarms": AlarmsSpec(), "containers": {}, "cloud_settings": DockerSpec(), "environment": "dev"}
    stack["logs"] = LogsSpec()
    names = ("cloud", "application", "name", "region", "disposable", "replace", "budget", "rotate")
    parts = {"entry": None, "buckets": {}, "static": {}}
    return foundation.platform(cast("Stack", SimpleNamespace(**dict.fromkeys(names), **{**stack, **parts, **change})))


def test_secrets_of_the_whole_stack_are_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    args = handed(
        monkeypatch,
        alarms=AlarmsSpec(webhook_secret="ALARM_WEBHOOK"),
        cloud_settings=DockerSpec.model_validate(MAIL),
    )
    assert args.webhook == "value of ALARM_WEBHOOK"
    assert args.forward_secret is None
    assert args.cloud_secrets == {"SMTP_PASSWORD": "value of SMTP_PASSWORD"}


def test_the_login_of_where_logs_go_on_to_is_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    logs = LogsSpec.model_validate({"forward": {"loki": "https://logs.example.com", "secret": "LOKI_TOKEN"}})
    assert handed(monkeypatch, logs=logs).forward_secret == "value of LOKI_TOKEN"


def test_what_no_stack_names_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    args = handed(monkeypatch)
    assert (args.webhook, args.cloud_secrets) == (None, {})


def test_what_is_recorded_follows_from_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert handed(monkeypatch, environment="prod").access_log_sources == frozenset()
    args = handed(monkeypatch, entry=object(), buckets={"files": None}, static={"web": None}, environment="prod")
    assert args.access_logs
    assert args.access_log_sources == {"entry", "buckets", "pages"}
    assert handed(monkeypatch, buckets={"files": None}).access_log_sources == {"buckets"}
