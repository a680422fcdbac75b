"""A database and a cache in a production stack, but for what a test changes."""

from typing import Any, cast

import pulumi

from components.cache import Cache, CacheArgs, CacheSpec
from components.database import Database, DatabaseArgs, DatabaseSpec
from components.network import Network, NetworkOutputs
from tests.components.stand import make_platform


def drawn_network(part: str) -> Network:
    """A network of which only the outputs are there: a store places itself by them, and tests stay quick."""

    def known(text: str) -> pulumi.Output[str]:
        return pulumi.Output.from_input(text)

    outputs = NetworkOutputs(
        network_id=known("network-vpc-id"),
        public_subnet_ids=[],
        app_subnet_ids=[],
        data_subnet_ids=[known(f"network-data-{zone}-id") for zone in (1, 2, 3)],
        zones=[known(f"eu-central-1{letter}") for letter in "abc"],
        security_group_ids={part: known(f"network-{part}-id")},
        outbound=[],
        namespace=None,
    )
    return cast("Network", outputs)


def make_database(
    spec: dict[str, Any] | None = None, facets: tuple[str, ...] = ("url",), **platform_changes: Any
) -> Database:
    """A database; call it inside `run`."""
    platform = make_platform(**platform_changes)
    network = drawn_network("database")
    settings = DatabaseSpec.model_validate(spec or {})
    return Database("database", DatabaseArgs(platform=platform, network=network, spec=settings, facets=facets))


def make_cache(
    spec: dict[str, Any] | None = None, facets: tuple[str, ...] = ("url",), **platform_changes: Any
) -> Cache:
    """A cache; call it inside `run`."""
    platform = make_platform(**platform_changes)
    network = drawn_network("cache")
    settings = CacheSpec.model_validate(spec or {})
    return Cache("cache", CacheArgs(platform=platform, network=network, spec=settings, facets=facets))
