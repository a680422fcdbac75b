"""Migrations: in their order, once, under a lock, all or nothing."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import psycopg
import pytest

from notes.migrate import LOCK, main, migrate, migrations


class Connection:
    """Remembers what is executed; knows which migrations were run."""

    def __init__(self, *run: str) -> None:
        self.run = run
        self.said: list[str] = []

    @contextmanager
    def transaction(self) -> Generator[None]:
        self.said.append("BEGIN")
        yield
        self.said.append("COMMIT")

    def execute(self, statement: str | bytes, values: list[Any] | None = None) -> list[tuple[str]]:
        text = statement.decode() if isinstance(statement, bytes) else statement
        self.said.append(text if values is None else f"{text} {values}")
        return [(name,) for name in self.run] if text.startswith("SELECT name") else []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("0010_ten.sql", "0002_two.sql", "0001_one.sql", "draft.sql", "0003_three.txt"):
        (tmp_path / name).write_text(f"-- {name}")
    return tmp_path


def migrated(connection: Connection, folder: Path) -> list[str]:
    return migrate(cast("psycopg.Connection", connection), folder)


def test_the_order_is_that_of_the_numbers(folder: Path) -> None:
    assert [path.name for path in migrations(folder)] == ["0001_one.sql", "0002_two.sql", "0010_ten.sql"]


def test_only_what_was_not_run_is_run_under_the_lock(folder: Path) -> None:
    connection = Connection("0001_one.sql")
    assert migrated(connection, folder) == ["0002_two.sql", "0010_ten.sql"]
    begin, lock, table, names, *rest = connection.said
    assert (begin, lock) == ("BEGIN", f"SELECT pg_advisory_xact_lock(%s) [{LOCK}]")
    assert table.startswith("CREATE TABLE IF NOT EXISTS migrations")
    assert names == "SELECT name FROM migrations"
    assert rest == [
        "-- 0002_two.sql",
        "INSERT INTO migrations (name) VALUES (%s) ['0002_two.sql']",
        "-- 0010_ten.sql",
        "INSERT INTO migrations (name) VALUES (%s) ['0010_ten.sql']",
        "COMMIT",
    ]


def test_nothing_is_left_to_do_the_second_time(folder: Path) -> None:
    connection = Connection("0001_one.sql", "0002_two.sql", "0010_ten.sql")
    assert migrated(connection, folder) == []
    assert connection.said[-1] == "COMMIT"


def test_the_applications_own_migrations_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in migrations()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers


def test_a_database_that_does_not_answer(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:hidden@127.0.0.1:1/app")
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 1
    said = capsys.readouterr().out
    assert '"message": "not migrated: ' in said
    assert "hidden" not in said
