"""What the environment says, checked: one reader for each command, so that each asks only for what it uses."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from notes import cache, database
from notes.environment import Environment, SettingsError
from notes.storage_settings import StorageSettings, storage_settings

DATABASE_SCHEMES = ("postgresql://", "postgres://")
REDIS_SCHEMES = ("redis://", "rediss://")
WEB_SCHEMES = ("https://", "http://")
SHORTEST_SECRET = 16
"""Characters; what signs sessions must not be guessed."""

Settings = TypeVar("Settings")


@dataclass(frozen=True, kw_only=True)
class ApiSettings:
    """What `notes.api` needs."""

    database_url: str = field(repr=False)
    redis_url: str = field(repr=False)
    storage: StorageSettings
    web_url: str
    """Where the page is, without a slash at its end."""
    session_secret: str = field(repr=False)
    port: int


@dataclass(frozen=True, kw_only=True)
class WorkerSettings:
    """What `notes.worker` needs."""

    database_url: str = field(repr=False)
    redis_url: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class CleanupSettings:
    """What `notes.cleanup` needs."""

    database_url: str = field(repr=False)
    storage: StorageSettings
    days: int
    """Notes and files older than this go."""


def api(variables: Mapping[str, str]) -> ApiSettings:
    """Read the API's variables; SettingsError names all that are missing or wrong."""
    with Environment(variables) as given:
        return ApiSettings(
            database_url=given.address("DATABASE_URL", DATABASE_SCHEMES, database.is_address),
            redis_url=given.address("REDIS_URL", REDIS_SCHEMES, cache.is_address),
            storage=storage_settings(given),
            web_url=given.address("WEB_URL", WEB_SCHEMES).rstrip("/"),
            session_secret=given.secret("SESSION_SECRET", SHORTEST_SECRET),
            port=given.number("PORT", 8000, range(1, 65536)),
        )


def worker(variables: Mapping[str, str]) -> WorkerSettings:
    """Read the worker's variables; SettingsError names all that are missing or wrong."""
    with Environment(variables) as given:
        return WorkerSettings(
            database_url=given.address("DATABASE_URL", DATABASE_SCHEMES, database.is_address),
            redis_url=given.address("REDIS_URL", REDIS_SCHEMES, cache.is_address),
        )


def cleanup(variables: Mapping[str, str]) -> CleanupSettings:
    """Read the nightly job's variables; SettingsError names all that are missing or wrong."""
    with Environment(variables) as given:
        return CleanupSettings(
            database_url=given.address("DATABASE_URL", DATABASE_SCHEMES, database.is_address),
            storage=storage_settings(given),
            days=given.number("DAYS", 30, range(1, 36501)),
        )


def migrate(variables: Mapping[str, str]) -> str:
    """Read the address of the database to migrate; SettingsError says what is wrong with it."""
    with Environment(variables) as given:
        return given.address("DATABASE_URL", DATABASE_SCHEMES, database.is_address)


def from_environment(read: Callable[[Mapping[str, str]], Settings]) -> Settings:
    """Read this process's variables, or leave it with one sentence and exit code 2."""
    try:
        return read(os.environ)
    except SettingsError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
