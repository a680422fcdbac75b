"""The project that a command is about, and the secrets that its program needs."""

from collections.abc import Mapping
from pathlib import Path

import pytest

import settings
from simulator.command.environment import REPOSITORY
from simulator.command.problem import CommandError
from simulator.command.project import find
from simulator.command.secrets import required_keys


def write(folder: Path, text: str) -> Path:
    (folder / "Pulumi.yaml").write_text(text)
    return folder


def test_nearest_project_is_found_from_below(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert find(below) is None
    write(tmp_path, "name: outer\n")
    write(tmp_path / "a", "name: inner\nmain: ../program\nstackConfigDir: stacks\n")
    project = find(below)
    assert project is not None
    assert (project.name, project.root) == ("inner", tmp_path / "a")
    assert project.program == tmp_path / "program"
    assert project.stack_file("dev") == tmp_path / "a" / "stacks" / "Pulumi.dev.yaml"


def test_stacks_with_a_configuration_are_listed(tmp_path: Path) -> None:
    for stack in ("prod", "dev"):
        (tmp_path / f"Pulumi.{stack}.yaml").touch()
    project = find(write(tmp_path, "name: some\n"))
    assert project is not None
    assert project.stacks() == ["dev", "prod"]


@pytest.mark.parametrize("text", ["runtime: python\n", "name: 1\n", "just words\n", ""])
def test_project_without_a_name_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(CommandError, match=f"^{tmp_path}/Pulumi.yaml has no `name`; a Pulumi project needs one"):
        find(write(tmp_path, text))


def test_project_that_is_no_yaml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=f"^{tmp_path}/Pulumi.yaml is not valid YAML: "):
        find(write(tmp_path, "name: [\n"))


def keys(folder: Path, main: str) -> Mapping[str, str]:
    project = find(write(folder, f"name: shop\nmain: {main}\n"))
    assert project is not None
    return required_keys(project, "dev")


def test_required_secrets_of_a_groundwork_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name without a namespace is the project's own."""
    asked: list[tuple[Path, str]] = []

    def required_secrets(root: Path, stack: str) -> list[str]:
        asked.append((root, stack))
        return ["TOKEN", "HOOK", "other:TOKEN"]

    monkeypatch.setattr(settings, "required_secrets", required_secrets)
    monkeypatch.setattr(settings, "secret_addresses", lambda *_: ["HOOK"])
    assert keys(tmp_path, str(REPOSITORY)) == {
        "shop:TOKEN": "simulated-TOKEN",
        "shop:HOOK": "https://simulated-HOOK.invalid/",
        "other:TOKEN": "simulated-other:TOKEN",
    }
    assert asked == [(tmp_path, "dev")]


def test_other_programs_are_not_asked(tmp_path: Path) -> None:
    assert keys(tmp_path, ".") == {}


def test_broken_application_is_left_for_the_program_to_report(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.dev.yaml").write_text("config: {groundwork:cloud: aws, groundwork:environment: dev}\n")
    (tmp_path / "app.yaml").write_text("name: [\n")
    assert keys(tmp_path, str(REPOSITORY)) == {}
