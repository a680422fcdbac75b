"""Notes in PostgreSQL."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, LiteralString

from notes.database import Pool, rows


@dataclass(frozen=True, kw_only=True)
class Note:
    """A row."""

    id: int
    text: str
    author: str | None
    words: int | None
    link: str | None
    created_at: datetime

    def public(self) -> dict[str, Any]:
        """What everybody may see; who wrote it is not part of it."""
        return {
            "id": self.id,
            "text": self.text,
            "words": self.words,
            "link": self.link,
            "created_at": self.created_at.isoformat(),
        }


class NoteRecords:
    """The table `notes`. Every method raises psycopg.OperationalError where the database does not answer."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add(self, text: str, author: str | None) -> Note:
        """Keep a note; it is committed once this returns."""
        statement = "INSERT INTO notes (text, author) VALUES (%s, %s) RETURNING *"
        return (await self._rows(statement, text, author))[0]

    async def get(self, number: int) -> Note | None:
        """The note of an id, or None."""
        return next(iter(await self._rows("SELECT * FROM notes WHERE id = %s", number)), None)

    async def newest(self, limit: int) -> list[Note]:
        """The newest notes, oldest of them first."""
        newest = await self._rows("SELECT * FROM notes ORDER BY id DESC LIMIT %s", limit)
        return newest[::-1]

    async def after(self, number: int, limit: int) -> list[Note]:
        """The notes that follow an id, oldest first."""
        return await self._rows("SELECT * FROM notes WHERE id > %s ORDER BY id LIMIT %s", number, limit)

    async def delete(self, number: int) -> None:
        """Delete a note; no error where there is none."""
        await self._rows("DELETE FROM notes WHERE id = %s RETURNING *", number)

    async def count(self, number: int, words: int, link: str | None) -> Note | None:
        """Store what the worker found in a note; None where the note is gone."""
        statement = "UPDATE notes SET words = %s, link = %s WHERE id = %s RETURNING *"
        return next(iter(await self._rows(statement, words, link, number)), None)

    async def uncounted(self, older_than: timedelta, limit: int) -> list[int]:
        """Ids of notes that have waited this long for the worker, oldest first."""
        statement = "SELECT * FROM notes WHERE words IS NULL AND created_at < now() - %s ORDER BY created_at LIMIT %s"
        return [note.id for note in await self._rows(statement, older_than, limit)]

    async def _rows(self, statement: LiteralString, *values: object) -> list[Note]:
        return await rows(self._pool, Note, statement, *values)
