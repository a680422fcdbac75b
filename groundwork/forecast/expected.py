"""The expected duration of an update and the chain of operations that makes it so long."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from groundwork.preview import CREATE, DELETE, REPLACE, Change, Preview
from groundwork.resources import Resource, Snapshot
from simulator import latency
from simulator.command.checkpoint import Recorded
from simulator.command.schedule import schedule
from simulator.command.summary import duration
from simulator.operations import Operation, OperationName

AFTER_ALL = 1e9
"""Start of deletions in the reckoning: the engine deletes when all is made (`schedule`)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One operation of the longest chain."""

    operation: str
    type: str
    name: str
    part: str
    seconds: float


@dataclass(frozen=True)
class Forecast:
    """Seconds from the first operation to the last, if nothing waits needlessly."""

    seconds: float
    path: tuple[Step, ...]

    def lines(self) -> list[str]:
        """What to expect, and which steps are worth a hundredth of it."""
        if not self.seconds:
            return []
        named = [step for step in self.path if step.seconds >= self.seconds / 100]
        chain = ", ".join(f"{step.name} {duration(step.seconds)}" for step in named)
        return [f"expected to take {duration(self.seconds)}: {chain}"]

    def plain(self) -> dict[str, Any]:
        """As JSON has it."""
        steps = [{"operation": s.operation, "type": s.type, "name": s.name, "seconds": s.seconds} for s in self.path]
        return {"seconds": round(self.seconds, 3), "critical_path": steps}


def of(preview: Preview) -> Forecast:
    """What the table of latencies says of a preview's operations; a type that it does not know takes no time."""
    operations = [operation for change in preview.changes for operation in _operations(change)]
    plan = schedule(operations, _graph(preview.before), _graph(preview.after)).ideal()
    names = {urn: (each, preview.after) for urn, each in preview.after.items()}
    names = {**{urn: (each, preview.before) for urn, each in preview.before.items()}, **names}
    path = tuple(
        Step(
            each.operation,
            each.type,
            names[each.urn][0].name,
            names[each.urn][1].part(names[each.urn][0]),
            each.seconds,
        )
        for each in plan.critical_path()
    )
    return Forecast(sum(step.seconds for step in path), path)


def _operations(change: Change) -> Iterator[Operation]:
    """Making, changing, removing; a replacement is made first and the old one removed in the end."""
    if not change.resource.custom or change.resource.type.startswith("pulumi:"):
        return
    if change.operation in {CREATE, REPLACE}:
        yield _operation(change.resource, "create", 0.0)
    elif change.operation != DELETE:
        yield _operation(change.resource, "update", 0.0, change.properties)
    if change.operation in {DELETE, REPLACE}:
        yield _operation(change.before or change.resource, "delete", AFTER_ALL)


def _operation(resource: Resource, name: OperationName, start: float, changes: Collection[str] = ()) -> Operation:
    try:
        seconds = latency.seconds(resource.type, name, resource.inputs, changes)
    except (LookupError, OSError):
        seconds = 0.0
    return Operation(resource.urn, resource.type, name, start, start + seconds, seconds)


def _graph(snapshot: Snapshot) -> dict[str, Recorded]:
    return {urn: Recorded(urn, _needs(resource), protected=resource.protect) for urn, resource in snapshot.items()}


def _needs(resource: Resource) -> frozenset[str]:
    needs = {urn for urns in resource.property_dependencies.values() for urn in urns}
    return frozenset({*needs, *resource.dependencies, *([resource.parent] if resource.parent else [])})
