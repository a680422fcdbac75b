"""What is wrong with a folder of SQL files, seen before anything runs."""

import re
from pathlib import Path

from components.sql_files.folder import BACK, ENDING, everything, names
from components.sql_files.statements import Statement, statements

NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*\.sql$")

TRANSACTION = re.compile(
    r"^(BEGIN|START TRANSACTION|COMMIT|END|ABORT|ROLLBACK(?! (WORK |TRANSACTION )?TO\b)|PREPARE TRANSACTION)\b"
)
ALONE = re.compile(
    r"^(VACUUM|(CREATE|DROP) (DATABASE|TABLESPACE)|ALTER SYSTEM|"
    r"(CREATE (UNIQUE )?INDEX|DROP INDEX|REINDEX .*|REFRESH MATERIALIZED VIEW) CONCURRENTLY)\b"
)
"""What PostgreSQL runs in no transaction (its reference, under each of these commands)."""

DATA = re.compile(r"^COPY\b.*\bFROM STDIN\b")


def problems(folder: Path) -> list[str]:
    """One sentence for each thing that is wrong, with file and line; empty where the files can be run."""
    if not folder.is_dir():
        return ["there is no such folder"]
    found = names(folder)
    if not found:
        return [f"there is no file *{ENDING} in it"]
    listed = everything(folder)
    without = [name for name in listed if name.endswith(BACK) and name.removesuffix(BACK) + ENDING not in found]
    return [
        *(
            f"{name}: allowed in a name are letters, digits, `.`, `_` and `-`"
            for name in listed
            if not NAME.match(name)
        ),
        *(f"{name}: there is no {name.removesuffix(BACK)}{ENDING} that it could take back" for name in without),
        *(sentence for name in listed for sentence in _file(folder / name)),
    ]


def _file(file: Path) -> list[str]:
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError:
        return [f"{file.name}: it is not UTF-8 text"]
    found = []
    for statement in statements(text):
        if sentence := _statement(statement):
            found.append(f"{file.name}:{statement.line}: {sentence}")
        if DATA.match(statement.words):
            break
    return found


def _statement(statement: Statement) -> str | None:
    if statement.command:
        return f"{statement.command} is a command of psql; allowed is SQL"
    if DATA.match(statement.words):
        return "COPY FROM STDIN is followed by data and not by SQL; allowed is INSERT"
    if ends := TRANSACTION.match(statement.words):
        return f"{ends[1]} is not allowed: each file is run in a transaction of its own"
    if alone := ALONE.match(statement.words):
        return f"{alone[0]} cannot be part of a transaction, and each file is run in one"
    return None
