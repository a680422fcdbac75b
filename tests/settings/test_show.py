"""What a stack's settings are after all merging, as a person may read it."""

from pathlib import Path

import pytest
import yaml

from settings import show, tracked
from settings.application import Application
from tests.settings.conftest import Written

APP = """
name: shop
registry: {address: ghcr.io/shop, username: me, password_secret: REGISTRY_PASSWORD}
variables: {LEVEL: info}
database: {}
buckets: {files: {cors: ["https://{domain}"]}}
services:
  api:
    image: "api:1.0.0"
    uses: [database, files, agent]
    variables: {SELF: "{api.url}", DSN: "host={database.host}", AGENT: "{agent.host}"}
    secrets: [STRIPE_KEY, MAIL_KEY]
    generate: [JWT_SECRET]
  agent: {image: "agent:1.0.0", profile: agent}
routes: {"api.{domain}/": api}
alarms: {cpu_percent: null}
"""
STACK = """
encryptionsalt: v1:salt
config:
  aws:region: eu-central-1
  groundwork:cloud: aws
  groundwork:environment: prod
  groundwork:overrides: {domain: shop.example.com, services: {api: {scale: {max: 9}}}}
  shop:STRIPE_KEY: {secure: v1:cipher}
"""


@pytest.fixture
def project(written: Written) -> Path:
    return written(APP, "prod", STACK)


def test_it_is_what_runs(project: Path) -> None:
    """Presets, overrides and what is derived are in it; what does not run is not."""
    shown = yaml.safe_load(show.text(project, "prod"))
    assert shown["stack"] == {
        "name": "prod",
        "cloud": "aws",
        "environment": "prod",
        "region": "eu-central-1",
        "disposable": False,
        "zone": "example.com",
        "addresses": {"api": "https://api.shop.example.com"},
    }
    assert set(shown["services"]) == {"api"}
    api = shown["services"]["api"]
    assert (api["image"], api["uses"], api["scale"]) == (
        "ghcr.io/shop/api:1.0.0",
        ["database", "files"],
        {"min": 2, "max": 9},
    )
    assert api["variables"] == {
        "LEVEL": "info",
        "DATABASE_URL": "{database.url}",
        "STORAGE_DRIVER": "{files.driver}",
        "S3_ENDPOINT": "{files.endpoint}",
        "S3_REGION": "{files.region}",
        "S3_BUCKET": "{files.bucket}",
        "PORT": "8000",
        "SELF": "https://api.shop.example.com",
        "DSN": "host={database.host}",
    }
    assert shown["routes"] == {"api.shop.example.com/": "api"}
    assert shown["buckets"]["files"]["cors"] == ["https://shop.example.com"]
    assert (shown["database"]["backup_days"], shown["database"]["multi_zone"]) == (30, True)
    assert shown["alarms"]["cpu_percent"] is None


def test_of_secrets_there_are_names_only(project: Path) -> None:
    text = show.text(project, "prod")
    api = yaml.safe_load(text)["services"]["api"]
    assert (api["secrets"], api["generate"]) == (["STRIPE_KEY", "MAIL_KEY"], ["JWT_SECRET"])
    assert "cipher" not in text
    assert tracked.UNSEEN not in text


def test_it_can_be_read_as_an_application_again(project: Path) -> None:
    shown = yaml.safe_load(show.text(project, "prod"))
    del shown["stack"]
    assert Application.model_validate(shown, strict=True).services["api"].scale.max == 9


def test_the_command(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert show.main(["-C", str(project), "--stack", "prod"]) == 0
    assert capsys.readouterr().out == show.text(project, "prod")


def test_what_is_refused_is_told_and_nothing_is_shown(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "app.yaml").write_text(APP.replace("uses: [database,", "uses: [databse,"))
    assert show.main(["-C", str(project), "--stack", "prod"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert 'services.api.uses[0]: there is no part "databse"; did you mean "database"?' in said.err


def test_an_encrypted_address_counts_as_one() -> None:
    """A webhook of alarms is checked to be an address, which nobody sees here."""
    shown = yaml.safe_load(show.text(Path(__file__).resolve().parents[2] / "examples" / "loss-assessment", "prod"))
    assert shown["alarms"]["webhook_secret"] == "ALARM_WEBHOOK"
