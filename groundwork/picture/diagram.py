"""What a picture of a stack shows, before anything has a place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from groundwork.picture import words
from groundwork.picture.box import Box
from settings.stack import Stack

PEOPLE, INTERNET = "people", "internet"


@dataclass(frozen=True, kw_only=True)
class Link:
    """`source` reaches `target`."""

    source: str
    target: str
    label: str
    """Ports (`5432`), or what it is allowed to do."""


@dataclass(frozen=True, kw_only=True)
class Diagram:
    """Boxes from the world to the data, in four rows, and the links between them."""

    title: str
    network: tuple[str, ...]
    """What the frame around the private rows is called, in lines."""
    zones: int
    """How many availability zones it has; 0 on one host."""
    tiers: tuple[str, str, str]
    """What the rows inside the network are called: of the entry, of containers, of data."""
    edge: tuple[Box, ...]
    """Before the network: pages behind a content delivery network."""
    entry: tuple[Box, ...]
    """The ways in and out of the network."""
    containers: tuple[Box, ...]
    stores: tuple[Box, ...]
    links: tuple[Link, ...]

    @property
    def boxes(self) -> Mapping[str, Box]:
        """Key -> box."""
        return {box.key: box for row in (self.edge, self.entry, self.containers, self.stores) for box in row}


def drawn(stack: Stack) -> Diagram:
    """What there is to see of a stack."""
    pages = tuple(words.pages(stack, name) for name in stack.static)
    containers = tuple(words.container(stack, name, part) for name, part in stack.containers.items())
    cdn = words.has_cdn(stack)
    edge, entry = (pages if cdn else ()), (*words.gateway(stack), *words.ways_out(stack))
    containers = (*containers, *(() if cdn else pages))
    stores = (*words.stores(stack), *(words.bucket(stack, name) for name in stack.buckets))
    shown = {box.key for box in (*edge, *entry, *containers, *stores)} | {PEOPLE}
    return Diagram(
        title=f"{stack.application}, {stack.name}",
        network=words.network(stack),
        zones=words.zones(stack),
        tiers=words.tiers(stack),
        edge=edge,
        entry=entry,
        containers=containers,
        stores=stores,
        links=tuple(link for link in _links(stack) if link.source in shown and link.target in shown),
    )


def _links(stack: Stack) -> Iterator[Link]:
    """Every edge of the network once for each pair of parts, the way people come, and who uses which bucket."""
    ports: dict[tuple[str, str], list[int]] = {}
    for edge in stack.edges:
        ports.setdefault((edge.source, edge.target), []).append(edge.port)
    for (source, target), numbers in ports.items():
        seen = PEOPLE if source == INTERNET else source
        yield Link(source=seen, target=target, label=", ".join(str(number) for number in sorted(numbers)))
    for name, part in stack.static.items():
        if words.has_cdn(stack):
            yield Link(source=PEOPLE, target=name, label="443")
            if part.forwards:
                yield Link(source=name, target=words.GATEWAY, label=", ".join(part.forwards))
        else:
            paths = dict.fromkeys(route.path for route in part.routes)
            yield Link(source=words.GATEWAY, target=name, label=", ".join(paths))
    for name, part in stack.containers.items():
        for used in part.connections:
            if used in stack.buckets:
                yield Link(source=name, target=used, label="read, write")
