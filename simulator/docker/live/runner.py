"""Runs operations on real daemons, side by side, and notes how long each took. Nothing is kept in the home's clouds."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simulator.answers import EMPTY_OUTPUTS
from simulator.behaviour import Call
from simulator.clock import Clock
from simulator.cloud import Record
from simulator.connections import Connection
from simulator.docker.live.address import address_of
from simulator.docker.live.daemons import Daemons, answering
from simulator.docker.live.job import Job, Made, Maker, UnfinishedError
from simulator.lifecycle import Lifecycle, stored_inputs
from simulator.operations import OperationLog, OperationName
from simulator.reading import Found, drifted, importable
from simulator.runner import HalfMade, Runner, Timing

UNFINISHED = "unfinished"
"""Output of a resource whose making did not come to an end: the next update replaces it."""


class LiveRunner(Runner):
    """The operations of one package whose resources are real."""

    def __init__(
        self,
        lifecycle: Lifecycle,
        clock: Clock,
        log: OperationLog,
        daemons: Daemons,
        makers: Mapping[str, Maker],
        defaults: Mapping[str, Any] | None = None,
    ) -> None:
        """`lifecycle` answers previews; `makers` do the rest, by resource type.

        `defaults` are settings that count where a provider has none of its own.
        """
        super().__init__(lifecycle, clock, log)
        self.daemons = daemons
        self.makers = makers
        self.defaults = defaults or {}
        self.folder = Path()
        """The program's: relative paths of files to upload start there."""

    def create(self, call: Call, connection: Connection) -> Record:
        """Makes a resource; raises Refusal, or HalfMade when something is there after a failure."""
        with Measured(self, call, "create"):
            try:
                made = self._do(call, connection, self.makers[call.type.token].create)
            except UnfinishedError as problem:
                record = self._record(call, problem.made, {UNFINISHED: True})
                raise HalfMade(record, str(problem)) from problem
            return self._record(call, made)

    def update(self, call: Call, connection: Connection) -> Mapping[str, Any]:
        """Changes a resource; raises Refusal."""
        with Measured(self, call, "update"):
            changed = self._do(call, connection, self.makers[call.type.token].update)
            return {**self.lifecycle.preview_update(call, connection.place), **changed}

    def delete(self, call: Call, connection: Connection) -> None:
        """Removes a resource; raises Refusal."""
        with Measured(self, call, "delete"):
            self._do(call, connection, self.makers[call.type.token].delete)

    def read(self, call: Call, connection: Connection, /) -> Found | None:
        """What the daemon holds; None when it is gone. Raises Refusal."""
        made = self._do(call, connection, self.makers[call.type.token].read)
        if made is None:
            return None
        held = {**(call.old or {}), **made.outputs}
        properties = {name: value for name, value in held.items() if value is not None}
        inputs = drifted(call, properties) if call.old else importable(call, properties)
        return Found(made.id, properties, inputs)

    def _do(self, call: Call, connection: Connection, work: Any) -> Any:
        address = address_of({**self.defaults, **connection.settings}, self.daemons.variables)
        client = self.daemons.client(address)
        with answering(address):
            return work(
                Job(
                    call=call,
                    client=client,
                    address=address,
                    cancelled=connection.cancelled,
                    settings=connection.settings,
                    variables=self.daemons.variables,
                    folder=self.folder,
                )
            )

    def _record(self, call: Call, made: Made, more: Mapping[str, Any] | None = None) -> Record:
        empty = {name: EMPTY_OUTPUTS[kind] for name, kind in call.type.outputs.items()}
        properties = {**empty, **stored_inputs(call), **made.outputs, **(more or {})}
        return Record(call.type.token, call.region, made.id, made.id, call.urn, properties)


class Measured(Timing):
    """Puts an operation into the log with the time that it really took."""

    def __init__(self, runner: Runner, call: Call, name: OperationName) -> None:
        """Nothing is measured before the `with`."""
        self.runner = runner
        self.call = call
        self.name: OperationName = name
        self.seconds = 0.0

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Notes the operation; errors go on."""
        self.seconds = self.runner.clock.now() - self.start
        super().__exit__(_kind, error, _trace)
