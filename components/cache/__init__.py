"""Cache: a private Redis."""

import pulumi

from components.cache.contract import PORT, CacheArgs, CacheOutputs, CacheSpec
from components.component import Component

__all__ = ["PORT", "Cache", "CacheArgs", "CacheOutputs", "CacheSpec"]


class Cache(Component, CacheOutputs):
    """A private Redis with TLS and a password, for caching, queues and rate limits."""

    def __init__(self, name: str, args: CacheArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create the cache on the platform's cloud."""
        super().__init__(name, opts)
        match args.platform.cloud:
            case "aws":
                from components.cache import aws as backend
            case "alicloud":
                from components.cache import alicloud as backend
            case "docker":
                from components.cache import docker as backend
        self.publish(backend.create(name, args, self.children()))
