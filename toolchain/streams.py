"""Two streams of one process as a single sequence of lines, in the order of their arrival."""

import queue
import threading
from collections.abc import Iterator
from typing import IO


def merged(**streams: IO[bytes] | None) -> Iterator[tuple[str, bytes]]:
    """Yield `(name, line)` for every line of every stream until all of them are closed; None is a closed stream."""
    lines: queue.SimpleQueue[tuple[str, bytes] | None] = queue.SimpleQueue()

    def pump(name: str, stream: IO[bytes] | None) -> None:
        for line in stream or ():
            lines.put((name, line))
        lines.put(None)

    for name, stream in streams.items():
        threading.Thread(target=pump, args=(name, stream), daemon=True).start()
    for _ in streams:
        yield from iter(lines.get, None)
