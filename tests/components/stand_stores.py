"""A database and a cache in a production stack, but for what a test changes."""

from typing import Any

from components.cache import Cache, CacheArgs, CacheSpec
from components.database import Database, DatabaseArgs, DatabaseSpec
from tests.components.stand import make_network, make_platform


def make_database(
    spec: dict[str, Any] | None = None, facets: tuple[str, ...] = ("url",), **platform_changes: Any
) -> Database:
    """A database; call it inside `run`."""
    platform = make_platform(**platform_changes)
    network = make_network(platform, ("database",))
    settings = DatabaseSpec.model_validate(spec or {})
    return Database("database", DatabaseArgs(platform=platform, network=network, spec=settings, facets=facets))


def make_cache(
    spec: dict[str, Any] | None = None, facets: tuple[str, ...] = ("url",), **platform_changes: Any
) -> Cache:
    """A cache; call it inside `run`."""
    platform = make_platform(**platform_changes)
    network = make_network(platform, ("cache",))
    settings = CacheSpec.model_validate(spec or {})
    return Cache("cache", CacheArgs(platform=platform, network=network, spec=settings, facets=facets))
