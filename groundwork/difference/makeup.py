"""Which resources two stacks are made of: by part and type, or between clouds by part and component."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from groundwork.resources import COMPONENT, Resource, Snapshot

OUTSIDE = "outside every component"


@dataclass(frozen=True, slots=True)
class Kind:
    """Resources of one kind in one part: how many here, and how many there."""

    part: str
    """Empty for what belongs to no part."""
    type: str
    """Their type; between clouds the component that they stand in, `Database`."""
    here: int
    there: int


def differences(here: Snapshot, there: Snapshot) -> list[Kind]:
    """Where the numbers differ, by part and type; components are no resources."""
    return [kind for kind in _kinds(by_type(here), by_type(there)) if kind.here != kind.there]


def components(here: Snapshot, there: Snapshot) -> list[Kind]:
    """How many resources each component has, for stacks on two clouds: these have parts in common and no types."""
    return _kinds(by_component(here), by_component(there))


def by_type(snapshot: Snapshot) -> Counter[tuple[str, str]]:
    """(part, type) -> how many."""
    return Counter((snapshot.part(each), each.type) for each in _own(snapshot))


def by_component(snapshot: Snapshot) -> Counter[tuple[str, str]]:
    """(part, component) -> how many."""
    found = (snapshot.component(each) for each in _own(snapshot))
    return Counter((each.name, each.type.removeprefix(COMPONENT)) if each else ("", OUTSIDE) for each in found)


def _own(snapshot: Snapshot) -> Iterator[Resource]:
    """All but components, and what is Pulumi's own, as its providers."""
    return (each for each in snapshot.values() if each.custom and not each.type.startswith("pulumi:"))


def _kinds(ours: Counter[tuple[str, str]], theirs: Counter[tuple[str, str]]) -> list[Kind]:
    return [Kind(*key, ours[key], theirs[key]) for key in sorted({*ours, *theirs})]
