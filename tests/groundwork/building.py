"""Small stacks for what judges previews: as Pulumi prints them."""

from collections.abc import Mapping, Sequence
from typing import Any

from groundwork import preview
from groundwork.preview import Preview
from groundwork.resources import Resource

PREFIX = "urn:pulumi:prod::shop::"
RDS = "aws:rds/instance:Instance"


def urn(type_: str, name: str) -> str:
    return f"{PREFIX}{type_}::{name}"


def state(
    type_: str,
    name: str,
    inputs: Mapping[str, Any] | None = None,
    *,
    parent: str = "",
    links: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Any]:
    """A resource as the state has it; `links` are inputs that come from other resources, by URN."""
    return {
        "urn": urn(type_, name),
        "type": type_,
        "custom": not type_.startswith("groundwork:"),
        "inputs": dict(inputs or {}),
        "parent": parent,
        "propertyDependencies": {key: list(urns) for key, urns in (links or {}).items()},
        "dependencies": [each for urns in (links or {}).values() for each in urns],
    }


def part(noun: str, name: str) -> dict[str, Any]:
    """A component."""
    return state(f"groundwork:index:{noun}", name)


DATABASE = part("Database", "database")


def instance(size: str = "db.t4g.micro", **more: object) -> dict[str, Any]:
    """The server of a database."""
    inputs = {"instanceClass": size, "allocatedStorage": 50, **more}
    return state(RDS, "database-instance", inputs, parent=DATABASE["urn"])


def step(operation: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, **more: Any) -> dict[str, Any]:
    """One step of a preview."""
    found = new or old or {}
    states = {key: value for key, value in (("oldState", old), ("newState", new)) if value is not None}
    return {"op": operation, "urn": found["urn"], **states, **more}


def previewed(
    before: Sequence[Mapping[str, Any]],
    steps: Sequence[Mapping[str, Any]],
    events: Sequence[Mapping[str, Any]] = (),
    config: Mapping[str, str] | None = None,
) -> Preview:
    """What the command makes of a preview."""
    given = {"groundwork:cloud": "aws", "aws:region": "us-east-1", **(config or {})}
    digest = {"steps": steps, "config": given}
    return preview.read("shop", "prod", [Resource.read(each) for each in before], digest, events)


def refused(rule: str, of: Mapping[str, Any], message: str, *, mandatory: bool = True) -> dict[str, Any]:
    """A policy's word, as the engine tells it."""
    return {
        "policyEvent": {
            "resourceUrn": of["urn"],
            "message": f"{message}\n",
            "policyName": rule,
            "enforcementLevel": "mandatory" if mandatory else "advisory",
        }
    }
