"""Run one program in the foreground, with the signals a person sends reaching it exactly once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

TETHER = Path(__file__).with_name("tether.py")

Child = subprocess.Popen[bytes]

LOOK_AGAIN = 0.05
"""Seconds between two looks at whether the child has ended and whether a signal has come."""

KILLED_BY = 128
"""A shell's exit code for a program that was ended by a signal is this plus the signal's number."""


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a program to its end and return its exit code.

    In the foreground of a terminal the program shares our process group: the terminal sends Ctrl-C to both of us, and
    only the program reacts. Anywhere else it gets a group of its own, and SIGINT is handed on. SIGTERM always is.
    """
    shared = in_foreground()
    with _handed_on(signal.SIGTERM, *([] if shared else [signal.SIGINT])) as adopt:
        child = subprocess.Popen(
            [sys.executable, "-I", "-S", str(TETHER), str(os.getpid()), *arguments],
            env=environment,
            process_group=None if shared else 0,
        )
        adopt(child)
        code = _wait(child)
    return code if code >= 0 else KILLED_BY - code


def _wait(child: Child) -> int:
    """Wait for the child's end and return its exit code.

    A blocking wait would miss signals: the system may give one to any thread of ours, where it does not interrupt the
    wait of the main thread, and only the main thread runs Python's handlers.
    """
    while (code := child.poll()) is None:
        time.sleep(LOOK_AGAIN)
    return code


@contextmanager
def _handed_on(*numbers: signal.Signals) -> Generator[Callable[[Child], None]]:
    """Send the signals that reach this process to the child that is adopted; let Ctrl-C pass this process by.

    What comes before there is a child waits for it.
    """
    early: list[int] = []
    send = early.append

    def adopt(child: Child) -> None:
        nonlocal send
        send = child.send_signal
        for number in early:
            child.send_signal(number)

    def hand_on(number: int, _: object) -> None:
        if number in numbers:
            send(number)

    former = {number: signal.signal(number, hand_on) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield adopt
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def in_foreground() -> bool:
    """Whether this process's group is the one that its terminal, if it has any, sends Ctrl-C to."""
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        return False
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return False
    finally:
        os.close(terminal)
