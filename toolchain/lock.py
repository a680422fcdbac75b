"""One at a time: two runs of the same command wait for each other."""

import fcntl
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from toolchain.failure import SetupError


@contextmanager
def only_one(file: Path) -> Generator[None, None, None]:
    """Hold a lock on a file while the `with` block runs; a person is told when another process holds it.

    The lock ends with the process, however that ends. Raises SetupError when the file cannot be written.
    """
    with _opened(file) as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("waiting for another run of this command to end", file=sys.stderr, flush=True)
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _opened(file: Path) -> TextIO:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return file.open("w", encoding="utf-8")
    except OSError as error:
        raise SetupError(f"{file} cannot be written: {error.strerror}; does it belong to another user?") from error
