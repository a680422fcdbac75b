"""Tells a waiting person every few seconds that something still happens, and what."""

import threading
import time
from types import TracebackType
from typing import Self, TextIO

SECONDS_BETWEEN_LINES = 10
"""Seldom enough for a log file, often enough that nobody believes it hangs."""


class Progress:
    """Writes `<what>: 40 s, 312 steps, now <step>` while its `with` block runs."""

    def __init__(self, what: str, stream: TextIO, seconds: float = SECONDS_BETWEEN_LINES) -> None:
        self._what = what
        self._stream = stream
        self._seconds = seconds
        self._steps = 0
        self._step = "waiting for it"
        self._start = time.monotonic()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._tell_regularly, daemon=True)

    def step(self, name: str) -> None:
        """Another step has begun."""
        self._steps += 1
        self._step = name

    def line(self, elapsed: float) -> str:
        """What there is to say after so many seconds."""
        return f"{self._what}: {elapsed:.0f} s, {self._steps} steps, now {self._step}"

    def __enter__(self) -> Self:
        print(self._what, file=self._stream, flush=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def _tell_regularly(self) -> None:
        while not self._done.wait(self._seconds):
            print(self.line(time.monotonic() - self._start), file=self._stream, flush=True)
