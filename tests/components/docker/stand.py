"""A production stack on one Docker host, but for what a test changes; call everything inside `run`."""

from pathlib import Path
from typing import Any

from components.cache import Cache, CacheArgs, CacheSpec
from components.clouds.docker.contract import DockerSpec
from components.database import Database, DatabaseArgs, DatabaseSpec
from components.gateway import Gateway
from components.network import Edge, Network, NetworkArgs, NetworkSpec
from components.object_store import ObjectStore, ObjectStoreArgs, ObjectStoreSpec
from components.platform import Platform
from tests.components.stand import make_gateway, make_platform

DOMAIN = "notes-prod.internal"

PARTS = ("gateway", "database", "cache", "api", "tasks")
EDGES = (
    Edge(source="internet", target="gateway", port=443),
    Edge(source="gateway", target="api", port=8000),
    Edge(source="tasks", target="api", port=8000),
    Edge(source="api", target="database", port=5432),
    Edge(source="api", target="cache", port=6379),
    Edge(source="api", target="internet", port=443),
)


def platform(host: dict[str, Any] | None = None, **changes: Any) -> Platform:
    """What all parts share; `host` is `groundwork:docker`. It is watched where a test says so."""
    settings = DockerSpec.model_validate({"monitoring": False, **(host or {})})
    return make_platform(**{"cloud": "docker", "region": "", "cloud_settings": settings, **changes})


def network(
    on: Platform | None = None,
    parts: tuple[str, ...] = PARTS,
    edges: tuple[Edge, ...] = EDGES,
    *,
    buckets: bool = True,
) -> Network:
    """A network with the usual parts, and with buckets."""
    args = NetworkArgs(platform=on or platform(), spec=NetworkSpec(), parts=parts, edges=edges, buckets=buckets)
    return Network("network", args)


def database(
    spec: dict[str, Any] | None = None,
    facets: tuple[str, ...] = ("url",),
    host: dict[str, Any] | None = None,
    files: Path | None = None,
    **changes: Any,
) -> Database:
    """A database."""
    on = platform(host, **changes)
    settings = DatabaseSpec.model_validate(spec or {})
    args = DatabaseArgs(platform=on, network=network(on), spec=settings, facets=facets, files=files)
    return Database("database", args)


def cache(
    spec: dict[str, Any] | None = None,
    facets: tuple[str, ...] = ("url",),
    host: dict[str, Any] | None = None,
    **changes: Any,
) -> Cache:
    """A cache."""
    on = platform(host, **changes)
    settings = CacheSpec.model_validate(spec or {})
    return Cache("cache", CacheArgs(platform=on, network=network(on), spec=settings, facets=facets))


def bucket(
    spec: dict[str, Any] | None = None,
    users: tuple[str, ...] = ("api", "tasks"),
    address: str | None = "https://notes.example.com",
    **changes: Any,
) -> ObjectStore:
    """A bucket; without an address, in a stack without an entry."""
    on = platform(**changes)
    settings = ObjectStoreSpec.model_validate(spec or {})
    within = network(on, buckets=address is not None)
    args = ObjectStoreArgs(platform=on, spec=settings, network=within, users=users, address=address)
    return ObjectStore("files", args)


def gateway(on: Platform, within: Network, **changes: Any) -> Gateway:
    """The entry, with a host name."""
    return make_gateway(on, within, **{"host": "notes.example.com", "zone": "example.com", **changes})
