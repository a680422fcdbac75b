"""Simulated time: the seconds a cloud would take, run at a chosen speed."""

import threading
import time
from collections.abc import Callable

Cancelled = threading.Event | Callable[[], bool]
"""Tells that nobody waits any more."""
LOOK_AGAIN = 0.05
"""Real seconds between two looks at a `cancelled` that is a function."""


class Clock:
    """Simulated seconds since it was made.

    `speed` is simulated seconds per real second; None: nothing waits, and `now` counts real seconds.
    """

    def __init__(self, speed: float | None) -> None:
        """Starts at zero; raises ValueError for a speed that is not above zero."""
        if speed is not None and speed <= 0:
            raise ValueError(f"the speed must be above 0 simulated seconds per second, got {speed}")
        self.speed = speed
        self._start = time.monotonic()

    def now(self) -> float:
        """Simulated seconds since the start."""
        return (time.monotonic() - self._start) * (self.speed or 1.0)

    def wait(self, simulated_seconds: float, cancelled: Cancelled) -> bool:
        """Waits that long; returns early, and False, when cancelled."""
        if self.speed is None:
            return not _is_cancelled(cancelled)
        end = time.monotonic() + simulated_seconds / self.speed
        while (left := end - time.monotonic()) > 0:
            if isinstance(cancelled, threading.Event):
                cancelled.wait(left)
            else:
                time.sleep(min(left, LOOK_AGAIN))
            if _is_cancelled(cancelled):
                return False
        return not _is_cancelled(cancelled)


def _is_cancelled(cancelled: Cancelled) -> bool:
    return cancelled.is_set() if isinstance(cancelled, threading.Event) else cancelled()
