"""`./server`: its verbs, and what it says to a person who errs."""

import shutil
import subprocess
from pathlib import Path

import pytest

from host import verbs
from host.__main__ import main
from tests.host.conftest import Make

REPOSITORY = Path(__file__).parents[2]
VERBS = ["install", "start", "stop", "restart", "status", "logs", "backup", "restore", "health", "update"]
MORE = ["config", "env", "versions", "rollback"]


def test_there_are_the_promised_verbs() -> None:
    assert [verb.name for verb in verbs.ALL] == VERBS + MORE


def test_help_lists_every_verb(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(make().folder), "help"]) == 0
    said = capsys.readouterr().out
    for verb in verbs.ALL:
        assert f"{verb.name} " in said
        assert verb.help in said


def test_help_needs_no_project(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", "/nowhere", "help"]) == 0
    assert "install" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-C", "{folder}/other", "status"], "there is no file Pulumi.local.yaml in {folder}/other; say where"),
        (["--stack", "prod", "status"], "there is no file Pulumi.prod.yaml in {folder}"),
        (["restart", "nobody"], 'there is no part "nobody"; there are api, database'),
        (["logs", "nobody"], 'there is no part "nobody"; there are api, database'),
    ],
)
def test_a_mistake_is_one_sentence(
    make: Make, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    folder = str(make().folder)
    words = [each.format(folder=folder) for each in arguments]
    assert main(words if "-C" in words else ["-C", folder, *words]) == 2
    assert capsys.readouterr().err.startswith(f"server: {said.format(folder=folder)}")


def test_a_stack_of_another_cloud_is_refused(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(make(**{"groundwork:cloud": "aws"}).folder), "status"]) == 2
    assert "Pulumi.local.yaml: groundwork:cloud is aws; allowed here: docker" in capsys.readouterr().err


def test_a_stack_without_containers_is_told_so(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    server = make()
    server.containers()
    assert main(["-C", str(server.folder), "status"]) == 2
    assert "shop-local has no containers on this host; `server install` makes them" in capsys.readouterr().err


def test_a_failed_command_s_exit_code_is_ours(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAILS", "exec")
    assert main(["-C", str(make().folder), "backup"]) == 7


@pytest.mark.parametrize(
    ("there", "arguments", "sets_up"),
    [
        (True, ["status"], False),
        (True, ["-C", "examples/claw-ai", "install"], True),
        (True, [], False),
        (False, ["status"], True),
    ],
)
def test_the_script_sets_up_before_an_installation_and_where_nothing_is(
    tmp_path: Path, there: bool, arguments: list[str], sets_up: bool
) -> None:
    """In a copy of its own, with a `make` that leaves a Python that tells its arguments."""
    script, python = tmp_path / "server", tmp_path / ".venv/bin/python"
    shutil.copy(REPOSITORY / "server", script)
    tells = '#!/bin/sh\necho "python $*"\n'
    python.parent.mkdir(parents=True)
    if there:
        python.write_text(tells)
        python.chmod(0o755)
    make = tmp_path / "bin/make"
    make.parent.mkdir()
    make.write_text(f'#!/bin/sh\necho "make $*"\ncp {tmp_path}/python.sh {python}\nchmod +x {python}\n')
    (tmp_path / "python.sh").write_text(tells)
    make.chmod(0o755)
    environment = {"PATH": f"{make.parent}:/usr/bin:/bin"}
    done = subprocess.run([str(script), *arguments], env=environment, capture_output=True, text=True, check=True)
    expected = [f"make --no-print-directory -C {tmp_path} setup"] if sets_up else []
    assert done.stdout.splitlines() == [*expected, " ".join(["python -m host", *arguments])]
