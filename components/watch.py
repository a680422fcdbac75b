"""How a store is asked how it is doing, where no cloud measures it."""

from dataclasses import dataclass

import pulumi

USER = "groundwork_monitor"
"""Who asks: may read what a store tells of itself, and no data."""


@dataclass(frozen=True, kw_only=True)
class Watch:
    """A store as its watcher finds it."""

    host: str
    port: int
    password: pulumi.Output[str]
    """Of `USER`."""
    cpus: float
    """vCPU that it may take."""
    database: str = ""
    """Name of a PostgreSQL database."""
    encrypted: bool = False
    """It speaks TLS, by the stack's own authority."""
