"""A simulated account for a test: resources are checked, made, changed and removed without an engine."""

from pathlib import Path
from typing import Any

import pytest

from simulator.aws import aws
from simulator.behaviour import Call, Refusal
from simulator.checking.naming import Naming
from simulator.clock import Clock
from simulator.cloud import Cloud, Record
from simulator.connections import Connection
from simulator.difference import Change
from simulator.inspection import Inspection
from simulator.lifecycle import Lifecycle, Place
from simulator.operations import OperationLog
from simulator.package import Package
from simulator.reading import Found, read
from simulator.runner import Runner

REGION = "eu-central-1"


class World:
    """One package in one home folder."""

    def __init__(self, home: Path, package: Package | None = None) -> None:
        self.cloud = Cloud(home)
        self.package = package or aws()
        self.inspection = Inspection(self.package)
        self.log = OperationLog()
        self.runner = Runner(Lifecycle(self.package, self.cloud), Clock(None), self.log)
        self.connection = Connection(Place(region=REGION, default_tags={"stack": "test"}))

    def checked(self, token: str, inputs: dict[str, Any], name: str = "thing") -> tuple[dict[str, Any], list[str]]:
        """The inputs as the provider fills them, and what it refuses."""
        return self.inspection.check(token, inputs, {}, Naming(name, name.encode()))

    def problems(self, token: str, old: dict[str, Any] | None = None, /, **inputs: Any) -> list[str]:
        """What the provider refuses of inputs."""
        return self.inspection.check(token, inputs, old or {}, Naming("thing", b"seed"))[1]

    def call(self, token: str, inputs: dict[str, Any], record: Record | None = None, name: str = "thing") -> Call:
        """A call to the cloud, with checked inputs."""
        filled, problems = self.checked(token, inputs, name)
        assert problems == []
        urn = f"urn:pulumi:test::project::{token}::{name}"
        old = dict(record.properties) if record else None
        return self.runner.lifecycle.call(urn, self.connection.place, filled, old, record.id if record else "")

    def make(self, token: str, name: str = "thing", /, **inputs: Any) -> Record:
        """Makes a resource."""
        return self.runner.create(self.call(token, inputs, None, name), self.connection)

    def refused(self, token: str, /, **inputs: Any) -> str:
        """The cloud's words when it refuses to make a resource."""
        with pytest.raises(Refusal) as refusal:
            self.make(token, "refused", **inputs)
        return str(refusal.value)

    def change(self, record: Record, **inputs: Any) -> dict[str, Any]:
        """Changes a resource to have exactly these inputs."""
        return dict(self.runner.update(self.call(record.type, inputs, record), self.connection))

    def change_refused(self, record: Record, **inputs: Any) -> str:
        """The cloud's words when it refuses a change."""
        with pytest.raises(Refusal) as refusal:
            self.change(record, **inputs)
        return str(refusal.value)

    def remove(self, record: Record, **state: Any) -> None:
        """Removes a resource; `state` is what the stack's state holds beside what the cloud does."""
        urn = f"urn:pulumi:test::project::{record.type}::thing"
        old = {**record.properties, **state}
        self.runner.delete(self.runner.lifecycle.call(urn, self.connection.place, {}, old, record.id), self.connection)

    def remove_refused(self, record: Record, **state: Any) -> str:
        """The cloud's words when it refuses to remove a resource."""
        with pytest.raises(Refusal) as refusal:
            self.remove(record, **state)
        return str(refusal.value)

    def differences(self, token: str, state: dict[str, Any], /, **new: Any) -> list[Change]:
        """What an update to these inputs would change."""
        filled, problems = self.checked(token, new)
        assert problems == []
        return self.inspection.diff(token, state, {}, filled, self.connection.place)

    def preview(self, token: str, /, **inputs: Any) -> dict[str, Any]:
        """What is known of a resource before it is made."""
        return self.runner.lifecycle.preview(self.call(token, inputs), self.connection.place)

    def read(self, record: Record, inputs: dict[str, Any], state: dict[str, Any] | None = None) -> Found | None:
        """What a refresh finds."""
        urn = f"urn:pulumi:test::project::{record.type}::thing"
        old = record.properties if state is None else state
        return read(
            self.runner.lifecycle, self.runner.lifecycle.call(urn, self.connection.place, inputs, old, record.id)
        )
