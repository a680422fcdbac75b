"""What an update would do to a stack: from one preview of Pulumi and the state before it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from groundwork.resources import Resource, Snapshot

CREATE, UPDATE, REPLACE, DELETE = "create", "update", "replace", "delete"
_OPERATIONS = {
    "create": CREATE,
    "update": UPDATE,
    "replace": REPLACE,
    "create-replacement": REPLACE,
    "delete": DELETE,
    "import": CREATE,
}
"""Steps of Pulumi's that say what becomes of a resource; others, as `delete-replaced`, belong to one of these."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one resource."""

    operation: str
    """`create`, `update`, `replace` or `delete`."""
    resource: Resource
    """As it will be, or as it was where it goes."""
    before: Resource | None = None
    """As it was; None for what is made."""
    properties: tuple[str, ...] = ()
    """Inputs that differ, as paths (`containerDefinitions`, `tags.part`)."""
    forced_by: tuple[str, ...] = ()
    """Inputs that cannot be changed in place: why it is replaced."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A policy's word on a resource, or on the whole stack."""

    rule: str
    """Its id, `ST-01`."""
    mandatory: bool
    urn: str
    """Empty where it is about the stack."""
    message: str


@dataclass(frozen=True)
class Preview:
    """A stack before an update, after it, and what lies between."""

    project: str
    stack: str
    before: Snapshot
    after: Snapshot
    changes: tuple[Change, ...]
    verdicts: tuple[Verdict, ...]
    config: Mapping[str, str] = field(default_factory=dict)
    """Configuration of the stack as text; of secrets only that they are there."""
    errors: tuple[str, ...] = ()
    """What Pulumi reported as errors, its last word apart that the preview failed."""

    @property
    def cloud(self) -> str:
        """`aws`, `alicloud` or `docker`; `aws` where the stack does not say, as in the program itself."""
        return self.config.get("groundwork:cloud", "aws")

    @property
    def region(self) -> str:
        """The region of that cloud; empty on a host."""
        return self.config.get(f"{self.cloud}:region", "")

    @property
    def refused(self) -> bool:
        """Whether the update would be refused, by a policy or otherwise."""
        return bool(self.errors) or any(verdict.mandatory for verdict in self.verdicts)


def read(
    project: str, stack: str, state: Iterable[Resource], digest: Mapping[str, Any], events: Iterable[Mapping[str, Any]]
) -> Preview:
    """Join the state before, what `pulumi preview --json` printed and its engine events."""
    before = Snapshot(state)
    changes = _changes(digest.get("steps") or ())
    gone = {change.resource.urn for change in changes if change.operation == DELETE}
    made = {change.resource.urn: change.resource for change in changes if change.operation != DELETE}
    kept = (made.pop(resource.urn, resource) for resource in before.values() if resource.urn not in gone)
    after = Snapshot([*kept, *made.values()])
    told = list(events)
    config = digest.get("config") or {}
    return Preview(project, stack, before, after, changes, _verdicts(told), config, _errors(told))


def _changes(steps: Iterable[Mapping[str, Any]]) -> tuple[Change, ...]:
    changes: dict[str, Change] = {}
    for step in steps:
        operation = _OPERATIONS.get(step["op"])
        if operation is None:
            continue
        before = step.get("oldState") if operation != CREATE else None
        changes[step["urn"]] = Change(
            operation,
            Resource.read(step["oldState" if operation == DELETE else "newState"]),
            Resource.read(before) if before else None,
            tuple(step.get("detailedDiff") or step.get("diffReasons") or ()),
            tuple(step.get("replaceReasons") or ()),
        )
    return tuple(changes.values())


def _verdicts(events: Iterable[Mapping[str, Any]]) -> tuple[Verdict, ...]:
    told = (event["policyEvent"] for event in events if "policyEvent" in event)
    return tuple(
        Verdict(
            each["policyName"],
            each["enforcementLevel"] == "mandatory",
            each.get("resourceUrn", ""),
            each["message"].strip(),
        )
        for each in told
    )


def _errors(events: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    told = (event["diagnosticEvent"] for event in events if "diagnosticEvent" in event)
    messages = (each["message"].strip() for each in told if each["severity"] == "error")
    return tuple(message for message in messages if message and message != "preview failed")
