"""The nightly job: notes go, files go with their objects, and what cannot be deleted stays known."""

from datetime import timedelta
from types import SimpleNamespace
from typing import cast
from uuid import UUID

import psycopg
import pytest

from notes.cleanup import delete_files, delete_notes
from notes.storage import StorageError
from tests.notes.fakes import FakeStorage

MONTH = timedelta(days=30)


class Connection:
    """Has two old files and three old notes."""

    def __init__(self) -> None:
        self.deleted: list[object] = []

    def execute(self, statement: str, values: list[object]) -> SimpleNamespace:
        if statement.startswith("SELECT"):
            assert values == [MONTH]
            return SimpleNamespace(fetchall=lambda: [(UUID(int=1),), (UUID(int=2),)])
        self.deleted += values
        return SimpleNamespace(rowcount=3)


def connected() -> tuple[Connection, psycopg.Connection]:
    connection = Connection()
    return connection, cast("psycopg.Connection", connection)


def test_old_notes_are_counted() -> None:
    noted, connection = connected()
    assert delete_notes(connection, MONTH) == 3
    assert noted.deleted == [MONTH]


def test_files_go_with_their_objects() -> None:
    noted, connection = connected()
    storage = FakeStorage({f"uploads/{UUID(int=number)}": 1 for number in (1, 3)})
    assert delete_files(connection, storage, MONTH) == 2
    assert noted.deleted == [UUID(int=1), UUID(int=2)]
    assert storage.objects == {f"uploads/{UUID(int=3)}": 1}


def test_a_file_whose_object_cannot_be_deleted_stays_known() -> None:
    noted, connection = connected()
    with pytest.raises(StorageError):
        delete_files(connection, FakeStorage(away=True), MONTH)
    assert noted.deleted == []
