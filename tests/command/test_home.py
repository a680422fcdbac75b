"""SIMULATOR_HOME: one folder, one run at a time where it matters."""

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from simulator.command.home import Home
from simulator.command.problem import CommandError

HOLD = """
import sys
from pathlib import Path
from simulator.command.home import Home
with Home(Path(sys.argv[1])).lock("operation", "waiting"):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_home_is_never_tracked(tmp_path: Path) -> None:
    Home(tmp_path / "a" / "home")
    assert (tmp_path / "a" / "home" / ".gitignore").read_text() == "*\n"


def test_home_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CommandError) as refusal:
        Home(tmp_path / "file" / "home")
    assert str(refusal.value) == (
        f"SIMULATOR_HOME={tmp_path}/file/home cannot be used (Not a directory); name a folder that you may write"
    )


def test_engine_keeps_no_log_until_it_is_wanted(tmp_path: Path) -> None:
    logs = tmp_path / "pulumi" / "logs"
    Home(tmp_path).log(wanted=False)
    assert logs.read_bytes() == b""
    Home(tmp_path).log(wanted=False)
    Home(tmp_path).log(wanted=True)
    assert not logs.exists()


def test_log_that_is_kept_is_not_touched(tmp_path: Path) -> None:
    logs = tmp_path / "pulumi" / "logs"
    logs.mkdir(parents=True)
    (logs / "run.log").touch()
    for wanted in (True, False):
        Home(tmp_path).log(wanted=wanted)
    assert [file.name for file in logs.iterdir()] == ["run.log"]


def test_scratch_is_gone_afterwards(tmp_path: Path) -> None:
    with Home(tmp_path).scratch() as folder:
        (folder / "file").touch()
    assert not folder.exists()


def test_what_a_killed_run_has_left_is_removed_and_a_running_one_is_not(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    for name in (str(ended.pid), str(os.getppid()), "stray"):
        (tmp_path / "runs" / name).mkdir(parents=True)
    with Home(tmp_path).scratch():
        left = {path.name for path in (tmp_path / "runs").iterdir()}
    assert left == {str(os.getppid()), str(os.getpid())}


def test_free_lock_is_taken_in_silence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        with Home(tmp_path).lock("operation", "waiting"):
            pass
    assert capsys.readouterr().err == ""


def test_held_lock_is_waited_for_and_that_is_said_once(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        assert said(first.stdout) == "held\n"
        with holder(tmp_path) as second:
            assert said(second.stderr) == "simulate: waiting\n"
            first.communicate("\n")
            assert said(second.stdout) == "held\n"
            assert second.communicate("\n") == ("", "")


def test_locks_of_other_names_and_homes_are_free(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with holder(tmp_path / "a") as other:
        assert said(other.stdout) == "held\n"
        with Home(tmp_path / "a").lock("setup", "waiting"), Home(tmp_path / "b").lock("operation", "waiting"):
            pass
        other.communicate("\n")
    assert capsys.readouterr().err == ""


def test_killed_process_holds_no_lock(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with holder(tmp_path) as other:
        assert said(other.stdout) == "held\n"
        other.kill()
        other.wait()
        with Home(tmp_path).lock("operation", "waiting"):
            pass
    assert capsys.readouterr().err == ""


def holder(home: Path) -> "subprocess.Popen[str]":
    """A process that takes the lock `operation`, says so and holds it until it reads a line."""
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", HOLD, str(home)], stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def said(stream: IO[str] | None) -> str:
    """The next line of a process."""
    assert stream is not None
    return stream.readline()
