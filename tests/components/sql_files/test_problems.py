"""What is refused in a folder of SQL files, before anything runs."""

from pathlib import Path

import pytest

from components import sql_files

REPOSITORY = Path(__file__).resolve().parents[3]

FUNCTION = """CREATE OR REPLACE FUNCTION once() RETURNS trigger AS $body$
BEGIN
    -- COMMIT;
    RETURN NEW;
END;
$body$ LANGUAGE plpgsql;
"""
STANDARD = """CREATE FUNCTION twice(n int) RETURNS int
BEGIN ATOMIC
    SELECT CASE WHEN n > 0 THEN 1 ELSE 2 END;
    SELECT n * 2;
END;
SELECT 1;
"""


def told(folder: Path, **files: str) -> list[str]:
    """Problems of a folder with these files; `_` stands for a full stop."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return sql_files.problems(folder)


def test_a_folder_must_be_there(tmp_path: Path) -> None:
    assert sql_files.problems(tmp_path / "none") == ["there is no such folder"]


def test_an_empty_folder_runs_nothing(tmp_path: Path) -> None:
    assert told(tmp_path, README_md="BEGIN;") == ["there is no file *.sql in it"]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("begin;", "BEGIN"),
        ("Start Transaction read only;", "START TRANSACTION"),
        ("COMMIT WORK", "COMMIT"),
        ("END;", "END"),
        ("rollback;", "ROLLBACK"),
        ("ROLLBACK AND CHAIN;", "ROLLBACK"),
        ("ABORT;", "ABORT"),
        ("PREPARE TRANSACTION 'x';", "PREPARE TRANSACTION"),
    ],
)
def test_transactions_belong_to_the_runner(tmp_path: Path, statement: str, words: str) -> None:
    text = f"/* one\n /* two */ */ SELECT ';' -- begin;\n;\n{statement}\n"
    assert told(tmp_path, a_sql=text) == [
        f"a.sql:4: {words} is not allowed: each file is run in a transaction of its own"
    ]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("VACUUM notes;", "VACUUM"),
        ("CREATE DATABASE other;", "CREATE DATABASE"),
        ("ALTER SYSTEM SET work_mem = '1MB';", "ALTER SYSTEM"),
        ("CREATE UNIQUE INDEX CONCURRENTLY a ON b (c);", "CREATE UNIQUE INDEX CONCURRENTLY"),
        ("drop index concurrently a;", "DROP INDEX CONCURRENTLY"),
        ("REINDEX TABLE CONCURRENTLY a;", "REINDEX TABLE CONCURRENTLY"),
    ],
)
def test_what_is_run_in_no_transaction_is_refused(tmp_path: Path, statement: str, words: str) -> None:
    sentence = f"a.sql:1: {words} cannot be part of a transaction, and each file is run in one"
    assert told(tmp_path, a_sql=statement) == [sentence]


@pytest.mark.parametrize("command", ["\\connect other", "\\c", "\\set ON_ERROR_STOP off", "\\i more.sql"])
def test_commands_of_psql_are_refused(tmp_path: Path, command: str) -> None:
    sentence = f"a.sql:2: {command.split(maxsplit=1)[0]} is a command of psql; allowed is SQL"
    assert told(tmp_path, a_sql=f"SELECT 1;\n{command}\n") == [sentence]


@pytest.mark.parametrize(
    "text",
    [
        FUNCTION,
        STANDARD,
        "SAVEPOINT a; ROLLBACK TO a; ROLLBACK TO SAVEPOINT a; ROLLBACK WORK TO a; RELEASE a;",
        "DO $$ BEGIN PERFORM 1; END $$;",
        "INSERT INTO a VALUES ('x; COMMIT; it''s'), (E'a\\'; COMMIT; '), ($x$ ; END; $x$);",
        'CREATE TABLE "a; COMMIT; " ("end" int); SELECT "end";',
        "CREATE RULE r AS ON INSERT TO a DO (SELECT 1; SELECT 2);",
        "CREATE INDEX a ON b (c); COMMENT ON TABLE b IS 'begin';",
        "SELECT CASE WHEN true THEN 1 END;",
        "",
    ],
)
def test_what_only_looks_like_it_is_allowed(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, a_sql=text) == []


def test_data_between_statements_is_refused_and_not_read_as_such(tmp_path: Path) -> None:
    text = "SELECT 1;\ncopy a (b, c) from stdin with (format csv);\nCOMMIT;\n\\.\nSELECT 1;"
    sentence = "a.sql:2: COPY FROM STDIN is followed by data and not by SQL; allowed is INSERT"
    assert told(tmp_path, a_sql=text, b_sql="COPY a FROM '/tmp/a'; COPY a TO STDOUT;") == [sentence]


def test_names_are_plain(tmp_path: Path) -> None:
    (tmp_path / "it's.sql").write_text("SELECT 1;", encoding="utf-8")
    assert sql_files.problems(tmp_path) == ["it's.sql: allowed in a name are letters, digits, `.`, `_` and `-`"]


def test_what_takes_a_file_back_has_one_to_take_back(tmp_path: Path) -> None:
    assert told(tmp_path, a_sql="SELECT 1;", a_down_sql="SELECT 2;", b_down_sql="COMMIT;") == [
        "b.down.sql: there is no b.sql that it could take back",
        "b.down.sql:1: COMMIT is not allowed: each file is run in a transaction of its own",
    ]


def test_other_text_than_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_bytes(b"SELECT '\xff';")
    assert sql_files.problems(tmp_path) == ["a.sql: it is not UTF-8 text"]


def test_files_run_in_the_order_of_their_characters(tmp_path: Path) -> None:
    for name in ("010.sql", "002.sql", "B.sql", "a.sql", "a.down.sql", "note.txt"):
        (tmp_path / name).write_text("SELECT 1;", encoding="utf-8")
    (tmp_path / "folder.sql").mkdir()
    assert sql_files.names(tmp_path) == ["002.sql", "010.sql", "B.sql", "a.sql"]


def test_names_and_contents_are_what_is_run(tmp_path: Path) -> None:
    file = tmp_path / "a.sql"
    file.write_text("SELECT 1;", encoding="utf-8")
    first = sql_files.digest(tmp_path)
    (tmp_path / "note.txt").write_text("no", encoding="utf-8")
    assert sql_files.digest(tmp_path) == first
    file.write_text("SELECT 2;", encoding="utf-8")
    second = sql_files.digest(tmp_path)
    file.rename(tmp_path / "b.sql")
    assert len({first, second, sql_files.digest(tmp_path)}) == 3


def test_the_files_of_semibot_can_be_run() -> None:
    folder = REPOSITORY / "examples" / "semibot" / "infra" / "migrations"
    found = sql_files.names(folder)
    assert (len(found), found[0], found[-1]) == (13, "001_init.sql", "013_usage_logs.sql")
    assert sql_files.problems(folder) == []
