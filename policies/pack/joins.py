"""Checks that join resources: a companion that must exist, a neighbour that must be good."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from policies.pack.checks import StackCheck, refused
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.paths import top_level
from policies.pack.predicates import Predicate, Verdict, is_set
from policies.pack.resource import Resource
from policies.pack.values import Marker


@dataclass(frozen=True)
class Demand:
    """What a joined resource's property must be."""

    path: str
    predicate: Predicate
    remedy: str = ""
    proof: str | None = None
    label: str = ""
    """The property to name when the path is the whole resource."""

    def judge(self, resource: Resource) -> Iterator[Finding]:
        """One finding for every value that is refused or unknown."""
        yield from refused(resource, self.path, self.predicate, self.remedy, self.proof, self.label)


@dataclass(frozen=True)
class Companion(StackCheck):
    """Each resource of `type` must be named, in the property `through`, by one of type `companion` that is good."""

    companion: str
    through: str
    demands: tuple[Demand, ...] = ()
    exempt: Callable[[Graph, Resource], Verdict] | None = None

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each lonely resource and each companion that is not good."""
        for resource in graph.of_type(self.type):
            exempt = self.exempt is not None and self.exempt(graph, resource)
            for finding in self._lacking(graph, resource) if exempt is not True else ():
                yield replace(finding, unknown=finding.unknown or exempt is Marker.UNKNOWN)

    def _lacking(self, graph: Graph, resource: Resource) -> Iterator[Finding]:
        companions = graph.referrers(resource, self.companion, self.through)
        if not companions:
            short = self.companion.rpartition(":")[2]
            yield Finding(resource, "", f"has no {short}", f"add a {short} whose {self.through} names it")
        for companion in companions:
            for demand in self.demands:
                yield from demand.judge(companion)


@dataclass(frozen=True)
class Named(StackCheck):
    """Each resource of `type` has something at `path`, or one of type `companion` names it in `through` instead."""

    path: str
    companion: str
    through: str
    remedy: str

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each resource with neither."""
        for resource in graph.of_type(self.type):
            if not graph.referrers(resource, self.companion, self.through):
                yield from Demand(self.path, is_set(), self.remedy).judge(resource)


@dataclass(frozen=True)
class Several(StackCheck):
    """Each resource of `type` must be named, in the property `through`, by so many resources of type `companion`."""

    companion: str
    through: str
    minimum: int

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each resource with too few."""
        short = self.companion.rpartition(":")[2]
        for resource in graph.of_type(self.type):
            count = len(graph.referrers(resource, self.companion, self.through))
            if count < self.minimum:
                yield Finding(resource, "", f"has {count} {short}", f"make it {self.minimum} or more")


@dataclass(frozen=True)
class Leads(StackCheck):
    """Each resource of `type` must lead, through the property `through`, to a `target` that is good."""

    through: str
    target: str
    demands: tuple[Demand, ...]
    remedy: str

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each resource that leads nowhere and each target that is not good."""
        for resource in graph.of_type(self.type):
            targets = graph.follow(resource, self.through, self.target)
            if not targets:
                yield Finding(resource, self.through, "leads to nothing in this stack", self.remedy)
            for target in targets:
                for demand in self.demands:
                    yield from demand.judge(target)


@dataclass(frozen=True)
class Where(StackCheck):
    """Each resource of `type` for which `when` holds, as its neighbours tell, must meet the demands."""

    when: Callable[[Graph, Resource], Verdict]
    demands: tuple[Demand, ...]

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each demand that such a resource does not meet."""
        for resource in graph.of_type(self.type):
            holds = self.when(graph, resource)
            for demand in self.demands if holds is not False else ():
                for finding in demand.judge(resource):
                    yield replace(finding, unknown=finding.unknown or holds is Marker.UNKNOWN)


@dataclass(frozen=True)
class GraphCheck(StackCheck):
    """A check in words of its own, for one resource at a time."""

    look: Callable[[Graph, Resource], Iterator[Finding]]

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """What `look` finds, resource by resource."""
        for resource in graph.of_type(self.type):
            yield from self.look(graph, resource)


def proven(graph: Graph, finding: Finding) -> bool:
    """Whether an unknown value is good all the same, for it comes from a resource of the type that proves it."""
    if not finding.unknown or finding.proof is None:
        return False
    resource = graph.resources.get(finding.resource.urn, finding.resource)
    return bool(graph.follow(resource, top_level(finding.location), finding.proof))
