"""The two kinds of check, and the plain one: a property of one resource."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.paths import Reading, read
from policies.pack.predicates import Predicate, is_absent, spell
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain


@dataclass(frozen=True)
class ResourceCheck(ABC):
    """Judges each resource of one type by itself, before it is made."""

    type: str

    @abstractmethod
    def judge(self, resource: Resource) -> Iterator[Finding]:
        """What is wrong with the resource; never raises, whatever its properties hold."""


@dataclass(frozen=True)
class StackCheck(ABC):
    """Judges each resource of one type by its neighbours, once the whole stack is registered."""

    type: str

    @abstractmethod
    def judge(self, graph: Graph) -> Iterator[Finding]:
        """What is wrong anywhere in the stack; never raises."""


@dataclass(frozen=True)
class Applies:
    """A condition: the check counts only where this holds."""

    path: str
    predicate: Predicate


@dataclass(frozen=True)
class Requirement(ResourceCheck):
    """Every value at `path` must pass the predicate."""

    path: str
    predicate: Predicate
    remedy: str = ""
    """What to do instead; left empty it follows from the predicate."""
    when: Applies | None = None
    proof: str | None = None
    label: str = ""
    """The property to name when the path is the whole resource."""

    def judge(self, resource: Resource) -> Iterator[Finding]:
        """One finding for every value that is refused or unknown."""
        applies = True if self.when is None else _holds(resource, self.when)
        if applies is False:
            return
        for finding in refused(resource, self.path, self.predicate, self.remedy, self.proof, self.label):
            yield replace(finding, unknown=finding.unknown or applies is Marker.UNKNOWN)


def refused(
    resource: Resource, path: str, predicate: Predicate, remedy: str, proof: str | None, label: str
) -> Iterator[Finding]:
    """One finding for every value at the path that the predicate refuses, or cannot judge yet.

    Only a value that is unknown itself is proven by where it comes from; `label` and an empty `remedy` are as in
    `Requirement`.
    """
    for reading in read(resource.properties, path):
        verdict = judge_reading(reading, predicate)
        if verdict is not True:
            unknown = verdict is Marker.UNKNOWN
            yield Finding(
                resource,
                location=reading.location or label,
                found=f"is {shown(reading, predicate)}",
                remedy=remedy or f"set it to {predicate.wants}",
                unknown=unknown,
                itself=unknown and bool(reading.location),
                proof=proof if reading.reached and unknown else None,
            )


def on_each(
    types: Iterable[str], path: str, predicate: Predicate, remedy: str = "", *, proof: str | None = None
) -> tuple[Requirement, ...]:
    """The same requirement of several types that say it in the same word."""
    return tuple(Requirement(each, path, predicate, remedy, proof=proof) for each in types)


@dataclass(frozen=True)
class SecretText(ResourceCheck):
    """A value at `path`, if there is one, must be marked secret, so that state and logs hold it encrypted."""

    path: str
    remedy: str
    proof: str | None = None
    """A type whose outputs are secret: while the value is unknown, that it comes from such a resource is enough."""

    def judge(self, resource: Resource) -> Iterator[Finding]:
        """One finding for every value that stands open."""
        for reading in read(resource.properties, self.path):
            if reading.secret or is_absent().test(reading.value) is True:
                continue
            unknown = reading.value is Marker.UNKNOWN
            yield Finding(resource, reading.location, "is not marked secret", self.remedy, unknown, self.proof)


@dataclass(frozen=True)
class Forbidden(ResourceCheck):
    """No resource of this type may exist."""

    remedy: str

    def judge(self, resource: Resource) -> Iterator[Finding]:
        """Always one finding."""
        yield Finding(resource, "", "is of a type that must not be used", self.remedy)


def judge_reading(reading: Reading, predicate: Predicate) -> bool | Marker:
    """The predicate's verdict, with the markers that a predicate does not see already judged."""
    if reading.value is Marker.UNKNOWN:
        return Marker.UNKNOWN
    if reading.value is Marker.UNREADABLE:
        return False
    return predicate.test(plain(reading.value))


def shown(reading: Reading, predicate: Predicate) -> str:
    """The value for a message; a secret is only called one."""
    if isinstance(reading.value, Marker):
        return reading.value.value
    if reading.secret:
        return "a secret that does not pass"
    return (predicate.show or spell)(plain(reading.value))


def _holds(resource: Resource, condition: Applies) -> bool | Marker:
    """Whether the condition holds for any value at its path."""
    verdicts = [judge_reading(reading, condition.predicate) for reading in read(resource.properties, condition.path)]
    if True in verdicts:
        return True
    return Marker.UNKNOWN if Marker.UNKNOWN in verdicts else False


PROTECTED = "opts.protect"
"""The path of Pulumi's own protection, a resource option and no property."""
