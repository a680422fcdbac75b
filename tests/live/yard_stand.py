"""A small application of the tests' own, for what the examples do not use."""

import shutil
import threading
from pathlib import Path
from typing import Self

import docker

from tests.engine.harness import REPOSITORY, Project
from tests.executed import execute
from tests.live.built import APPLICATIONS
from tests.live.own_project import OwnProject
from tests.live.stand import Stand

MIGRATIONS = REPOSITORY / "examples" / "semibot" / "infra" / "migrations"
NAMES = sorted(file.name for file in MIGRATIONS.glob("*.sql"))

WITHOUT_VECTORS = (
    ("CREATE EXTENSION IF NOT EXISTS vector;\n", ""),
    ("vector(1536)", "real[]"),
    ("CREATE INDEX document_chunks_embedding ON document_chunks USING hnsw (embedding vector_cosine_ops);\n", ""),
)
"""The stand-in for PostgreSQL 15 has no pgvector; tests/components/sql_files runs the files as they are."""


def migration(name: str) -> str:
    """The text of one of semibot's files, for a server without vectors."""
    text = (MIGRATIONS / name).read_text("utf-8")
    for old, new in WITHOUT_VECTORS:
        text = text.replace(old, new)
    return text


class YardProject(OwnProject):
    """All of its files, the service's and semibot's SQL files among them."""

    def __init__(self, application: str, folder: Path) -> None:
        super().__init__(application, folder)
        shutil.copytree(APPLICATIONS, self.folder / APPLICATIONS.name, ignore=shutil.ignore_patterns("__pycache__"))
        (self.folder / "migrations").mkdir()
        for name in NAMES:
            (self.folder / "migrations" / name).write_text(migration(name))


class YardStand(Stand):
    """A stack of it."""

    database_port = 0
    """Of this machine, where the database is published."""

    def __init__(self, folder: Path, daemon: docker.DockerClient) -> None:
        super().__init__("yard", folder, daemon)

    def _project(self, application: str, folder: Path) -> Project:
        return YardProject(application, folder)

    @property
    def migrations(self) -> Path:
        """The folder of the SQL files."""
        return self.project.folder / "migrations"

    def version(self, version: str) -> None:
        """Make another image of the service with the next `up`."""
        self.override({"services": {"api": {"build": {"arguments": {"VERSION": version}}}}})

    def sql(self, statement: str, database: str = "garden") -> str:
        """Answer of a statement, asked as the superuser."""
        ask = 'PGPASSWORD=$(cat /etc/groundwork/superuser) exec psql -X -q -A -t -U postgres -d "$0" -c "$1"'
        code, told = execute(self.container("database-server"), ["sh", "-c", ask, database, statement])
        assert code == 0, told
        return told.decode().strip()


class Asking:
    """Asks for the version, again and again, in a thread of its own, while a `with` block runs."""

    def __init__(self, stand: YardStand) -> None:
        """Nothing is sent before the `with`."""
        self.answers: list[tuple[int, str]] = []
        """Status and version."""
        self._stand, self._ending = stand, threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def __enter__(self) -> Self:
        """Start, with an answer."""
        self._once()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End, with an answer."""
        self._ending.set()
        self._thread.join()
        self._once()

    def _ask(self) -> None:
        while not self._ending.wait(0.2):
            self._once()

    def _once(self) -> None:
        answer = self._stand.ask("/", timeout=60)
        self.answers.append((answer.status_code, answer.json()["version"]))
