"""cron.sh: a command runs whenever the clock shows a minute of its schedule, and ends when it is told to."""

import json
import signal
import subprocess
from pathlib import Path

import pytest

from components.clouds.docker import clock
from tests.components.docker.scripts.shell import Shell, alive

DATE = """
case "$*" in
*%s*) cat "$FOLDER/seconds" ;;
*) sed -n 1p "$FOLDER/clock"; sed -i 1d "$FOLDER/clock" ;;
esac
"""
"""Tells the next line of a list, and the same second always."""

SLEEP = """
printf '%s\\n' "$1" >>"$FOLDER/slept"
if [ ! -s "$FOLDER/clock" ]; then echo "the list is at its end"; exec sleep.real 60; fi
"""

Popen = subprocess.Popen[str]

RUN = {"scheduled": True, "exit_code": 0, "seconds": 0}


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A clock that shows what a test wrote."""
    shell = Shell(tmp_path, "cat", "sed", "sh")
    shell.stand_in("date", DATE)
    shell.stand_in("sleep", SLEEP)
    (shell.programs / "sleep.real").symlink_to("/bin/sleep")
    (tmp_path / "seconds").write_text("1700000021\n", encoding="utf-8")
    (tmp_path / "clock").touch()
    return shell


def started(shell: Shell, schedule: str, *command: str, minutes: tuple[str, ...] = (), **variables: str) -> Popen:
    """The script under a schedule, with the minutes that the clock will show: `minute hour day month weekday`."""
    (shell.folder / "clock").write_text("".join(f"{minute}\n" for minute in minutes), encoding="utf-8")
    return shell.start("cron.sh", *command, **clock.variables(schedule), **variables)


def said(process: Popen) -> list[str]:
    """What is said until the clock's list is at its end; the script is stopped then."""
    assert process.stdout
    lines = []
    for line in process.stdout:
        if line.startswith("the list"):
            break
        lines.append(line.rstrip("\n"))
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    process.stdout.close()
    return lines


MINUTES = {
    "29 03 01 01 0": False,
    "30 03 01 01 0": True,
    "30 04 01 01 0": False,
    "30 03 02 01 0": False,
    "30 03 01 02 0": False,
    "30 03 01 01 1": False,
    "30 03 15 01 3": False,
    "45 03 01 12 3": True,
}
"""What the clock shows -> whether it is a minute of the schedule below."""


@pytest.mark.parametrize(("minute", "due"), MINUTES.items())
def test_it_runs_in_the_minutes_of_its_schedule_only(shell: Shell, minute: str, due: bool) -> None:
    lines = said(started(shell, "*/15 3 1 1,12 0,3", "echo", "ran", minutes=(minute,)))
    assert lines == (["ran", json.dumps(RUN)] if due else [])


def test_it_goes_on_after_a_run(shell: Shell) -> None:
    minutes = ("00 03 01 01 0", "01 03 01 01 0", "00 04 01 01 0")
    lines = said(started(shell, "0 * * * *", "echo", "ran", minutes=minutes))
    assert lines == ["ran", json.dumps(RUN)] * 2


def test_it_looks_at_the_clock_when_a_minute_begins(shell: Shell) -> None:
    said(started(shell, "0 * * * *", "true", minutes=("00 03 01 01 0",)))
    slept = (shell.folder / "slept").read_text(encoding="utf-8").splitlines()
    assert slept == [str(60 - 1700000021 % 60)] * 2


def test_a_failure_is_told_and_the_next_run_comes(shell: Shell) -> None:
    minutes = ("00 03 01 01 0", "00 04 01 01 0")
    lines = said(started(shell, "0 * * * *", "sh", "-c", "exit 3", minutes=minutes))
    assert [json.loads(line) for line in lines] == [{**RUN, "exit_code": 3}] * 2


def test_arguments_arrive_as_they_are(shell: Shell) -> None:
    lines = said(started(shell, "0 * * * *", "echo", "two words", "*", minutes=("00 03 01 01 0",)))
    assert lines[0] == "two words *"


@pytest.mark.parametrize(("first", "expected"), [("yes", ["ran", json.dumps(RUN)]), ("no", [])])
def test_it_may_run_at_the_start_too(shell: Shell, first: str, expected: list[str]) -> None:
    assert said(started(shell, "0 3 * * *", "echo", "ran", CRON_RUN_FIRST=first)) == expected


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_when_it_is_stopped_so_is_what_it_runs(shell: Shell, told: signal.Signals) -> None:
    child = "trap 'echo told; exit 0' TERM; echo $$; while :; do sleep.real 0.05; done"
    process = started(shell, "0 3 * * *", "sh", "-c", child, CRON_RUN_FIRST="yes")
    assert process.stdout
    number = int(process.stdout.readline())
    assert alive(number)
    process.send_signal(told)
    assert process.stdout.read().splitlines() == ["told"]
    assert process.wait(30) == 0
    process.stdout.close()
    assert not alive(number)
