"""Cache: a private Redis."""

import pulumi

from components.cache.contract import PORT, CacheArgs, CacheOutputs, CacheSpec
from components.component import Component
from components.connection import Connection

__all__ = ["PORT", "Cache", "CacheArgs", "CacheOutputs", "CacheSpec"]


class Cache(Component):
    """A private Redis with TLS and a password, for caching, queues and rate limits."""

    connection: Connection
    """Values, secrets and permissions for a part that uses it."""
    endpoint: pulumi.Output[str]
    """host:port inside the network."""

    def __init__(self, name: str, args: CacheArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create the cache on the platform's cloud."""
        super().__init__(name, opts)
        match args.platform.cloud:
            case "aws":
                from components.cache import aws as backend
        self.publish(backend.create(name, args, self.children()))
