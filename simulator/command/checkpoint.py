"""The engine's own record of a stack, read straight from the state backend in SIMULATOR_HOME."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.command.problem import CommandError


@dataclass(frozen=True)
class Recorded:
    """A resource as the engine has recorded it."""

    urn: str
    needs: frozenset[str]
    """URNs of what must exist before it: what its inputs come from, its parent, its provider."""

    protected: bool
    """Whether it refuses to be deleted: by Pulumi's protection or by the cloud's deletion protection."""


DELETION_PROTECTION = ("deletionProtection", "enableDeletionProtection")
"""Inputs by which a cloud itself protects a resource: databases, load balancers."""


def path(state: Path, project: str, stack: str) -> Path:
    """Where the file backend keeps a stack (pulumi/pulumi, backend/diy, `diyBackendReference.StackPath`)."""
    return state / ".pulumi" / "stacks" / project / f"{stack}.json"


def read(file: Path) -> dict[str, Recorded]:
    """The stack's resources by URN; none when the stack does not exist or has never been deployed.

    Raises CommandError for a damaged record.
    """
    if not file.exists():
        return {}
    try:
        latest = json.loads(file.read_text(encoding="utf-8"))["checkpoint"].get("latest") or {}
    except (ValueError, KeyError):
        raise CommandError(
            f"{file} is no record of a stack; it was damaged, and Pulumi's backup is beside it"
        ) from None
    return {resource["urn"]: _recorded(resource) for resource in latest.get("resources") or []}


def _recorded(resource: dict[str, Any]) -> Recorded:
    needs = set(resource.get("dependencies") or [])
    for dependencies in (resource.get("propertyDependencies") or {}).values():
        needs |= set(dependencies or [])
    # A provider reference is the provider's URN, `::` and its id.
    provider = resource.get("provider", "").rpartition("::")[0]
    needs |= {urn for urn in (resource.get("parent"), provider, resource.get("deletedWith")) if urn}
    inputs = resource.get("inputs") or {}
    return Recorded(
        urn=resource["urn"],
        needs=frozenset(needs),
        protected=bool(resource.get("protect")) or any(inputs.get(name) is True for name in DELETION_PROTECTION),
    )
