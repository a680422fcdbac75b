"""How many of which unit a resource is: the form that each cloud's table has."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from groundwork.resources import UNKNOWN, Resource, Snapshot


@dataclass(frozen=True, slots=True)
class Units:
    """`quantity` times what has a price."""

    price: str
    """Its key in the price file."""
    quantity: float


Rule = Callable[[Resource, Snapshot], Iterator[Units]]


def number(resource: Resource, name: str, default: float) -> float:
    """A numeric input; the default where it is absent or known only to the update."""
    value = resource.inputs.get(name)
    return float(value) if value not in {None, UNKNOWN, ""} else default


def listed(value: Any) -> int:
    """How many there are in a list; 1 in what is known only to the update."""
    return len(value) if isinstance(value, list) else 1 if value == UNKNOWN else 0


def leads_to(resource: Resource, name: str, snapshot: Snapshot, wanted: str) -> Resource | None:
    """The resource of a type that an input comes from."""
    found = (snapshot.get(urn) for urn in resource.property_dependencies.get(name, ()))
    return next((each for each in found if each is not None and each.type == wanted), None)


def one(price: str) -> Rule:
    """A resource that is one unit."""

    def counted(_resource: Resource, _snapshot: Snapshot) -> Iterator[Units]:
        yield Units(price, 1)

    return counted
