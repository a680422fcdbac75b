"""`./server`: its verbs, and what it says to a person who errs."""

import pytest

from host import verbs
from host.__main__ import main
from tests.host.conftest import Make

VERBS = ["install", "start", "stop", "restart", "status", "logs", "backup", "restore", "health", "update"]


def test_there_are_the_promised_verbs() -> None:
    assert [verb.name for verb in verbs.ALL] == VERBS


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
