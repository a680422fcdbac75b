"""Configuration of a simulated stack: what commands change stays in the home."""

from pathlib import Path

import pytest
import yaml

from tests.command.toy import Toy, succeeded

pytestmark = pytest.mark.engine

TRACKED = """encryptionsalt: v1:real
config:
  toy:length: 20
  toy:token: {secure: only the real passphrase decrypts this}
  toy:registry: {user: me, password: {secure: nor this}}
"""


def test_configuration_is_changed_for_the_simulator_only(tmp_path: Path) -> None:
    toy = Toy(tmp_path, dev=TRACKED)
    before = toy.files()

    said = succeeded(toy.simulate("config", "set", "length", "30", "--stack", "dev"))
    assert f"simulate: kept in {toy.home}; Pulumi.dev.yaml is unchanged" in said
    assert toy.simulate("config", "get", "length", "--stack", "dev").stdout == "30\n"

    succeeded(toy.simulate("config", "rm", "length", "--stack", "dev"))
    assert toy.simulate("config", "get", "length", "--stack", "dev").returncode != 0
    assert toy.files() == before


def test_dummies_stand_in_for_what_only_the_real_stack_can_decrypt(tmp_path: Path) -> None:
    toy = Toy(tmp_path, dev=TRACKED)
    said = toy.simulate("config", "get", "token", "--stack", "dev")
    assert said.stdout == "simulated-token\n"
    assert "simulate: dummies stand in for secrets that are not set here: registry.password, token\n" in said.stderr
    nested = toy.simulate("config", "get", "--path", "registry.password", "--stack", "dev")
    assert nested.stdout == "simulated-registry.password\n"
    kept = yaml.safe_load((toy.home / "config" / "toy" / "dev.yaml").read_text())
    assert all(ciphertext.startswith("v1:") for ciphertext in kept["dummies"].values())


def test_secret_that_a_person_sets_takes_the_place_of_its_dummy(tmp_path: Path) -> None:
    toy = Toy(tmp_path, dev=TRACKED)
    succeeded(toy.simulate("config", "set", "--secret", "token", "mine", "--stack", "dev"))
    said = toy.simulate("config", "get", "token", "--stack", "dev")
    assert said.stdout == "mine\n"
    assert said.stderr.endswith("that are not set here: registry.password\n")


def test_configuration_file_of_ones_own_stays_untouched_too(tmp_path: Path) -> None:
    toy = Toy(tmp_path)
    own = tmp_path / "own.yaml"
    own.write_text("config:\n  toy:length: 18\n")
    done = toy.simulate("preview", "--stack", "dev", "--config-file", str(own))
    assert "length: 18" in succeeded(done)
    assert own.read_text() == "config:\n  toy:length: 18\n"


def test_stacks_are_made_selected_and_removed_without_a_file_in_the_project(tmp_path: Path) -> None:
    toy = Toy(tmp_path, prod="config: {toy:length: 12}\n")
    before = toy.files()
    succeeded(toy.simulate("stack", "init", "dev"))
    assert succeeded(toy.simulate("stack", "--show-name")) == "dev\n"
    succeeded(toy.simulate("config", "set", "length", "14"))
    assert succeeded(toy.simulate("config", "get", "length")) == "14\n"
    succeeded(toy.simulate("stack", "select", "prod"))
    assert succeeded(toy.simulate("config", "get", "length")) == "12\n"
    succeeded(toy.simulate("stack", "rm", "dev", "--yes"))
    assert sorted(path.name for path in (toy.home / "config" / "toy").iterdir()) == ["prod.yaml"]
    succeeded(toy.simulate("stack", "rm", "prod", "--yes"))
    assert toy.files() == before


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("stack rename new", "`stack rename` is not simulated: make a stack of the new name instead"),
        ("config cp --dest prod", "`config copy` is not simulated: set the values with `simulate config set`"),
    ],
)
def test_command_that_would_write_a_tracked_file_is_refused(tmp_path: Path, command: str, reason: str) -> None:
    toy = Toy(tmp_path, dev=TRACKED)
    refused = toy.simulate(*command.split(), "--stack", "dev")
    assert refused.returncode == 2
    assert refused.stderr.startswith(f"simulate: {reason}")
