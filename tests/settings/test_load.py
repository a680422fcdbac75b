"""`load` reads what the running program's engine handed over."""

import json
from collections.abc import Iterator
from pathlib import Path

import pulumi
import pytest
from pulumi.runtime import config as pulumi_config

import settings

CONFIG = {
    "aws:region": "eu-central-1",
    "groundwork:cloud": "aws",
    "groundwork:environment": "dev",
    "groundwork:overrides": json.dumps({"logs": {"days": 7}}),
    "shop:MAIL_KEY": "m-0815",
}


@pytest.fixture(autouse=True)
def engine(tmp_path: Path) -> Iterator[None]:
    """A program of stack `dev`, whose project lies in the temporary folder."""
    (tmp_path / "Pulumi.yaml").write_text("name: shop\n")
    (tmp_path / "app.yaml").write_text('name: shop\nservices: {api: {image: "a:1", secrets: [MAIL_KEY]}}\n')
    before = pulumi.runtime.settings.SETTINGS
    pulumi.runtime.settings.configure(
        pulumi.runtime.Settings(project="shop", stack="dev", root_directory=str(tmp_path))
    )
    yield
    pulumi.runtime.settings.SETTINGS = before
    pulumi_config.set_all_config({}, [])


def test_the_stack_of_the_running_program(tmp_path: Path) -> None:
    pulumi_config.set_all_config(CONFIG, ["shop:MAIL_KEY"])
    stack = settings.load()
    assert (stack.application, stack.name, stack.project, stack.logs.days) == ("shop", "dev", tmp_path, 7)
    assert stack.services["api"].secrets == ("MAIL_KEY",)


def test_a_readable_secret_is_seen() -> None:
    pulumi_config.set_all_config(CONFIG, [])
    with pytest.raises(settings.Problems, match="stands there in the clear"):
        settings.load()


def test_configuration_in_the_form_of_the_official_language_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULUMI_CONFIG", json.dumps(CONFIG))
    monkeypatch.setenv("PULUMI_CONFIG_SECRET_KEYS", json.dumps(["shop:MAIL_KEY"]))
    assert settings.load().logs.days == 7
