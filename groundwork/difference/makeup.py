"""Which resources two stacks are made of, by part and type."""

from collections import Counter
from dataclasses import dataclass

from groundwork.resources import Snapshot

ANY = "resources of every type"


@dataclass(frozen=True, slots=True)
class Kind:
    """Resources of one type in one part: how many here, and how many there."""

    part: str
    """Empty for what belongs to no part."""
    type: str
    here: int
    there: int


def differences(here: Snapshot, there: Snapshot) -> list[Kind]:
    """Where the numbers differ, by part and type; components are no resources."""
    ours, theirs = counted(here), counted(there)
    return [Kind(*key, ours[key], theirs[key]) for key in sorted({*ours, *theirs}) if ours[key] != theirs[key]]


def by_part(here: Snapshot, there: Snapshot) -> list[Kind]:
    """All resources of each part together, for stacks on different clouds: their types have no name in common."""
    ours, theirs = (_summed(counted(each)) for each in (here, there))
    return [Kind(part, ANY, ours[part], theirs[part]) for part in sorted({*ours, *theirs})]


def counted(snapshot: Snapshot) -> Counter[tuple[str, str]]:
    """(part, type) -> how many; Pulumi's own, as its providers, left out."""
    own = (each for each in snapshot.values() if each.custom and not each.type.startswith("pulumi:"))
    return Counter((snapshot.part(each), each.type) for each in own)


def _summed(counts: Counter[tuple[str, str]]) -> Counter[str]:
    parts: Counter[str] = Counter()
    for (part, _), number in counts.items():
        parts[part] += number
    return parts
