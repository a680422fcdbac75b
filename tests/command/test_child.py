"""Programs run in the foreground: their exit codes, their environment, their end."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from simulator.command import child
from tests.command.processes import all_gone

PYTHON = sys.executable


@pytest.mark.parametrize("code", [0, 1, 7, 255])
def test_exit_code_is_the_program_s(code: int) -> None:
    assert child.run([PYTHON, "-c", f"raise SystemExit({code})"], {}) == code


def test_program_ended_by_a_signal_has_a_shell_s_exit_code() -> None:
    assert child.run([PYTHON, "-c", "import os; os.kill(os.getpid(), 9)"], {}) == 137


def test_program_gets_the_environment_and_arguments_it_is_given(tmp_path: Path) -> None:
    write = "import os, sys; open(sys.argv[1], 'w').write(os.environ['WORD'] + sys.argv[2])"
    assert child.run([PYTHON, "-c", write, str(tmp_path / "file"), " two words"], {"WORD": "one"}) == 0
    assert (tmp_path / "file").read_text() == "one two words"


def test_signals_are_handled_as_before_afterwards() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    child.run([PYTHON, "-c", ""], {})
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


def test_tethered_program_does_not_outlive_its_parent() -> None:
    """The parent here is a Python that starts a sleeper, tells its process id and is killed."""
    sleeper = [PYTHON, "-c", "import os, time; print(os.getpid(), flush=True); time.sleep(600)"]
    parent = f"import sys; from simulator.command import child; child.run({sleeper!r}, {{}})"
    with subprocess.Popen([PYTHON, "-c", parent], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        started = int(process.stdout.readline())
        process.kill()
    assert all_gone({started})


def test_signal_that_comes_while_the_program_starts_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: Any, **options: Any) -> Any:
        process = started(*arguments, **options)
        os.kill(os.getpid(), signal.SIGTERM)
        return process

    started = subprocess.Popen
    monkeypatch.setattr(child.subprocess, "Popen", interrupted)
    assert child.run([PYTHON, "-c", "import time; time.sleep(600)"], {}) == 128 + signal.SIGTERM


ASKS_TO_BE_SIGNALLED = """
import os, signal, sys, time
seen = []
signal.signal(signal.SIGINT, lambda *_: seen.append("SIGINT"))
signal.signal(signal.SIGTERM, lambda *_: sys.exit(10 + len(seen)))
os.kill(os.getppid(), signal.SIGINT)
os.kill(os.getppid(), signal.SIGTERM)
time.sleep(20)
"""
"""Sends both signals to its parent; what comes back decides its exit code: 10 + how many SIGINT before SIGTERM."""


@pytest.mark.parametrize(("in_foreground", "interrupts"), [(True, 0), (False, 1)])
def test_interrupt_is_handed_on_only_where_the_terminal_does_not_send_it(
    in_foreground: bool, interrupts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "in_foreground", lambda: in_foreground)
    assert child.run([PYTHON, "-c", ASKS_TO_BE_SIGNALLED], {}) == 10 + interrupts


def test_signal_that_another_thread_gets_is_handed_on() -> None:
    """The main thread lets no SIGTERM in, so the system gives it to the other thread, as it may at any time."""
    leave = threading.Event()
    other = threading.Thread(target=leave.wait)
    other.start()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    try:
        assert child.run([PYTHON, "-c", TERMINATES_ITS_PARENT], {}) == 10
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        leave.set()
        other.join()


TERMINATES_ITS_PARENT = """
import os, signal, sys, time
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
signal.signal(signal.SIGTERM, lambda *_: sys.exit(10))
os.kill(os.getppid(), signal.SIGTERM)
time.sleep(20)
"""
"""Exit code 10 where its parent hands its SIGTERM back, 0 where nothing comes for 20 s."""
