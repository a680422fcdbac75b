"""The runner of SQL files against a real PostgreSQL."""

import io
import itertools
import json
import tarfile
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import docker
import pytest
from docker.models.containers import Container

from components import sql_files
from tests.executed import execute

pytestmark = pytest.mark.live

SEMIBOT = Path(__file__).resolve().parents[3] / "examples" / "semibot" / "infra" / "migrations"

IMAGE = "pgvector/pgvector:0.8.1-pg16"
PASSWORD = "s%cr:t@"
IN_ADDRESS = "s%25cr%3At%40"

FILES = {
    "001_init.sql": "CREATE EXTENSION IF NOT EXISTS vector;\nCREATE TABLE first (n int, v vector(2));\n",
    "002_second.sql": "SET search_path = '';\nCREATE TABLE public.second (n int);\nCREATE TEMP TABLE scratch (n int)",
    "010_third.sql": "CREATE TEMP TABLE scratch (n int);\nCOPY second FROM stdin;\n1\n2\n\\.\n"
    "INSERT INTO second VALUES (3);\n",
}
"""Settings of one file must not reach the next; the last statement of a file may end without a semicolon."""


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What a run left behind."""

    code: int
    output: str

    @property
    def results(self) -> list[tuple[str, str]]:
        """File and result, in order."""
        told = [json.loads(line) for line in self.output.splitlines() if line.startswith("{")]
        return [(each["file"], each["result"]) for each in told]


class Server:
    """A server with a database for each test."""

    def __init__(self, container: Container) -> None:
        self.container = container
        self.databases = (f"d{number}" for number in itertools.count())
        self.database = ""

    def fresh(self) -> None:
        """Another database for what follows."""
        self.database = next(self.databases)
        assert self.ask(f"CREATE DATABASE {self.database}", "postgres") == ""

    def ask(self, sql: str, database: str = "") -> str:
        """Answer of a statement."""
        command = ["psql", "-X", "-q", "-A", "-t", "-U", "postgres", "-d", database or self.database, "-c", sql]
        code, output = execute(self.container, command, environment={"PGPASSWORD": PASSWORD})
        assert code == 0, output
        return output.decode().strip()

    def run(self, files: Mapping[str, str], *chosen: str, **variables: str) -> Ran:
        """Run the files of a folder of their own."""
        folder = f"/tmp/{uuid.uuid4().hex}"
        content = io.BytesIO()
        with tarfile.open(fileobj=content, mode="w") as archive:
            for name, text in files.items():
                entry = tarfile.TarInfo(f"{folder[5:]}/{name}")
                entry.size = len(text.encode())
                archive.addfile(entry, io.BytesIO(text.encode()))
        assert self.container.put_archive("/tmp", content.getvalue())
        address = f"postgresql://postgres:{IN_ADDRESS}@127.0.0.1:5432/{self.database}?sslmode=prefer"
        code, output = execute(
            self.container,
            [*sql_files.entrypoint(), *chosen],
            environment={"DATABASE_URL": address, "SQL_FILES": folder, **variables},
            user="999:999",
        )
        return Ran(code=code, output=output.decode())

    @property
    def applied(self) -> list[str]:
        """Files that are noted as applied."""
        return self.ask("SELECT name FROM groundwork.sql_files ORDER BY name").split()

    @property
    def tables(self) -> set[str]:
        """Tables of the application."""
        return set(self.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").split())


@pytest.fixture(scope="module")
def running(daemon: docker.DockerClient) -> Iterator[Server]:
    container = daemon.containers.run(
        IMAGE,
        detach=True,
        name=f"try-sql-files-{uuid.uuid4().hex[:8]}",
        environment={"POSTGRES_PASSWORD": PASSWORD, "POSTGRES_HOST_AUTH_METHOD": "scram-sha-256"},
        network_mode="none",
    )
    try:
        end = time.monotonic() + 60
        # Over TCP: while the server is being set up it listens on its socket only.
        while execute(container, ["pg_isready", "-q", "-h", "127.0.0.1", "-U", "postgres"])[0]:
            assert time.monotonic() < end, container.logs().decode()
            time.sleep(0.2)
        yield Server(container)
    finally:
        container.remove(force=True, v=True)


@pytest.fixture
def server(running: Server) -> Server:
    running.fresh()
    return running


def test_files_run_in_the_order_of_their_names_each_once(server: Server) -> None:
    first = server.run(FILES)
    assert (first.code, first.results) == (0, [(name, "applied") for name in FILES]), first.output
    assert server.ask("SELECT n FROM second ORDER BY n").split() == ["1", "2", "3"]
    second = server.run(FILES)
    assert (second.code, second.results) == (0, [(name, "known") for name in FILES])
    assert server.applied == list(FILES)


def test_the_thirteen_files_of_semibot_run_as_they_are(server: Server) -> None:
    files = {name: (SEMIBOT / name).read_text("utf-8") for name in sql_files.names(SEMIBOT)}
    ran = server.run(files, EXTENSIONS="vector")
    assert (ran.code, ran.results) == (0, [(name, "applied") for name in files]), ran.output
    assert server.ask("SELECT name FROM groundwork.sql_files ORDER BY applied_at").split() == list(files)
    assert server.ask("SELECT count(*) FROM tools") == "2"
    assert [result for _, result in server.run(files).results] == ["known"] * 13


def test_a_new_file_runs_alone(server: Server) -> None:
    server.run(FILES)
    after = server.run({**FILES, "011_fourth.sql": "CREATE TABLE fourth (n int);"})
    assert (after.code, after.results[-2:]) == (0, [("010_third.sql", "known"), ("011_fourth.sql", "applied")])


def test_of_a_file_that_fails_nothing_stays_and_nothing_after_it_runs(server: Server) -> None:
    broken = "CREATE TABLE half (n int);\nINSERT INTO half VALUES ('no number');\n"
    failed = server.run({**FILES, "002_second.sql": broken})
    assert (failed.code, failed.results) == (1, [("001_init.sql", "applied"), ("002_second.sql", "failed")])
    assert "002_second.sql:2: ERROR:  invalid input syntax for type integer" in failed.output
    assert (server.tables, server.applied) == ({"first"}, ["001_init.sql"])
    mended = server.run(FILES)
    assert (mended.code, mended.results) == (
        0, [("001_init.sql", "known"), ("002_second.sql", "applied"), ("010_third.sql", "applied")],
    )  # fmt: skip


def test_a_file_that_was_changed_after_it_ran_stops_everything(server: Server) -> None:
    server.run({name: FILES[name] for name in ("001_init.sql", "002_second.sql")})
    changed = server.run({**FILES, "002_second.sql": "CREATE TABLE public.second (n bigint);"})
    assert (changed.code, changed.results) == (1, [("002_second.sql", "changed")])
    assert "002_second.sql was changed after it had been applied" in changed.output
    assert server.applied == ["001_init.sql", "002_second.sql"]


def test_two_that_start_together_run_each_file_once(server: Server) -> None:
    slow = {f"{number:03}.sql": "SELECT pg_sleep(0.1);\nINSERT INTO counted VALUES (1);" for number in range(1, 8)}
    files = {"000.sql": "CREATE TABLE counted (n int);", **slow}
    ran: list[Ran] = []
    starters = [threading.Thread(target=lambda: ran.append(server.run(files))) for _ in range(2)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()
    assert [each.code for each in ran] == [0, 0], [each.output for each in ran]
    assert server.ask("SELECT count(*) FROM counted") == "7"
    results = [{result for _, result in each.results} for each in ran]
    assert {"applied"} in results
    assert {"known"} in results


def test_a_file_that_ends_its_own_transaction_is_found_out(server: Server) -> None:
    ended = server.run({"001.sql": "CREATE TABLE one (n int); COMMIT; CREATE TABLE two (n int);"})
    assert (ended.code, ended.results) == (1, [("001.sql", "failed")])
    assert "001.sql ends the transaction that it is run in" in ended.output
    assert server.applied == []


def test_single_files_are_run_by_name(server: Server) -> None:
    chosen = server.run(FILES, "001_init.sql")
    assert (chosen.code, chosen.results, server.tables) == (0, [("001_init.sql", "applied")], {"first"})
    unknown = server.run(FILES, "999.sql")
    assert (unknown.code, unknown.results) == (1, [])
    assert "there is no SQL file 999.sql; there are: 001_init.sql 002_second.sql 010_third.sql" in unknown.output


def test_a_file_is_taken_back_on_request_only(server: Server) -> None:
    files = {"001.sql": "CREATE TABLE one (n int);", "001.down.sql": "DROP TABLE one;"}
    assert server.run(files).results == [("001.sql", "applied")]
    assert server.run(files, "001.down.sql").results == [("001.down.sql", "applied")]
    assert (server.tables, server.applied) == (set(), [])
    assert server.run(files, "001.down.sql").results == [("001.down.sql", "known")]
    assert server.run(files).results == [("001.sql", "applied")]


def test_extensions_are_there_before_the_first_file(server: Server) -> None:
    ran = server.run({"001.sql": "CREATE TABLE one (v vector(3));"}, EXTENSIONS="vector")
    assert (ran.code, ran.results) == (0, [("001.sql", "applied")]), ran.output


def test_the_note_is_made_by_whoever_runs_the_file(server: Server) -> None:
    """A file that becomes somebody else has nothing to do with the bookkeeping."""
    ran = server.run({"001.sql": "CREATE ROLE weak; SET ROLE weak;", "002.sql": "RESET ROLE; DROP ROLE weak;"})
    assert (ran.code, ran.results) == (0, [("001.sql", "applied"), ("002.sql", "applied")]), ran.output


def test_the_password_is_in_no_list_of_processes(server: Server) -> None:
    files = {"001.sql": "CREATE TABLE seen AS SELECT 1 AS n; SELECT pg_sleep(2);"}
    runner = threading.Thread(target=server.run, args=(files,))
    runner.start()
    end, seen = time.monotonic() + 10, ""
    while "sslmode=prefer" not in seen and time.monotonic() < end:
        seen = execute(server.container, ["sh", "-c", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '"])[
            1
        ].decode()
    runner.join()
    assert f"postgresql://postgres@127.0.0.1:5432/{server.database}?sslmode=prefer" in seen
    assert IN_ADDRESS not in seen
    assert PASSWORD not in seen


def test_a_server_that_is_not_there_is_an_error(server: Server) -> None:
    gone = {"DATABASE_URL": f"postgresql://postgres:{IN_ADDRESS}@127.0.0.1:1/nothing"}
    failed = server.run(FILES, **gone)
    assert failed.code == 1
    assert failed.results == []
    assert "Connection refused" in failed.output
    assert PASSWORD not in failed.output
