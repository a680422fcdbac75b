"""What is known of uploaded files, in PostgreSQL; the files themselves lie in the bucket."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID, uuid4

from notes.database import Pool, rows


@dataclass(frozen=True, kw_only=True)
class File:
    """A row."""

    id: UUID
    name: str
    content_type: str
    size: int | None
    """Bytes; None until the object was seen in the bucket."""
    created_at: datetime

    @property
    def key(self) -> str:
        """The object's name in the bucket."""
        return key(self.id)

    def public(self) -> dict[str, Any]:
        """What everybody may see."""
        return {
            "id": str(self.id),
            "name": self.name,
            "content_type": self.content_type,
            "size": self.size,
            "created_at": self.created_at.isoformat(),
        }


def key(identity: UUID) -> str:
    """The name in the bucket of a file's object; nothing that a person chose is part of it."""
    return f"uploads/{identity}"


class FileRecords:
    """The table `files`. Every method raises psycopg.OperationalError where the database does not answer."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add(self, name: str, content_type: str) -> File:
        """Record a file that is about to be uploaded."""
        statement = "INSERT INTO files (id, name, content_type) VALUES (%s, %s, %s) RETURNING *"
        return (await self._rows(statement, uuid4(), name, content_type))[0]

    async def get(self, identity: UUID) -> File | None:
        """The file of an id, or None."""
        return next(iter(await self._rows("SELECT * FROM files WHERE id = %s", identity)), None)

    async def seen(self, identity: UUID, size: int) -> None:
        """Store how large the object in the bucket is."""
        await self._rows("UPDATE files SET size = %s WHERE id = %s RETURNING *", size, identity)

    async def newest(self, limit: int) -> list[File]:
        """The newest files, newest first."""
        return await self._rows("SELECT * FROM files ORDER BY created_at DESC, id LIMIT %s", limit)

    async def _rows(self, statement: LiteralString, *values: object) -> list[File]:
        return await rows(self._pool, File, statement, *values)
