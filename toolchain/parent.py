"""A process that must not outlive the one that started it."""

import os
import threading
import time
from collections.abc import Callable

SECONDS_BETWEEN_LOOKS = 0.25
"""An orphan lives at most this long; looking costs a microsecond. The one portable way: macOS has no death signal."""


def end_with_parent(parent: int, clean_up: Callable[[], None]) -> None:
    """Call `clean_up` and end this process once the process `parent` is no longer its parent.

    The kernel hands an orphan to another process, so a changed parent id means that the parent is gone, however it
    ended. The watch runs in a daemon thread and returns at once.
    """

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(SECONDS_BETWEEN_LOOKS)
        clean_up()
        os._exit(1)

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()
