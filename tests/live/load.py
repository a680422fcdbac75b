"""A steady stream of requests, each on a connection of its own, and what became of them."""

import asyncio
import ssl
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

WORKERS = 8
"""Requests that are under way at the same time."""


@dataclass
class Outcome:
    """What came back."""

    statuses: Counter[int] = field(default_factory=Counter)
    bodies: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    """Requests without an answer, by what happened to them."""
    seconds: Counter[int] = field(default_factory=Counter)
    """Answers in each second since the start."""

    @property
    def peak(self) -> int:
        """Answers in the busiest second."""
        return max(self.seconds.values(), default=0)


class Load:
    """Asks for a path, over and over, in a thread of its own, while a `with` block runs.

    Every request opens its own TLS connection: none can be excused with a connection that somebody had closed.
    """

    def __init__(self, port: int, path: str, trust: ssl.SSLContext) -> None:
        """`port` is on localhost; nothing is sent before the `with`."""
        self.outcome = Outcome()
        self._port, self._path, self._trust = port, path, trust
        self._ending = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._all()))

    def __enter__(self) -> Self:
        """Start."""
        self._began = time.monotonic()
        self._thread.start()
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        """Let what is under way end, and send no more."""
        self._ending.set()
        self._thread.join()

    async def _all(self) -> None:
        await asyncio.gather(*(self._one_after_another() for _ in range(WORKERS)))

    async def _one_after_another(self) -> None:
        while not self._ending.is_set():
            try:
                status, body = await asyncio.wait_for(self._ask(), timeout=20)
            except (OSError, ssl.SSLError, asyncio.IncompleteReadError, TimeoutError, ValueError) as problem:
                self.outcome.failures[f"{type(problem).__name__}: {problem}"] += 1
            else:
                self.outcome.statuses[status] += 1
                self.outcome.bodies[body] += 1
                self.outcome.seconds[int(time.monotonic() - self._began)] += 1

    async def _ask(self) -> tuple[int, str]:
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", self._port, ssl=self._trust, server_hostname="localhost"
        )
        try:
            request = f"GET {self._path} HTTP/1.1\r\nHost: localhost:{self._port}\r\nConnection: close\r\n\r\n"
            writer.write(request.encode())
            await writer.drain()
            head, _, body = (await reader.read()).partition(b"\r\n\r\n")
            return int(head.split(b" ", 2)[1]), body.decode()
        finally:
            writer.close()
