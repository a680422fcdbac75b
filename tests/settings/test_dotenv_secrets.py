"""Sample environment files name every secret that a stack asks for, once, and as what it is."""

from pathlib import Path

import pytest

from settings import dotenv
from tests.settings.conftest import Written

APP = """
name: shop
registry: {address: ghcr.io/shop, username: me, password_secret: REGISTRY_PASSWORD}
database: {}
services:
  api:
    image: "api:1"
    uses: [database]
    optional_secrets: [OPENAI_API_KEY, STRIPE_KEY]
    required: [STRIPE_KEY]
    entry_token: API_TOKEN
workers:
  tasks: {image: "tasks:1", secrets: [BACKUP_KEY]}
routes: {"/": api}
traces: {endpoint: "https://otlp.example.com", secret: OTLP_HEADERS}
alarms: {email: [on-call@example.com]}
"""
STACK = """
config:
  groundwork:cloud: docker
  groundwork:environment: dev
  groundwork:docker:
    backup_secret: BACKUP_KEY
    mail: {server: "smtp.example.com:587", sender: a@example.com, username: a, password_secret: MAIL_PASSWORD}
"""
ROOT = """\
# shop: the secrets of dev that are yours to set.
# of the stack (registry.password_secret)
REGISTRY_PASSWORD=
# of the stack (traces.secret)
OTLP_HEADERS=
# of the stack (groundwork:docker)
MAIL_PASSWORD=
# of the stack (groundwork:docker)
BACKUP_KEY=
# of api
API_TOKEN=
# of api; may be left out
# OPENAI_API_KEY=
# of api
STRIPE_KEY=
"""
API = """\
# secret: yours to set; may be left out
# OPENAI_API_KEY=
# secret: yours to set
STRIPE_KEY=
# secret: yours to set, as OTLP_HEADERS of the stack
OTEL_EXPORTER_OTLP_HEADERS=
"""


@pytest.fixture
def project(written: Written) -> Path:
    return written(APP, "dev", STACK)


def test_for_the_root_all_that_the_stack_asks_for(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The token that the entry asks for is among them, and so are all that the section of one cloud names."""
    assert dotenv.main(["-C", str(project), "--stack", "dev"]) == 0
    assert capsys.readouterr().out == ROOT


def test_for_a_part_those_under_another_name_too(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dotenv.main(["-C", str(project), "--stack", "dev", "api"]) == 0
    assert capsys.readouterr().out.endswith(API)
