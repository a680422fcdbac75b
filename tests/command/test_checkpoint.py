"""The engine's record of a stack, read directly."""

import json
from pathlib import Path

import pytest

from simulator.command import checkpoint
from simulator.command.problem import CommandError

FULL = {
    "urn": "urn::full",
    "parent": "urn::parent",
    "provider": "urn:pulumi:dev::toy::pulumi:providers:aws::default::1234-5678",
    "dependencies": ["urn::a"],
    "propertyDependencies": {"x": ["urn::a", "urn::b"], "y": None},
    "deletedWith": "urn::host",
}


def read(folder: Path, resources: object) -> dict[str, checkpoint.Recorded]:
    file = folder / "dev.json"
    file.write_text(json.dumps({"version": 3, "checkpoint": {"latest": {"resources": resources}}}))
    return checkpoint.read(file)


def test_everything_that_must_exist_before_is_needed(tmp_path: Path) -> None:
    provider = "urn:pulumi:dev::toy::pulumi:providers:aws::default"
    assert read(tmp_path, [FULL])["urn::full"].needs == {
        "urn::parent", provider, "urn::a", "urn::b", "urn::host",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("resource", "protected"),
    [
        ({}, False),
        ({"protect": True}, True),
        ({"inputs": {"deletionProtection": True}}, True),
        ({"inputs": {"enableDeletionProtection": True}}, True),
        ({"protect": False, "inputs": {"deletionProtection": False}}, False),
    ],
)
def test_protection_is_pulumi_s_or_the_cloud_s(tmp_path: Path, resource: dict[str, object], protected: bool) -> None:
    assert read(tmp_path, [{"urn": "urn::a", **resource}])["urn::a"].protected is protected


def test_stack_without_resources_has_none(tmp_path: Path) -> None:
    assert checkpoint.read(tmp_path / "none.json") == {}
    assert read(tmp_path, None) == {}
    (tmp_path / "new.json").write_text(json.dumps({"version": 3, "checkpoint": {"stack": "dev"}}))
    assert checkpoint.read(tmp_path / "new.json") == {}


@pytest.mark.parametrize("text", ["", "{", "{}"])
def test_damaged_record_is_refused_with_its_path(tmp_path: Path, text: str) -> None:
    file = tmp_path / "dev.json"
    file.write_text(text)
    with pytest.raises(CommandError, match=f"^{file} is no record of a stack; it was damaged"):
        checkpoint.read(file)
