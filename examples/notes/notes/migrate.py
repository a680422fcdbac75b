"""`python -m notes.migrate`: brings the database to the shape that this version wants."""

import logging
import sys
from pathlib import Path

import psycopg

from notes import logs, settings

FOLDER = Path(__file__).parent.parent / "migrations"
LOCK = 0x6E6F7465
"""Key of an advisory lock, "note" in ASCII: of two that start at once, the second waits and finds nothing to do."""

log = logging.getLogger("notes.migrate")


def migrations(folder: Path = FOLDER) -> list[Path]:
    """The migrations in the order of their names, which start with four digits."""
    return sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))


def migrate(connection: psycopg.Connection, folder: Path = FOLDER) -> list[str]:
    """Run what was not run yet, all or nothing, and return the names."""
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        connection.execute(
            "CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, run_at timestamptz NOT NULL DEFAULT now())"
        )
        run = {name for (name,) in connection.execute("SELECT name FROM migrations")}
        pending = [path for path in migrations(folder) if path.name not in run]
        for path in pending:
            connection.execute(path.read_bytes())
            connection.execute("INSERT INTO migrations (name) VALUES (%s)", [path.name])
    return [path.name for path in pending]


def main() -> None:
    """Migrate, say what was run, and leave with exit code 0, or 1 where the database does not answer or refuses."""
    url = settings.from_environment(settings.migrate)
    logs.start()
    try:
        with psycopg.connect(url, connect_timeout=10, autocommit=True) as connection:
            run = migrate(connection)
    except psycopg.Error as error:
        log.critical("not migrated: %s", error)
        sys.exit(1)
    log.info("migrated", extra={"fields": {"run": run}})


if __name__ == "__main__":
    main()
