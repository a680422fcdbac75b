"""Where data lives: database, cache, buckets."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from components.cache import Cache, CacheArgs
from components.database import Database, DatabaseArgs
from components.network import Network
from components.object_store import ObjectStore, ObjectStoreArgs
from components.platform import Platform
from deployment.links import Links
from settings.stack import Stack


@dataclass(frozen=True, kw_only=True)
class Stores:
    """The stores of a stack; None for what its application does not have."""

    database: Database | None
    cache: Cache | None
    buckets: Mapping[str, ObjectStore]


def create(stack: Stack, platform: Platform, network: Network, links: Links) -> Stores:
    """Create the stores of the application and hand their connections to `links`."""
    database = cache = None
    if stack.database:
        facets = stack.facets.get("database", ())
        args = DatabaseArgs(
            platform=platform, network=network, spec=stack.database, facets=facets, files=_sql_files(stack)
        )
        database = Database("database", args)
        links.add("database", database.connection)
    if stack.cache:
        facets = stack.facets.get("cache", ())
        args = CacheArgs(platform=platform, network=network, spec=stack.cache, facets=facets)
        cache = Cache("cache", args)
        links.add("cache", cache.connection)
    buckets = {name: ObjectStore(name, _bucket(stack, name, platform, network)) for name in stack.buckets}
    for name, bucket in buckets.items():
        links.add(name, bucket.connection)
    return Stores(database=database, cache=cache, buckets=buckets)


def _sql_files(stack: Stack) -> Path | None:
    """The folder that some part's migration runs."""
    migrations = (part.migration for part in stack.containers.values() if part.migration)
    return next((migration.files for migration in migrations if migration.files), None)


def _bucket(stack: Stack, name: str, platform: Platform, network: Network) -> ObjectStoreArgs:
    return ObjectStoreArgs(
        platform=platform,
        spec=stack.buckets[name],
        network=network,
        users=tuple(part for part, container in stack.containers.items() if name in container.connections),
        zone=stack.zone,
        address=stack.entry.address if stack.entry else None,
    )
