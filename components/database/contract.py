"""What a Database is asked for and what it promises."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import pulumi
from pydantic import Field

from components.connection import Connection
from components.network import Network
from components.platform import Platform
from components.spec import Size, Spec
from components.watch import Watch

PORT = 5432
"""PostgreSQL's own port."""


DatabaseName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,62}$", examples=["app"])]
"""What a database or its user is called."""


class MigrateSpec(Spec):
    """What brings the schema up to date before a new version takes traffic: `command` or `files`."""

    command: list[str] | None = None
    """Run in the image of `part`; a failure leaves the old version running."""
    files: str | None = None
    """Folder of SQL files, relative to the project: run by name, each once and whole or not at all."""
    part: str | None = None
    """The service that waits for it, and whose image has the command; needed when several use the database."""


class DatabaseSpec(Spec):
    """A private PostgreSQL database."""

    engine: Literal["postgresql", "polardb"] = "postgresql"
    """`polardb`: PolarDB for PostgreSQL, a cluster that grows by read-only nodes (Alibaba Cloud only)."""
    version: Literal["14", "15", "16", "17"] = "16"
    """Major version; minor ones follow by themselves."""
    extensions: list[Literal["vector", "pg_trgm", "uuid-ossp", "pgcrypto", "postgis", "pg_stat_statements"]] = []
    """Extensions that the application creates (`CREATE EXTENSION`); the database's user may, and the version can."""
    migrate: list[str] | MigrateSpec | None = None
    """Migration: a command; or command or SQL files, and part."""
    name: DatabaseName = "app"
    """What the database is called; another name is another database."""
    user: DatabaseName = "app"
    """What its user is called."""
    size: Size = "medium"
    """How big the server is; by preset small in dev and staging."""
    storage_gib: int = Field(50, ge=20, le=16384)
    """Storage to begin with, in GiB."""
    max_storage_gib: int = Field(500, ge=20, le=65536)
    """Storage that it may grow to by itself, in GiB."""
    multi_zone: bool = True
    """A standby in a second zone; by preset in prod."""
    backup_days: int = Field(30, ge=1, le=35)
    """Days that automatic backups are kept; by preset 7 in dev, 14 in staging, 30 in prod."""
    backup_window: Annotated[str, Field(pattern=r"^\d\d:\d\d-\d\d:\d\d$")] = "02:00-03:00"
    """UTC; must not meet the maintenance window."""
    maintenance_window: str = Field("sun:03:30-sun:04:30", pattern=r"^[a-z]{3}:\d\d:\d\d-[a-z]{3}:\d\d:\d\d$")
    """UTC, weekday and time."""
    deletion_protection: bool = True
    """The cloud refuses to delete it; by preset outside dev."""
    slow_query_milliseconds: int = Field(1000, ge=0)
    """Statements that take longer are logged."""
    restore_drill: Literal["weekly", "monthly"] | None = None
    """Restore the newest backup on this schedule, record the result, delete the copy."""
    copy_region: str | None = Field(None, pattern=r"^[a-z]{2}(-[a-z]+)+(-\d)?$", examples=["eu-west-1"])
    """A second region that keeps copies of the backups; `groundwork:residency` holds there too."""
    recovery_point_minutes: int | None = Field(None, ge=5, le=1440)
    """The most that may be lost, in minutes: backups are taken as often, or the stack is refused."""
    recovery_time_minutes: int | None = Field(None, ge=5, le=1440)
    """How long bringing it back may take, in minutes: an output, by which a restore drill is judged."""


@dataclass(frozen=True, kw_only=True)
class DatabaseArgs:
    """A database, where it lies, and which facets of its connection are used."""

    platform: Platform
    network: Network
    spec: DatabaseSpec
    facets: tuple[str, ...]
    """Secret facets that some part uses, for example `url`, `url+asyncpg`, `password`."""
    files: Path | None = None
    """Folder of the SQL files that bring its schema up to date, where it has some."""


@dataclass(kw_only=True, eq=False)
class DatabaseOutputs:
    """What the parts that use it need.

    Connection values: `host`, `port`, `name`, `user`. Secrets: `url`, `url+<driver>`, `password`.
    """

    connection: Connection
    endpoint: pulumi.Output[str]
    """host:port inside the network."""
    backup: pulumi.Output[str]
    """The command that takes a backup at once."""
    restore: pulumi.Output[str]
    """The command that brings a backup back: beside the database where a cloud runs it, in its place on one host."""
    watch: Watch | None = None
    """How it is asked how it is doing, where the stack itself watches it."""
