"""Where data lives: database, cache, buckets."""

from collections.abc import Mapping

from components.cache import Cache, CacheArgs
from components.database import Database, DatabaseArgs
from components.network import Network
from components.object_store import ObjectStore, ObjectStoreArgs
from components.platform import Platform
from deployment.links import Links
from settings.stack import Stack


def create(stack: Stack, platform: Platform, network: Network, links: Links) -> Mapping[str, ObjectStore]:
    """Create the stores of the application, hand their connections to `links`, and return the buckets."""
    if stack.database:
        facets = stack.facets.get("database", ())
        args = DatabaseArgs(platform=platform, network=network, spec=stack.database, facets=facets)
        links.add("database", Database("database", args).connection)
    if stack.cache:
        facets = stack.facets.get("cache", ())
        args = CacheArgs(platform=platform, network=network, spec=stack.cache, facets=facets)
        links.add("cache", Cache("cache", args).connection)
    buckets = {
        name: ObjectStore(name, ObjectStoreArgs(platform=platform, spec=spec)) for name, spec in stack.buckets.items()
    }
    for name, bucket in buckets.items():
        links.add(name, bucket.connection)
    return buckets
