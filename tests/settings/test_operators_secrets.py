"""The operator's secrets that are no variables of a part: asked for like the others, all at once."""

import json

import settings
from tests.settings.conftest import Lines, Read, Written
from tests.settings.docker import COMMAND, host

CHANGE = """
registry: {address: ghcr.io/shop, username: me, password_secret: REGISTRY_PASSWORD}
alarms: {webhook_secret: ALARM_WEBHOOK}
services: {api: {entry_token: ENTRY_TOKEN, secrets: [MAIL_KEY]}}
"""
MAIL = {"mail": {"server": "smtp.example.com:587", "sender": "a@example.com", "username": "a"}}
MAIL["mail"]["password_secret"] = "SMTP_PASSWORD"


def missing(number: int, *names: str) -> list[str]:
    commands = [f"\n    pulumi config set --secret {name} --stack dev" for name in names]
    return [f"Pulumi.dev.yaml: {number} required secrets are not set; set them with{''.join(commands)}"]


def test_all_that_is_missing_is_told_at_once(lines: Lines) -> None:
    assert lines(CHANGE) == missing(4, "ALARM_WEBHOOK", "ENTRY_TOKEN", "MAIL_KEY", "REGISTRY_PASSWORD")


def test_the_mail_server_s_password_is_asked_for_on_its_host(lines: Lines, read: Read) -> None:
    change = f"{COMMAND}\nalarms: {{email: [a@example.com], webhook_secret: ALARM_WEBHOOK}}"
    assert lines(change, config=host(MAIL)) == missing(2, "ALARM_WEBHOOK", "SMTP_PASSWORD")
    assert read(config={"groundwork:docker": json.dumps(MAIL)}).cloud == "aws"


def test_they_are_no_variables_of_a_part(read: Read) -> None:
    names = ["ALARM_WEBHOOK", "ENTRY_TOKEN", "MAIL_KEY", "REGISTRY_PASSWORD"]
    config = {f"shop:{name}": f"https://{name}-0815" for name in names}
    stack = read(CHANGE, config=config, secret_keys=tuple(config))
    assert stack.services["api"].secrets == ("MAIL_KEY",)
    assert "ENTRY_TOKEN" not in stack.services["api"].variables


def test_they_are_told_in_the_clear_and_as_placeholders_too(lines: Lines) -> None:
    values = {"ALARM_WEBHOOK": "https://hooks.example.com/x", "MAIL_KEY": "m-0815", "REGISTRY_PASSWORD": "r-0815"}
    config = {f"shop:{name}": value for name, value in {**values, "ENTRY_TOKEN": "change-me"}.items()}
    secret = tuple(key for key in config if key != "shop:ALARM_WEBHOOK")
    how = "set it with: pulumi config set --secret"
    assert lines(CHANGE, config=config, secret_keys=secret) == [
        f"Pulumi.dev.yaml: shop:ALARM_WEBHOOK: stands there in the clear; {how} ALARM_WEBHOOK --stack dev",
        f"Pulumi.dev.yaml: shop:ENTRY_TOKEN: is still a placeholder; {how} ENTRY_TOKEN --stack dev",
    ]


def test_the_webhook_is_an_address(lines: Lines) -> None:
    config = {"shop:ALARM_WEBHOOK": "hooks.example.com/secret-path"}
    told = lines("alarms: {webhook_secret: ALARM_WEBHOOK}", config=config, secret_keys=tuple(config))
    assert told == ["Pulumi.dev.yaml: shop:ALARM_WEBHOOK: is no address; allowed: https:// and what follows"]


def test_a_host_may_call_one_beside_it(lines: Lines, read: Read) -> None:
    change = f"{COMMAND}\nalarms: {{webhook_secret: ALARM_WEBHOOK}}"
    for scheme in ("https", "http"):
        config = {**host({}), "shop:ALARM_WEBHOOK": f"{scheme}://receiver/x"}
        assert read(change, config=config, secret_keys=("shop:ALARM_WEBHOOK",)).cloud == "docker"
    config = {**host({}), "shop:ALARM_WEBHOOK": "ftp://receiver/x"}
    told = ["Pulumi.dev.yaml: shop:ALARM_WEBHOOK: is no address; allowed: https:// or http:// and what follows"]
    assert lines(change, config=config, secret_keys=("shop:ALARM_WEBHOOK",)) == told


def test_required_secrets_have_them(written: Written) -> None:
    app = "name: shop\nalarms: {webhook_secret: B}\nservices: {api: {image: 'a:1', entry_token: A}}\n"
    section = json.dumps(MAIL)
    stack = f"config: {{groundwork:cloud: docker, groundwork:environment: dev, groundwork:docker: {section}}}\n"
    assert settings.required_secrets(written(app, "dev", stack), "dev") == ["A", "B", "SMTP_PASSWORD"]
