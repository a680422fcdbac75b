"""Configuration of a stack whose resources are real: its own secrets, and nothing that stands in for one."""

from pathlib import Path

import pytest
import yaml

from simulator.command.environment import REPOSITORY
from simulator.command.overlay import Overlay, encryption_of
from simulator.command.stack_file import StackFile
from tests.command.nodes import node
from tests.command.toy import Toy, succeeded

LIVE = {"SIMULATOR_DOCKER": "live", "PULUMI_CONFIG_PASSPHRASE": "mine"}


def tracked(**config: str) -> StackFile:
    """A tracked file, encrypted with the salt `real`."""
    nodes = {f"toy:{key}": node(value) for key, value in config.items()}
    return StackFile(nodes, {"encryptionsalt": node("v1:real")})


def test_the_tracked_values_count_with_what_a_command_has_changed_and_no_dummy() -> None:
    file = tracked(length="20", token="{secure: real}", gone="1")
    overlay = Overlay({"encryptionsalt": node("v1:own")}, {"toy:length": node("30")}, ["toy:gone"])
    alone = overlay.alone(file)
    assert sorted(alone.config) == ["toy:length", "toy:token"]
    assert (alone.config["toy:length"].value, alone.config["toy:token"]) == ("30", file.config["toy:token"])
    assert alone.others["encryptionsalt"].value == "v1:own"


def test_secrets_that_another_key_opens_are_told() -> None:
    own, real = {"encryptionsalt": node("v1:own")}, {"encryptionsalt": node("v1:real")}
    file = tracked(token="{secure: a}", nested="{b: {secure: c}}", plain="1")
    assert Overlay(own).sealed(file) == ["toy:token", "toy:nested.b"]
    assert Overlay(own, {"toy:token": node("x")}, ["toy:nested"]).sealed(file) == []
    assert Overlay(real).sealed(file) == []
    assert Overlay(own).sealed(tracked(plain="1")) == []


def test_a_files_encryption_counts_when_it_holds_secrets() -> None:
    assert list(encryption_of(tracked(token="{secure: a}"))) == ["encryptionsalt"]
    assert encryption_of(tracked(plain="1")) == {}


@pytest.mark.engine
def test_a_live_stack_has_a_home_of_its_own(tmp_path: Path) -> None:
    toy = Toy(tmp_path)
    succeeded(toy.simulate("up", "--yes", "--stack", "dev"))
    assert toy.simulate("stack", "ls", "--json", **LIVE).stdout.strip() == "[]"
    succeeded(toy.simulate("config", "set", "length", "30", "--stack", "dev", **LIVE))
    assert toy.simulate("config", "get", "length", "--stack", "dev", **LIVE).stdout == "30\n"
    assert toy.simulate("config", "get", "length", "--stack", "dev").returncode != 0
    assert (toy.home / "live" / "config" / "toy" / "dev.yaml").exists()


@pytest.mark.engine
def test_secrets_of_the_tracked_file_are_opened_with_the_persons_passphrase(tmp_path: Path) -> None:
    first = Toy(tmp_path / "first")
    succeeded(first.simulate("config", "set", "--secret", "token", "hunter2", "--stack", "dev", **LIVE))
    kept = yaml.safe_load((first.home / "live" / "config" / "toy" / "dev.yaml").read_text())
    written = {"encryptionsalt": kept["encryptionsalt"], "config": kept["config"]}

    second = Toy(tmp_path / "second", dev=yaml.safe_dump(written))
    said = second.simulate("config", "get", "token", "--stack", "dev", **LIVE)
    assert (said.stdout, "dummies" in said.stderr) == ("hunter2\n", False)

    other = Toy(tmp_path / "other", dev=yaml.safe_dump(written))
    wrong = other.simulate("config", "get", "token", "--stack", "dev", **{**LIVE, "PULUMI_CONFIG_PASSPHRASE": "x"})
    assert wrong.returncode != 0
    assert "incorrect passphrase" in wrong.stderr
    assert "hunter2" not in wrong.stdout + wrong.stderr


@pytest.mark.engine
def test_secrets_that_were_encrypted_for_another_stack_are_refused(tmp_path: Path) -> None:
    toy = Toy(tmp_path, dev="config: {}\n")
    succeeded(toy.simulate("config", "set", "length", "30", "--stack", "dev", **LIVE))
    (toy.folder / "Pulumi.dev.yaml").write_text("encryptionsalt: v1:real\nconfig: {toy:token: {secure: abc}}\n")
    refused = toy.simulate("config", "get", "length", "--stack", "dev", **LIVE)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        "simulate: Pulumi.dev.yaml holds secrets that were encrypted for another stack (token); set them for this one "
        "with `simulate config set --secret NAME --stack dev`\n"
    )


@pytest.mark.engine
def test_no_dummy_stands_in_for_a_secret_that_the_application_needs(tmp_path: Path) -> None:
    toy = Toy(tmp_path)
    project = REPOSITORY / "examples" / "cto-new"
    simulated, live = (
        toy.simulate("config", "--stack", "dev", "--cwd", str(project), **variables) for variables in ({}, LIVE)
    )
    assert "dummies stand in for secrets" in succeeded(simulated)
    assert "dummies" not in succeeded(live)
