"""The processes that a language host has started and must take with it when it goes."""

import subprocess
import sys
import threading
from collections.abc import Mapping


class Children:
    """Python processes, each started from a module of this package; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()

    def start(
        self,
        module: str,
        *arguments: str,
        directory: str,
        environment: Mapping[str, str] | None = None,
        stdin: int | None = None,
        output: int | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start `python -m module arguments` in this very interpreter; the working directory shadows no module (`-P`).

        `stdin` and `output` (standard output and error) are as for `subprocess.Popen`; by default this process's own.
        """
        with self._lock:
            child = subprocess.Popen(
                [sys.executable, "-P", "-u", "-m", module, *arguments],
                cwd=directory,
                env=environment,
                stdin=stdin,
                stdout=output,
                stderr=output,
            )
            self._running.add(child)
        return child

    def end(self, child: subprocess.Popen[bytes]) -> None:
        """Kill the child if it still runs, and reap it."""
        child.kill()
        child.wait()
        with self._lock:
            self._running.discard(child)

    def end_all(self) -> None:
        """Kill every child that still runs."""
        with self._lock:
            for child in self._running:
                child.kill()
