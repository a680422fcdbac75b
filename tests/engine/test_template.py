"""`pulumi new` with the template of this repository, in a repository that has this one as a submodule."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from groundwork.command import main
from settings import tracked
from tests.engine.harness import REPOSITORY, STACKS, Edit

NEW = ("new", "../groundwork/templates/groundwork-python", "--name", "shop", "--generate-only", "--yes")
FILES = {".gitignore", "Pulumi.yaml", "README.md", "app.yaml", *(f"Pulumi.{stack}.yaml" for stack in STACKS)}
UNENCRYPTED = {"database": {"aws:rds/instance:Instance": {"storageEncrypted": False}}}
RULE = "DB-02"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the template has been filled in."""
    monkeypatch.setenv("SIMULATOR_HOME", str(tmp_path / "simulator"))
    (tmp_path / "groundwork").symlink_to(REPOSITORY)
    made = tmp_path / "infrastructure"
    made.mkdir()
    search = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    subprocess.run([sys.executable, "-m", "simulator", *NEW], cwd=made, env=search, check=True)
    return made


@pytest.mark.engine
def test_a_new_project_is_accepted_and_judged(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert {file.name for file in folder.iterdir()} == FILES
    texts = {name: (folder / name).read_text() for name in FILES}
    assert "${" not in "".join(texts.values())
    assert texts["README.md"].startswith("# Infrastructure of shop\n")
    for stack in STACKS:
        application, found = tracked.read(folder, stack)
        assert (application.name, found.environment) == ("shop", stack)
    plan = ["plan", "-C", str(folder), "--stack", "prod", "--json"]
    assert main(plan) == 0
    assert RULE not in _refusing(capsys.readouterr().out)
    with Edit(folder / "Pulumi.prod.yaml") as content:
        content["config"]["groundwork:transform"] = UNENCRYPTED
    assert main(plan) == 1
    assert RULE in _refusing(capsys.readouterr().out)


def _refusing(answer: str) -> list[str]:
    """Rules by which policies refuse the update."""
    return [each["rule"] for each in json.loads(answer)["policies"] if each["mandatory"]]
