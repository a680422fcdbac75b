"""Runs operations in simulated time and notes each: every create, update and delete passes through here."""

from collections.abc import Mapping
from typing import Any, Self

from simulator import latency
from simulator.behaviour import Call, Refusal
from simulator.clock import Clock
from simulator.cloud import Record
from simulator.connections import Connection
from simulator.lifecycle import Lifecycle
from simulator.operations import Operation, OperationLog, OperationName
from simulator.reading import Found, read

INTERRUPTED = "interrupted while waiting for it to be done"


class HalfMade(Exception):
    """The resource is there, but its making did not come to an end."""

    def __init__(self, record: Record, reason: str = INTERRUPTED) -> None:
        """Holds what is there."""
        super().__init__(reason)
        self.record = record


class Runner:
    """The operations of one package."""

    def __init__(self, lifecycle: Lifecycle, clock: Clock, log: OperationLog) -> None:
        """`log` receives every operation, failed ones too."""
        self.lifecycle = lifecycle
        self.clock = clock
        self.log = log

    def create(self, call: Call, connection: Connection) -> Record:
        """Makes a resource; raises Refusal, or HalfMade when interrupted."""
        with Timing(self, call, "create") as timing:
            record = self.lifecycle.create(call, connection.place)
            if not timing.wait(connection):
                raise HalfMade(record)
            return record

    def update(self, call: Call, connection: Connection) -> Mapping[str, Any]:
        """Changes a resource; raises Refusal, also when interrupted."""
        with Timing(self, call, "update") as timing:
            result = self.lifecycle.update(call, connection.place)
            if not timing.wait(connection):
                raise Refusal(INTERRUPTED)
            return result

    def delete(self, call: Call, connection: Connection) -> None:
        """Removes a resource; raises Refusal, also when interrupted: then it is still there."""
        with Timing(self, call, "delete") as timing:
            record = self.lifecycle.refuse_delete(call)
            if record is None:
                return
            if not timing.wait(connection):
                raise Refusal(INTERRUPTED)
            self.lifecycle.delete(call, record)

    def read(self, call: Call, _connection: Connection, /) -> Found | None:
        """What is there now; None when it is gone."""
        return read(self.lifecycle, call)


class Timing:
    """Measures one operation and puts it into the log."""

    def __init__(self, runner: Runner, call: Call, name: OperationName) -> None:
        """Nothing is measured before the `with`."""
        self.runner = runner
        self.call = call
        self.name: OperationName = name
        old = call.old or {}
        changes = [key for key, value in call.inputs.items() if key in old and old[key] != value]
        self.seconds = latency.seconds(call.type.token, name, {**old, **call.inputs}, changes)

    def __enter__(self) -> Self:
        """Starts."""
        self.start = self.runner.clock.now()
        return self

    def wait(self, connection: Connection) -> bool:
        """Takes the time the cloud takes; False when interrupted."""
        return self.runner.clock.wait(self.seconds, connection.cancelled)

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Notes the operation; errors go on."""
        finish = self.runner.clock.now()
        words = str(error) if error else None
        self.runner.log.append(
            Operation(self.call.urn, self.call.type.token, self.name, self.start, finish, self.seconds, words)
        )
