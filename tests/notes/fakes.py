"""What the notes application works with, in memory."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from fakeredis import FakeAsyncRedis, FakeRedis, FakeServer
from psycopg import OperationalError
from psycopg.errors import NumericValueOutOfRange
from starlette.testclient import TestClient

from notes.api.application import application
from notes.events import Hub
from notes.file_records import File, FileRecords
from notes.note_records import Note, NoteRecords
from notes.queue import Queue
from notes.services import Services
from notes.settings import ApiSettings
from notes.storage import StorageError
from notes.storage_settings import S3Settings

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
SETTINGS = ApiSettings(
    database_url="postgresql://app@database/app",
    redis_url="redis://cache:6379/0",
    storage=S3Settings(region="eu-central-1", bucket="files", endpoint=None, internal_endpoint=None, key=None),
    web_url="http://notes.example.com",
    session_secret="0123456789abcdef",
    port=8000,
)


class FakeNotes(NoteRecords):
    """Notes in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[int, Note] = {}
        self.away = False
        self.now = NOW

    async def add(self, text: str, author: str | None) -> Note:
        self._there()
        number = max(self.kept, default=0) + 1
        self.kept[number] = Note(id=number, text=text, author=author, words=None, link=None, created_at=NOW)
        return self.kept[number]

    async def get(self, number: int) -> Note | None:
        self._there()
        if number >= 2**63:
            raise NumericValueOutOfRange("bigint out of range")
        return self.kept.get(number)

    async def newest(self, limit: int) -> list[Note]:
        self._there()
        return list(self.kept.values())[-limit:]

    async def after(self, number: int, limit: int) -> list[Note]:
        return [note for note in self.kept.values() if note.id > number][:limit]

    async def delete(self, number: int) -> None:
        del self.kept[number]

    async def count(self, number: int, words: int, link: str | None) -> Note | None:
        self._there()
        if number in self.kept:
            self.kept[number] = replace(self.kept[number], words=words, link=link)
        return self.kept.get(number)

    async def uncounted(self, older_than: timedelta, limit: int) -> list[int]:
        waiting = [
            note for note in self.kept.values() if note.words is None and note.created_at + older_than <= self.now
        ]
        return [note.id for note in waiting][:limit]

    def _there(self) -> None:
        if self.away:
            raise OperationalError("no route to postgresql://app:hidden@database")


class FakeFiles(FileRecords):
    """Files in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[UUID, File] = {}

    async def add(self, name: str, content_type: str) -> File:
        identity = UUID(int=len(self.kept) + 1)
        self.kept[identity] = File(id=identity, name=name, content_type=content_type, size=None, created_at=NOW)
        return self.kept[identity]

    async def get(self, identity: UUID) -> File | None:
        return self.kept.get(identity)

    async def seen(self, identity: UUID, size: int) -> None:
        self.kept[identity] = replace(self.kept[identity], size=size)

    async def newest(self, limit: int) -> list[File]:
        return list(self.kept.values())[::-1][:limit]


@dataclass
class FakeStorage:
    """A bucket in a dictionary: key -> bytes."""

    objects: dict[str, int] = field(default_factory=dict)
    away: bool = False

    def upload_link(self, key: str, content_type: str) -> str:
        return f"https://bucket/{key}?put={content_type}"

    def download_link(self, key: str, name: str) -> str:
        return f"https://bucket/{key}?name={name}"

    def size(self, key: str) -> int | None:
        if self.away:
            raise StorageError("no route to bucket")
        return self.objects.get(key)

    def delete(self, key: str) -> None:
        if self.away:
            raise StorageError("no route to bucket")
        self.objects.pop(key, None)


@dataclass
class Stand:
    """The API with all its fakes."""

    client: TestClient
    services: Services
    notes: FakeNotes
    files: FakeFiles
    storage: FakeStorage
    server: FakeServer
    redis: FakeRedis
    """Another client of the same Redis, to see what the API did there."""
    database_answers: bool = True


@contextmanager
def standing() -> Generator[Stand]:
    """Give an API that answers `client`."""
    server = FakeServer()
    redis = FakeAsyncRedis(server=server, decode_responses=True)
    notes, files, storage = FakeNotes(), FakeFiles(), FakeStorage()

    async def database_answers() -> bool:
        return stand.database_answers

    services = Services(
        notes=notes,
        files=files,
        redis=redis,
        queue=Queue(redis),
        hub=Hub(redis),
        storage=storage,
        database_answers=database_answers,
    )
    with TestClient(application(SETTINGS, services), raise_server_exceptions=False) as client:
        watching = FakeRedis(server=server, decode_responses=True)
        stand = Stand(client, services, notes, files, storage, server, watching)
        yield stand
