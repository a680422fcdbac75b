"""The rows of a plan."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from groundwork.preview import CREATE, DELETE, REPLACE, UPDATE, Change, Preview
from groundwork.stateful import STATEFUL

REVISE = "revise"
"""A replacement that is how such a resource changes: the new one stands beside the old one until that is not needed."""
REVISED = frozenset(
    {
        "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration",
        "aws:ecs/taskDefinition:TaskDefinition",
        "docker:index/container:Container",
    }
)
ORDER = (REPLACE, DELETE, UPDATE, REVISE, CREATE)
"""What a person must see first comes first."""
PAST = {CREATE: "made", UPDATE: "changed", REPLACE: "replaced", DELETE: "deleted", REVISE: "in a new version"}


@dataclass(frozen=True, slots=True)
class Row:
    """One change, in words."""

    part: str
    """Empty for what belongs to no part."""
    operation: str
    type: str
    name: str
    properties: tuple[str, ...]
    """Those that force a replacement, otherwise all that differ."""
    data: str
    """`database`, `bucket`, …: what people lose when it is replaced or deleted; empty for what holds none."""

    @property
    def loses_data(self) -> bool:
        """Whether what it holds would be gone."""
        return bool(self.data) and self.operation in {REPLACE, DELETE}


def rows(preview: Preview) -> list[Row]:
    """Every change of a resource, the gravest first, then by part; components have no line of their own."""
    found = [_row(preview, change) for change in preview.changes if change.resource.custom]
    return sorted(found, key=lambda row: (not row.loses_data, ORDER.index(row.operation), row.part, row.name))


def counted(found: Iterable[Row]) -> str:
    """`1 replaced, 2 changed`; `nothing changes` without rows."""
    counts = Counter(row.operation for row in found)
    said = [f"{counts[operation]} {PAST[operation]}" for operation in ORDER if counts[operation]]
    return ", ".join(said) or "nothing changes"


def plain(row: Row) -> dict[str, Any]:
    """A row as JSON has it."""
    return {
        "part": row.part,
        "operation": row.operation,
        "type": row.type,
        "name": row.name,
        "properties": list(row.properties),
        "data": row.data or None,
        "loses_data": row.loses_data,
    }


def _row(preview: Preview, change: Change) -> Row:
    resource = change.resource
    snapshot = preview.before if change.operation == DELETE else preview.after
    revised = change.operation == REPLACE and resource.type in REVISED
    return Row(
        part=snapshot.part(resource),
        operation=REVISE if revised else change.operation,
        type=resource.type,
        name=resource.name,
        properties=change.forced_by if change.operation == REPLACE else change.properties,
        data=STATEFUL.get(resource.type, ""),
    )
