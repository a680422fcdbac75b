"""`python -m notes.cleanup`: deletes what is older than `DAYS`; runs every night."""

import logging
import sys
from datetime import timedelta

import psycopg

from notes import logs, settings
from notes.file_records import key
from notes.storage import Storage, StorageError, open_storage

log = logging.getLogger("notes.cleanup")


def delete_notes(connection: psycopg.Connection, age: timedelta) -> int:
    """Delete notes older than this and return how many there were."""
    return connection.execute("DELETE FROM notes WHERE created_at < now() - %s", [age]).rowcount


def delete_files(connection: psycopg.Connection, storage: Storage, age: timedelta) -> int:
    """Delete files older than this, the object first: one that cannot be deleted stays known. Return how many."""
    old = connection.execute("SELECT id FROM files WHERE created_at < now() - %s ORDER BY created_at", [age]).fetchall()
    for (identity,) in old:
        storage.delete(key(identity))
        connection.execute("DELETE FROM files WHERE id = %s", [identity])
    return len(old)


def main() -> None:
    """Clean up, say how much, and leave with exit code 0, or 1 where database or bucket do not answer."""
    chosen = settings.from_environment(settings.cleanup)
    logs.start()
    age = timedelta(days=chosen.days)
    try:
        with psycopg.connect(chosen.database_url, connect_timeout=10, autocommit=True) as connection:
            notes = delete_notes(connection, age)
            log.info("old notes deleted", extra={"fields": {"notes": notes, "days": chosen.days}})
            files = delete_files(connection, open_storage(chosen.storage), age)
            log.info("old files deleted", extra={"fields": {"files": files, "days": chosen.days}})
    except (psycopg.Error, StorageError) as error:
        log.critical("not cleaned up: %s", error)
        sys.exit(1)


if __name__ == "__main__":
    main()
