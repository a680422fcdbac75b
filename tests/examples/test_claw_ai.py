"""What examples/claw-ai promises of its settings, on one server; its list of requirements names these tests."""

import json
import re
from pathlib import Path

import pytest
import yaml

import settings
from components.clouds.docker.contract import DockerSpec
from components.clouds.docker.password import LENGTH
from settings.report import Report
from settings.stack_file import plain
from tests.components.programs import OPERATORS, registered

REPOSITORY = Path(__file__).parents[2]
FOLDER = REPOSITORY / "examples/claw-ai"
STACKS = ("dev", "staging", "prod", "local")
SECRETS = ("ZHIPUAI_API_KEY", "PINECONE_API_KEY")


def read(stack: str, *optional: str) -> settings.Stack:
    """A stack of the example with the operator's secrets set."""
    keys = [f"claw-ai:{name}" for name in (*SECRETS, *optional)]
    return settings.read(FOLDER, stack, plain(FOLDER, stack, Report()) | dict.fromkeys(keys, "told"), keys)


@pytest.mark.parametrize("stack", STACKS)
def test_every_stack_can_be_read(stack: str) -> None:
    found = read(stack)
    assert found.cloud == "docker"
    assert list(found.services) == ["backend"]


def test_stacks_share_nothing() -> None:
    """Names of networks, aliases and accounts bear the stack's; passwords are resources of each stack."""
    domains = {f"{read(stack).application}-{read(stack).name}.internal" for stack in STACKS}
    assert len(domains) == len(STACKS)
    for stack in ("staging", "prod"):
        with registered("claw-ai", stack, "docker") as program:
            aliases = {
                alias
                for item in program.recorder.all("docker:index/container:Container")
                for network in item.inputs["networksAdvanced"]
                for alias in network["aliases"]
            }
            assert aliases
            assert all(alias.endswith(f"claw-ai-{stack}.internal") for alias in aliases)
            assert len(program.recorder.all("random:index/randomPassword:RandomPassword")) == 6


def test_prod_keeps_backups_thirty_days() -> None:
    """Those of the preset, as each cloud is told."""
    for cloud, kind, name, key in (
        ("aws", "aws:rds/instance:Instance", "database-instance", "backupRetentionPeriod"),
        ("alicloud", "alicloud:rds/backupPolicy:BackupPolicy", "database-backups", "backupRetentionPeriod"),
        ("docker", "docker:index/container:Container", "database-backup", "envs"),
    ):
        with registered("claw-ai", "prod", cloud) as program:
            told = program.recorder.inputs(kind, name)[key]
        assert told == 30 or "KEEP_DAYS=30" in told, cloud


def test_passwords_are_made_and_long() -> None:
    with registered("claw-ai", "prod", "docker") as program:
        made = program.recorder.all("random:index/randomPassword:RandomPassword")
    assert {item.name: item.inputs["length"] for item in made} == {
        "backend-SECRET_KEY": 48,
        "cache-password": LENGTH,
        "cache-watch-password": LENGTH,
        "database-password": LENGTH,
        "database-superuser": LENGTH,
        "database-watch-password": LENGTH,
    }


def test_prod_opens_80_and_443_only() -> None:
    found = read("prod").cloud_settings
    assert isinstance(found, DockerSpec)
    assert (found.http_port, found.https_port, found.directory) == (80, 443, "/opt/claw-ai")
    with registered("claw-ai", "prod", "docker") as program:
        containers = program.recorder.all("docker:index/container:Container")
    opened = {
        item.parent: [port["external"] for port in item.inputs["ports"]] for item in containers if item.inputs["ports"]
    }
    assert opened == {"gateway": [80, 443]}


def test_sentry_can_be_switched_on_later() -> None:
    assert read("prod").services["backend"].secrets == SECRETS
    assert read("prod", "SENTRY_DSN").services["backend"].secrets == (*SECRETS, "SENTRY_DSN")
    with registered("claw-ai", "prod", "docker", more_secrets=["SENTRY_DSN"]) as program:
        told = program.recorder.inputs("docker:index/container:Container", "backend-1")["envs"]
    assert f"SENTRY_DSN={OPERATORS}" in told


def test_no_tracked_file_holds_a_secret() -> None:
    """Names of secrets stand in the files; what looks like a value is the template's placeholder, which is refused."""
    for path in FOLDER.iterdir():
        for name in (*SECRETS, "SECRET_KEY", "SENTRY_DSN"):
            values = re.findall(rf"^{name}=(.*)$", path.read_text(), re.MULTILINE)
            assert all(value.startswith("your_") for value in values), path.name
    for stack in STACKS:
        assert not [key for key in plain(FOLDER, stack, Report()) if key.startswith("claw-ai:")]


def test_the_delivery_is_complete() -> None:
    """Description of the services, settings template, deployment document, the stacks, and a schema that fits them."""
    names = {path.name for path in FOLDER.iterdir()}
    assert names == {
        ".env.prod.example",
        "Pulumi.yaml",
        "README.md",
        "app.yaml",
        "requirements.yaml",
        *(f"Pulumi.{stack}.yaml" for stack in STACKS),
    }
    schema = json.loads((REPOSITORY / "app.schema.json").read_text())
    assert set(yaml.safe_load((FOLDER / "app.yaml").read_text())) <= set(schema["properties"])
