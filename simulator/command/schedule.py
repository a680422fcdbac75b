"""Which operation had to wait for which, when each could have run, and the longest chain of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter

from simulator.command.checkpoint import Recorded
from simulator.operations import Operation

Graph = Mapping[str, Recorded]


@dataclass(frozen=True)
class Schedule:
    """The operations of a run, and for each the positions of those that it had to wait for."""

    operations: tuple[Operation, ...]
    waits: tuple[frozenset[int], ...]

    def makespan(self) -> float:
        """Simulated seconds from the first start to the last finish; 0 without operations."""
        if not self.operations:
            return 0.0
        return max(each.finish for each in self.operations) - min(each.start for each in self.operations)

    def ideal(self) -> "Schedule":
        """The same operations at the times they would have had if each had started as soon as it could."""
        finishes = self._earliest_finishes()
        times = zip(self.operations, finishes, strict=True)
        return replace(
            self,
            operations=tuple(replace(each, start=finish - each.seconds, finish=finish) for each, finish in times),
        )

    def critical_path(self) -> list[Operation]:
        """The chain of operations, each waiting for the one before, that takes longest by the table of latencies."""
        finishes = self._earliest_finishes()
        chain: list[Operation] = []
        ends: Collection[int] = range(len(self.operations))
        while ends:
            last = max(ends, key=lambda position: (finishes[position], -position))
            chain.insert(0, self.operations[last])
            ends = self.waits[last]
        return chain

    def _earliest_finishes(self) -> list[float]:
        finishes = [0.0] * len(self.operations)
        for position in TopologicalSorter(dict(enumerate(self.waits))).static_order():
            start = max((finishes[earlier] for earlier in self.waits[position]), default=0.0)
            finishes[position] = start + self.operations[position].seconds
        return finishes


def schedule(operations: Sequence[Operation], before: Graph, after: Graph) -> Schedule:
    """Work out what each operation had to wait for.

    A resource is made after everything it needs in the state `after` the run, and deleted after everything that needed
    it in the state `before`. The engine deletes after it has made all there is to make, except for what must go first
    to be replaced; those deletions are known by their times. Resources without an operation, such as components, only
    pass on what they need. Reads wait for nothing.
    """
    makes = {each.urn: position for position, each in enumerate(operations) if each.operation in {"create", "update"}}
    deletes = {each.urn: position for position, each in enumerate(operations) if each.operation == "delete"}
    all_made = max((operations[position].finish for position in makes.values()), default=0.0)
    late = {urn: position for urn, position in deletes.items() if operations[position].start >= all_made}
    early = {urn: position for urn, position in deletes.items() if urn not in late}

    waits: list[set[int]] = [set() for _ in operations]
    for urn, position in makes.items():
        waits[position] |= {makes[need] for need in _needs(urn, after, makes)}
        waits[position] |= {early[urn]} if urn in early else set()
    for group in (late, early):
        for urn, position in group.items():
            for need in _needs(urn, before, group):
                waits[group[need]].add(position)
    for position in late.values():
        waits[position] |= set(makes.values())
    return Schedule(tuple(operations), tuple(frozenset(each) for each in waits))


def _needs(urn: str, graph: Graph, known: Collection[str]) -> Iterator[str]:
    """The nearest known resources that a resource needs, looking through unknown ones."""
    seen: set[str] = set()
    look_at = [urn]
    while look_at:
        resource = graph.get(look_at.pop())
        for need in (resource.needs if resource else frozenset()) - seen:
            seen.add(need)
            if need in known:
                yield need
            else:
                look_at.append(need)
