"""A life of a stack on the real engine: made, left alone, changed, destroyed, removed."""

import json
from pathlib import Path

import pytest

from tests.command.toy import RANDOM, Toy, succeeded

pytestmark = pytest.mark.engine

PROTECTED = RANDOM.replace("or 16)", "or 16, opts=pulumi.ResourceOptions(protect=True))")


def test_life_of_a_stack_leaves_the_project_untouched(tmp_path: Path) -> None:
    toy = Toy(tmp_path, dev="encryptionsalt: v1:real\nconfig: {toy:length: 20}  # twenty\n")
    report = tmp_path / "report.json"
    before = toy.files()

    made = succeeded(toy.simulate("up", "--stack", "dev", "--yes", SIMULATOR_REPORT=str(report)))
    assert f"simulate: made the stack dev in {toy.home}" in made
    assert "length: 20" in made
    assert "Simulated cloud: 1 operation, simulated 0 s" in made
    content = json.loads(report.read_text())
    assert (content["command"], content["stack"], content["clock"]) == ("up", "dev", "ideal")
    urn = "urn:pulumi:dev::toy::random:index/randomPassword:RandomPassword::password"
    assert [(each["urn"], each["operation"]) for each in content["operations"]] == [(urn, "create")]
    assert content["critical_path"] == [urn]

    again = succeeded(toy.simulate("up", "-s", "dev", "--yes", "--expect-no-changes"))
    assert "made the stack" not in again
    assert "Simulated cloud" not in again

    changed = toy.simulate("up", "-s", "dev", "--yes", "--expect-no-changes", "--config", "toy:length=24")
    assert changed.returncode == 7, "Pulumi's own exit code for changes that were not expected"
    assert succeeded(toy.simulate("stack", "output", "length", "-s", "dev")) == "24\n"

    gone = succeeded(toy.simulate("destroy", "-s", "dev", "--yes", "--remove", SIMULATOR_REPORT=str(report)))
    assert "simulate: removed the stack dev; Pulumi.dev.yaml is untouched" in gone
    assert [each["operation"] for each in json.loads(report.read_text())["operations"]] == ["delete"]
    assert "dev" not in succeeded(toy.simulate("stack", "ls"))
    assert toy.files() == before


def test_destroying_a_protected_stack_says_what_to_do(tmp_path: Path) -> None:
    toy = Toy(tmp_path, PROTECTED)
    succeeded(toy.simulate("up", "--stack", "prod", "--yes", "--skip-preview"))
    refused = toy.simulate("destroy", "--stack", "prod", "--yes", "--remove")
    assert refused.returncode == 1
    assert (
        "simulate: this stack is protected. To remove it: set `groundwork:disposable: true` in Pulumi.prod.yaml, "
        "run `up`, which takes the protection off, then `destroy`\n"
    ) in refused.stderr
    assert "prod" in succeeded(toy.simulate("stack", "ls"))


def test_stack_that_does_not_exist_is_not_destroyed(tmp_path: Path) -> None:
    refused = Toy(tmp_path).simulate("destroy", "--stack", "none", "--yes")
    assert refused.returncode != 0
    assert "no stack named 'none' found" in refused.stderr


def test_command_finds_the_project_with_cwd(tmp_path: Path) -> None:
    toy = Toy(tmp_path, dev="config: {toy:length: 20}\n")
    toy.folder = toy.folder.parent
    assert "length: 20" in succeeded(toy.simulate("-C", "project", "preview", "--stack", "dev"))
    assert "length: 20" in succeeded(toy.simulate("preview", "--cwd=project", "--stack=dev"))


def test_preview_as_json_is_json(tmp_path: Path) -> None:
    done = Toy(tmp_path).simulate("preview", "--stack", "dev", "--json")
    assert json.loads(done.stdout)["changeSummary"] == {"create": 2}


def test_no_stack_named_is_asked_for_with_what_there_is(tmp_path: Path) -> None:
    refused = Toy(tmp_path, dev="", prod="").simulate("up", "--yes")
    assert refused.returncode == 2
    assert refused.stderr == (
        "simulate: which stack? Say `--stack NAME`; stacks of toy with a configuration: dev, prod\n"
    )
