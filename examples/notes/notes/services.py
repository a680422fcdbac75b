"""What the API works with."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from redis.asyncio import Redis
from starlette.requests import HTTPConnection

from notes.events import Hub
from notes.file_records import FileRecords
from notes.note_records import NoteRecords
from notes.queue import Queue
from notes.storage import Storage


@dataclass(frozen=True, kw_only=True)
class Services:
    """Database, Redis and bucket, by what they are for."""

    notes: NoteRecords
    files: FileRecords
    redis: Redis
    queue: Queue
    hub: Hub
    storage: Storage
    database_answers: Callable[[], Awaitable[bool]]


def of(connection: HTTPConnection) -> Services:
    """The services of the application that was asked."""
    return connection.app.state.services
