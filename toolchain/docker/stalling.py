"""Answers that may never come."""

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from docker.errors import DockerException

Item = TypeVar("Item")


def watched(ask: Callable[[], Iterable[Item]], seconds: float) -> Iterator[Item]:
    """Yield what `ask()` yields, and raise TimeoutError when nothing comes for so many seconds.

    What the Docker SDK raises in `ask` is raised here. A question that never ends is left to a daemon thread.
    """
    answers: queue.SimpleQueue[tuple[Item] | Exception | None] = queue.SimpleQueue()

    def pump() -> None:
        try:
            for item in ask():
                answers.put((item,))
        except (DockerException, OSError) as error:
            answers.put(error)
        else:
            answers.put(None)

    threading.Thread(target=pump, daemon=True).start()
    while True:
        try:
            answer = answers.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError(f"nothing came for {seconds:g} seconds") from None
        if answer is None:
            return
        if isinstance(answer, Exception):
            raise answer
        yield answer[0]
