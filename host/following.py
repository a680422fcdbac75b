"""Follows the output of several containers at once, each line with its container's name before it."""

import contextlib
import subprocess
import sys
import threading
from collections.abc import Sequence

from host.containers import Container, Containers


def follow(containers: Containers, chosen: Sequence[Container], tail: int) -> int:
    """Show what they write until all of them end, or until it is interrupted; the worst exit code."""
    width = max(len(each.name) for each in chosen)
    words = ["logs", "--follow", "--timestamps", "--tail", str(tail)]
    with contextlib.ExitStack() as stack:
        running = [stack.enter_context(containers.start(*words, each.name)) for each in chosen]
        for process in running:
            stack.callback(process.terminate)
        readers = [
            threading.Thread(target=_copy, args=(process, f"{each.name:<{width}} | "), daemon=True)
            for process, each in zip(running, chosen, strict=True)
        ]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        return max(process.wait() for process in running)


def _copy(process: subprocess.Popen[str], start: str) -> None:
    for line in process.stdout or ():
        sys.stdout.write(f"{start}{line}")
        sys.stdout.flush()
