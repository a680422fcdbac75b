"""A production stack on Alibaba Cloud, but for what a test changes; call everything inside `run`."""

from typing import Any

from components.cache import Cache, CacheArgs, CacheSpec
from components.clouds.alicloud.contract import AlicloudSpec
from components.database import Database, DatabaseArgs, DatabaseSpec
from components.gateway import Gateway
from components.network import Edge, Network, NetworkArgs, NetworkSpec
from components.object_store import ObjectStore, ObjectStoreArgs, ObjectStoreSpec
from components.platform import Platform
from tests.components.stand import make_gateway, make_platform

PARTS = ("gateway", "database", "cache", "api", "tasks")
EDGES = (
    Edge(source="internet", target="gateway", port=443),
    Edge(source="gateway", target="api", port=8000),
    Edge(source="api", target="database", port=5432),
    Edge(source="tasks", target="database", port=5432),
    Edge(source="api", target="cache", port=6379),
    Edge(source="api", target="internet", port=443),
)


def platform(**changes: Any) -> Platform:
    """What all parts share."""
    settings = AlicloudSpec(certificate="8765432-eu-central-1", kms_instance=changes.pop("kms_instance", None))
    return make_platform(**{"cloud": "alicloud", "cloud_settings": settings, **changes})


def network(on: Platform | None = None, parts: tuple[str, ...] = PARTS, **spec: Any) -> Network:
    """A network with the usual parts and edges."""
    edges = tuple(edge for edge in EDGES if {edge.source, edge.target} <= {*parts, "internet"})
    return Network(
        "network",
        NetworkArgs(platform=on or platform(), spec=NetworkSpec(**spec), parts=parts, edges=edges),
    )


def database(spec: dict[str, Any] | None = None, facets: tuple[str, ...] = ("url",), **changes: Any) -> Database:
    """A database that `api` and `tasks` use."""
    on = platform(**changes)
    settings = DatabaseSpec.model_validate(spec or {})
    return Database("database", DatabaseArgs(platform=on, network=network(on), spec=settings, facets=facets))


def cache(spec: dict[str, Any] | None = None, **changes: Any) -> Cache:
    """A cache that `api` uses."""
    on = platform(**changes)
    settings = CacheSpec.model_validate(spec or {})
    return Cache("cache", CacheArgs(platform=on, network=network(on), spec=settings, facets=("url",)))


def bucket(spec: dict[str, Any] | None = None, **changes: Any) -> ObjectStore:
    """A bucket."""
    settings = ObjectStoreSpec.model_validate(spec or {})
    return ObjectStore("files", ObjectStoreArgs(platform=platform(**changes), spec=settings))


def gateway(on: Platform, within: Network, **changes: Any) -> Gateway:
    """The entry, with a host name and a certificate."""
    return make_gateway(on, within, **{"host": "notes.example.com", "zone": "example.com", **changes})
