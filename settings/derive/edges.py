"""Who may open which port of whom: the only source of firewall rules."""

from collections.abc import Iterable, Mapping

from components import volumes
from components.cache import PORT as CACHE_PORT
from components.container import ContainerSpec, WebSpec
from components.database import PORT as DATABASE_PORT
from components.gateway import HTTP_PORT, HTTPS_PORT
from components.network import Edge
from settings.derive import traces
from settings.parts import Draft, Part
from settings.stack import Entry


def derived(
    draft: Draft, entry: Entry | None, routed: Iterable[str], used: Mapping[str, tuple[Part, ...]]
) -> list[Edge]:
    """Edges to the gateway, from it to routed parts, from users to what they use, from containers to the internet."""
    edges = list(_entry(entry)) if entry else []
    for name in routed:
        spec = draft.parts[name].spec
        if isinstance(spec, WebSpec):
            edges.append(_edge("gateway", name, spec.port))
    for part, spec in draft.containers():
        for target in used.get(part.name, ()):
            edges += [_edge(part.name, target.name, port) for port in _ports(target)]
        edges += [_edge(part.name, server, volumes.PORT) for server in _file_system(draft, part)]
        outside = dict.fromkeys((*spec.outbound_ports, *traces.ports(draft)))
        edges += [_edge(part.name, "internet", port) for port in outside]
    return edges


def members(draft: Draft, entry: Entry | None) -> tuple[str, ...]:
    """Every part with an address in the network."""
    data = draft.named("database", "cache")
    containers = [name for part, _ in draft.containers() for name in (part.name, *_file_system(draft, part))]
    return (*(["gateway"] if entry else []), *data, *containers)


def _file_system(draft: Draft, part: Part) -> tuple[str, ...]:
    """The member of the network that a part's volumes are reached at, where there is one."""
    there = isinstance(part.spec, ContainerSpec) and part.spec.volumes
    return (volumes.member(part.name),) if there and draft.configuration.cloud in volumes.ON_NETWORK else ()


def _edge(source: str, target: str, port: int) -> Edge:
    return Edge(source=source, target=target, port=port)


def _entry(entry: Entry) -> Iterable[Edge]:
    """Without a host name there is no certificate and so no HTTPS; with one, HTTP is there to be redirected."""
    if entry.behind_cdn:
        return (_edge("cdn", "gateway", HTTPS_PORT if entry.host else HTTP_PORT),)
    ports = (HTTPS_PORT, HTTP_PORT) if entry.host else (HTTP_PORT,)
    return (_edge("internet", "gateway", port) for port in ports)


def _ports(part: Part) -> tuple[int, ...]:
    """The ports a part is used on; none of a bucket, which has no address in the network."""
    if part.kind == "database":
        return (DATABASE_PORT,)
    if part.kind == "cache":
        return (CACHE_PORT,)
    return (part.spec.port, *part.spec.private_ports.values()) if isinstance(part.spec, WebSpec) else ()
