"""What the simulated clouds did, when, and how long it should have taken."""

import threading
from dataclasses import dataclass
from typing import Literal

OperationName = Literal["create", "update", "delete", "read"]


@dataclass(frozen=True, slots=True)
class Operation:
    """One call that made, changed, removed or read a resource."""

    urn: str
    type: str
    operation: OperationName
    start: float
    """Simulated seconds since the run began."""
    finish: float
    seconds: float
    """The latency table's figure."""
    error: str | None = None
    """Why it failed; None: it did not."""


class OperationLog:
    """The operations of a run, in the order they finished; safe to use from many threads."""

    def __init__(self) -> None:
        """An empty log."""
        self._lock = threading.Lock()
        self._operations: list[Operation] = []

    def append(self, operation: Operation) -> None:
        """Adds one."""
        with self._lock:
            self._operations.append(operation)

    def list(self) -> list[Operation]:
        """A copy of all of them."""
        with self._lock:
            return list(self._operations)
