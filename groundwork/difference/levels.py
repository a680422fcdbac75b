"""How much of what can be had in degrees a stack asks for: days, zones, instances."""

from collections.abc import Iterator
from dataclasses import dataclass

import settings

HOST = "docker"
NONE = "none"
"""Said of what a stack does not have."""


@dataclass(frozen=True, slots=True)
class Level:
    """One degree, here and there."""

    what: str
    here: str
    there: str


def differences(here: settings.Stack, there: settings.Stack) -> list[Level]:
    """Where two stacks ask for different degrees, or only one of them has the thing at all."""
    ours, theirs = levels(here), levels(there)
    found = (Level(what, ours.get(what, NONE), theirs.get(what, NONE)) for what in {**ours, **theirs})
    return [level for level in found if level.here != level.there]


def levels(stack: settings.Stack) -> dict[str, str]:
    """What -> its degree, in words with units."""
    return dict([*_network(stack), *_database(stack), *_cache(stack), *_buckets(stack), *_instances(stack)])


def _network(stack: settings.Stack) -> Iterator[tuple[str, str]]:
    yield "zones of the network", "one host" if stack.cloud == HOST else f"{stack.network.zones}"
    yield "logs are kept", _days(stack.logs.days)
    if stack.entry:
        yield "the cloud refuses to delete the entry", _yes(not stack.disposable and stack.cloud != HOST)


def _database(stack: settings.Stack) -> Iterator[tuple[str, str]]:
    database = stack.database
    if database is None:
        return
    yield "database: backups are kept", _days(database.backup_days)
    yield "database: zones", "one host" if stack.cloud == HOST else "2" if database.multi_zone else "1"
    refuses = database.deletion_protection and not stack.disposable and stack.cloud != HOST
    yield "the cloud refuses to delete the database", _yes(refuses)
    yield "database: restored on trial", database.restore_drill or "never"


def _cache(stack: settings.Stack) -> Iterator[tuple[str, str]]:
    if stack.cache is None:
        return
    yield "cache: copies are kept", NONE if stack.cloud == HOST else _days(stack.cache.backup_days)
    yield "cache: replicas", NONE if stack.cloud == HOST else f"{stack.cache.replicas}"


def _buckets(stack: settings.Stack) -> Iterator[tuple[str, str]]:
    for name, bucket in stack.buckets.items():
        yield f"{name}: older versions are kept", _days(bucket.keep_versions_days)


def _instances(stack: settings.Stack) -> Iterator[tuple[str, str]]:
    for name, part in stack.containers.items():
        scale = getattr(part.spec, "scale", None)
        if scale is None:
            continue
        follows = scale.follows_load and stack.cloud != HOST
        yield f"{name}: instances", f"{scale.min} to {scale.max}" if follows else f"{scale.min}"


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"


def _yes(value: bool) -> str:
    return "yes" if value else "no"
