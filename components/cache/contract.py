"""What a Cache is asked for and what it promises."""

from dataclasses import dataclass
from typing import Literal

import pulumi
from pydantic import Field

from components.connection import Connection
from components.network import Network
from components.platform import Platform
from components.spec import Size, Spec
from components.watch import Watch

PORT = 6379
"""Redis's own port."""


class CacheSpec(Spec):
    """A private Redis with logical databases 0 to 15 (never cluster mode)."""

    version: Literal["7"] = "7"
    """Major version."""
    size: Size = "medium"
    """How big a node is; by preset small in dev and staging."""
    replicas: int = Field(1, ge=0, le=5)
    """Copies that take over when the primary fails; by preset 0 in dev and staging, 1 in prod."""
    eviction: Literal["noeviction", "allkeys-lru", "volatile-lru"] = "noeviction"
    """What happens when memory is full: a queue must lose no task (`noeviction`); a pure cache wants `allkeys-lru`."""
    backup_days: int = Field(7, ge=0, le=35)
    """Days that daily snapshots are kept; by preset 0 in dev, 1 in staging, 7 in prod."""
    maintenance_window: str = Field("sun:03:30-sun:04:30", pattern=r"^[a-z]{3}:\d\d:\d\d-[a-z]{3}:\d\d:\d\d$")
    """UTC, weekday and time."""


@dataclass(frozen=True, kw_only=True)
class CacheArgs:
    """A cache, where it lies, and which facets of its connection are used."""

    platform: Platform
    network: Network
    spec: CacheSpec
    facets: tuple[str, ...]
    """Secret facets that some part uses, for example `url`, `url/1`, `password`."""


@dataclass(kw_only=True, eq=False)
class CacheOutputs:
    """What the parts that use it need.

    Connection values: `host`, `port`. Secrets: `url` (`rediss://…/0`), `url/<n>`, `password`.
    """

    connection: Connection
    endpoint: pulumi.Output[str]
    """host:port inside the network."""
    watch: Watch | None = None
    """How it is asked how it is doing, where the stack itself watches it."""
