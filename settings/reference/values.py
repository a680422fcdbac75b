"""What `variables` may name, and what `uses` brings by itself."""

from collections.abc import Iterable

from components.api_service import ServiceSpec
from components.cache import CacheSpec
from components.database import DatabaseSpec
from components.frontend import StaticSpec
from components.object_store import ObjectStoreSpec
from components.spec import Cloud
from settings.derive import facets
from settings.parts import Kind, Part, PartSpec

HEAD = """## Values of parts

A part may name those of parts that it uses, and `url` of every part with a route. `{domain}` is the stack's domain.

| part | values | secrets, which must be a variable's whole value | variables that `uses` brings |
|---|---|---|---|
"""

PARTS: tuple[tuple[str, Kind, PartSpec, Cloud], ...] = (
    ("database", "database", DatabaseSpec(), "aws"),
    ("cache", "cache", CacheSpec(), "aws"),
    ("a bucket `files` on AWS", "bucket", ObjectStoreSpec(access_key=True), "aws"),
    ("a bucket `files` on Alibaba Cloud", "bucket", ObjectStoreSpec(access_key=True), "alicloud"),
    ("a bucket `files` on a Docker host", "bucket", ObjectStoreSpec(), "docker"),
    ("a service `api`, or a rendering frontend", "service", ServiceSpec(private_ports={"grpc": 8600}), "aws"),
    ("a static frontend", "static frontend", StaticSpec(kind="static", directory="dist"), "aws"),
)
"""Title, kind, an example of it and the cloud; keys of a bucket are there with `access_key`, and always on a host."""


def table() -> str:
    """One line a kind of part."""
    return HEAD + "".join(f"{_line(*row)}\n" for row in PARTS)


def _line(title: str, kind: Kind, spec: PartSpec, cloud: Cloud) -> str:
    part = Part(name="api" if kind == "service" else "files", kind=kind, place=(), spec=spec)
    offered = facets.of(part, cloud, routed=True)
    brought = facets.brought(part, cloud, prefixed=False) if kind != "static frontend" else {}
    return f"| {title} | {_listed(offered.values)} | {_listed(offered.secrets)} | {_listed(brought)} |"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
