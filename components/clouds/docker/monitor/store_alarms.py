"""Alarms of database, cache and disk."""

from collections.abc import Iterator

from components.clouds.docker.monitor.alarm import Alarm
from components.dashboard import DashboardArgs

GIB = 1 << 30

DISK = '{path="/"}'
"""The disk that holds what Docker holds."""


def of(args: DashboardArgs) -> Iterator[Alarm]:
    """All of them; what is stored lies on the host's disk."""
    limits = args.platform.args.alarms
    if args.database_watch is not None:
        yield from _database(limits.database_connections, limits.database_free_storage_gib)
    if args.cache_watch is not None and limits.cache_memory_percent is not None:
        yield Alarm(
            name="HighCacheMemory",
            expression=f"100 * redis_used_memory / redis_maxmemory > {limits.cache_memory_percent:g}",
            summary='The cache holds {{ $value | printf "%.0f" }} % of what it may.',
            minutes=5,
        )
    if limits.disk_percent is not None:
        yield Alarm(
            name="HighDisk",
            expression=f"disk_used_percent{DISK} > {limits.disk_percent:g}",
            summary='The disk of the host is {{ $value | printf "%.0f" }} % full.',
            minutes=5,
        )


def _database(connections: int | None, free_gib: float | None) -> Iterator[Alarm]:
    if connections is not None:
        yield Alarm(
            name="HighDatabaseConnections",
            expression=f"sum(postgresql_numbackends) > {connections}",
            summary="The database has {{ $value }} open connections.",
            minutes=5,
        )
    if free_gib is not None:
        yield Alarm(
            name="LowDatabaseStorage",
            expression=f"disk_free{DISK} / {GIB} < {free_gib:g}",
            summary='{{ $value | printf "%.1f" }} GiB of storage are left to the database.',
            minutes=5,
            severity="critical",
        )
