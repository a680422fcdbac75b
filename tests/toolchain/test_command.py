"""Programs that take a while: what they are for is said, and what they said last when they fail."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.toolchain.fakes import script
from toolchain import command, packages
from toolchain.failure import SetupError


def test_command_runs_in_its_folder_and_environment_and_says_what_it_is_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = script(tmp_path / "program", f'echo "$PWD $COLOUR $1 $HOME" >{tmp_path}/log')
    (tmp_path / "folder").mkdir()
    command.run("painting", [program, "wall"], directory=tmp_path / "folder", environment={"COLOUR": "red"})
    assert (tmp_path / "log").read_text().startswith(f"{tmp_path}/folder red wall /")
    assert capsys.readouterr().err == "painting\n"


def test_failed_command_shows_what_it_said_last(tmp_path: Path) -> None:
    program = script(tmp_path / "program", "seq 30", "echo no space left on device >&2", "exit 3")
    with pytest.raises(SetupError) as failure:
        command.run("painting", [program])
    lines = str(failure.value).splitlines()
    assert lines[0] == "painting failed; the last that `program` said:"
    assert lines[1:] == [str(number) for number in range(12, 31)] + ["no space left on device"]


@pytest.fixture
def typed() -> Generator[None, None, None]:
    """A person who has typed an answer already."""
    reading, writing = os.pipe()
    os.write(writing, b"yes\n")
    before = os.dup(0)
    os.dup2(reading, 0)
    yield
    os.dup2(before, 0)
    for descriptor in (reading, writing, before):
        os.close(descriptor)


def test_command_that_asks_gets_no_answer(tmp_path: Path, typed: None) -> None:
    command.run("asking", [script(tmp_path / "program", "read answer && exit 1", "exit 0")])


def test_packages_are_installed_without_questions_and_some_only_where_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    script(tmp_path / "apt-get", f'echo "$DEBIAN_FRONTEND $*" >>{tmp_path}/log')
    script(tmp_path / "apt-cache", '[ "$*" = "show new" ]')
    packages.install("one", "two", where_known=["new", "unknown"])
    assert (tmp_path / "log").read_text().splitlines() == [
        "noninteractive update",
        "noninteractive install --yes --no-install-recommends one two new",
    ]
