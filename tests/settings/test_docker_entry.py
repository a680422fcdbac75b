"""A Docker host's certificates, published ports and mail server."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests import certificates
from tests.settings.conftest import Lines, Read
from tests.settings.docker import COMMAND, host

DOMAIN = f"{COMMAND}\ndomain: shop.example.com"
EMAIL = f"{COMMAND}\nalarms: {{email: [a@example.com]}}"
ACME = {"acme_email": "a@example.com"}
MAIL = {"server": "smtp.example.com:587", "sender": "a@example.com"}
SECRET = {"shop:SMTP_PASSWORD": "s-0815"}
WHERE = "Pulumi.dev.yaml: groundwork:docker"

WRONG: list[tuple[str, dict[str, Any], str]] = [
    (
        COMMAND,
        ACME,
        (
            f"{WHERE}.acme_email: a certificate needs a host name, and this stack has no `domain`; "
            'allowed: one, like "app.example.com"'
        ),
    ),
    (
        DOMAIN,
        {**ACME, "certificate": {"chain": "tls/fullchain.pem", "key": "tls/privkey.pem"}},
        (
            f"{WHERE}.acme_email: certificates are fetched where none is brought, and there is a `certificate`; "
            "keep one of the two"
        ),
    ),
    (DOMAIN, {**ACME, "acme_root": "root.pem"}, f'{WHERE}.acme_root: there is no file "root.pem" in the project'),
    (
        COMMAND,
        {"publish": {"tasks": 5000}},
        f'{WHERE}.publish.tasks: nothing called "tasks" listens on a port; allowed: database, cache, api',
    ),
    (
        COMMAND,
        {"publish": {"database": 443}},
        f"{WHERE}.publish.database: 443 is `https_port` already; allowed: another port",
    ),
    (
        COMMAND,
        {"publish": {"database": 80}},
        f"{WHERE}.publish.database: 80 is `http_port` already; allowed: another port",
    ),
    (
        COMMAND,
        {"publish": {"database": 5432, "api": 5432}},
        f"{WHERE}.publish.api: 5432 is `publish.database` already; allowed: another port",
    ),
    (
        EMAIL,
        {"mail": {**MAIL, "username": "a"}},
        f"{WHERE}.mail.password_secret: missing: a login has `username` and `password_secret`",
    ),
    (
        EMAIL,
        {"mail": {**MAIL, "server": "smtp.example.com:99999"}},
        f"{WHERE}.mail.server: 99999 is no port; allowed: 1 to 65535",
    ),
    (
        COMMAND,
        {"mail": MAIL},
        "app.yaml: alarms.email: missing: a mail server needs somebody to write to; allowed: addresses, as a list",
    ),
]


@pytest.mark.parametrize(("change", "section", "line"), WRONG)
def test_what_does_not_go_together(
    lines: Lines, tmp_path: Path, change: str, section: dict[str, Any], line: str
) -> None:
    certificates.write(tmp_path / "tls", "shop.example.com")
    assert lines(change, config=host(section)) == [line]


def test_ports_are_never_published_in_prod(lines: Lines) -> None:
    assert lines(DOMAIN, environment="prod", config=host({"publish": {"database": 5432}})) == [
        (
            "Pulumi.prod.yaml: groundwork:docker.publish.database: ports are published for developers, "
            "and this is prod; allowed: leave it out"
        )
    ]


def test_what_goes_together(read: Read, tmp_path: Path) -> None:
    (tmp_path / "root.pem").touch()
    change = f"{DOMAIN}\nalarms: {{email: [a@example.com]}}"
    section = {
        **ACME,
        "acme_root": "root.pem",
        "publish": {"database": 5432, "cache": 6379, "api": 8000},
        "mail": {**MAIL, "username": "a", "password_secret": "SMTP_PASSWORD"},
    }
    stack = read(change, config={**host(section), **SECRET}, secret_keys=tuple(SECRET))
    assert stack.cloud_settings.model_dump(exclude_unset=True) == section


def test_what_does_not_run_is_not_published(read: Read) -> None:
    only = {"groundwork:only": json.dumps(["database"])}
    assert read(COMMAND, config={**host({"publish": {"database": 5432, "cache": 6379}}), **only}).cache is None
