"""Run one program in the foreground, with the signals a person sends reaching it exactly once."""

import os
import signal
import subprocess
import sys
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

TETHER = Path(__file__).with_name("tether.py")

KILLED_BY = 128
"""A shell's exit code for a program that was ended by a signal is this plus the signal's number."""


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a program to its end and return its exit code.

    In the foreground of a terminal the program shares our process group: the terminal sends Ctrl-C to both of us, and
    only the program reacts. Anywhere else it gets a group of its own, and SIGINT is handed on. SIGTERM always is.
    """
    shared = in_foreground()
    with _handed_on(signal.SIGTERM, *([] if shared else [signal.SIGINT])) as children:
        child = subprocess.Popen(
            [sys.executable, "-I", "-S", str(TETHER), str(os.getpid()), *arguments],
            env=environment,
            process_group=None if shared else 0,
        )
        children.append(child)
        code = child.wait()
    return code if code >= 0 else KILLED_BY - code


@contextmanager
def _handed_on(*numbers: signal.Signals) -> Generator[list[subprocess.Popen[bytes]], None, None]:
    """Send the signals that reach this process to the children in the list; let Ctrl-C pass this process by."""
    children: list[subprocess.Popen[bytes]] = []

    def hand_on(number: int, _: object) -> None:
        for child in children if number in numbers else ():
            child.send_signal(number)

    former = {number: signal.signal(number, hand_on) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield children
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
