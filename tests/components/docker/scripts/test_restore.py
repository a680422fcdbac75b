"""restore_database.sh: only a whole copy takes the database's place, and what was there stays beside it."""

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from tests.components.docker.scripts.shell import GPG, KEY, Shell

SYSTEM = ("bash", "cat", "find", "gunzip", "gzip", "mkdir", "sed", "sha256sum", "sort", "tail", "tr")
PSQL = """
printf '%s' "$PGPASSWORD" >"$FOLDER/password"
for word; do case "$word" in *count*pg_tables*) echo 4; exit 0 ;; esac; done
while IFS= read -r line; do printf '< %s\\n' "$line" >>"$FOLDER/calls"; done
"""
"""Counts four tables; of anything else it is handed it keeps the lines."""
DATABASE = "shop" * 15
SHORT = DATABASE[:40]
"""A name has 63 characters at most, and those beside it are longer by what they say."""
NEWEST, OLDER = f"{DATABASE}-20231114T221320Z.sql.gz", f"{DATABASE}-20231113T221320Z.sql.gz"
COUNT = "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
ASK = "psql -X -q -A -t -v ON_ERROR_STOP=1"
NAMES = f"-v database={DATABASE} -v restored={SHORT}_restored -v kept={SHORT}_before_restore"
LAST = f"{ASK} -d postgres {NAMES}"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Two backups and a server that takes anything."""
    shell = Shell(tmp_path, *SYSTEM)
    shell.recording("psql", PSQL)
    for program in ("createdb", "dropdb"):
        shell.recording(program)
    (tmp_path / "superuser").write_text("s3cret", encoding="utf-8")
    (tmp_path / "backups").mkdir()
    for name in (NEWEST, OLDER):
        content = gzip.compress(f"-- {name}\n".encode())
        (tmp_path / "backups" / name).write_bytes(content)
        (tmp_path / f"backups/{name}.sha256").write_text(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
    return shell


def restored(shell: Shell, *arguments: str) -> tuple[int, str, str]:
    """Exit code, output and errors."""
    done = shell.run(
        "restore_database.sh",
        *arguments,
        interpreter="bash",
        FILES=str(shell.folder),
        BACKUPS=f"{shell.folder}/backups",
        DATABASE=DATABASE,
        OWNER="clerk",
    )
    return done.returncode, done.stdout, done.stderr


def statements(shell: Shell) -> list[str]:
    """What the server was told last, after the copy had been loaded."""
    calls = shell.calls()
    assert calls.count(LAST) == 1
    return [call.removeprefix("< ") for call in calls[calls.index(LAST) + 1 :]]


def test_the_newest_takes_the_place_of_the_database(shell: Shell) -> None:
    code, output, errors = restored(shell)
    assert (code, errors) == (0, "")
    assert json.loads(output) == {"restored": NEWEST, "tables": 4, "kept": f"{SHORT}_before_restore"}
    assert shell.calls()[:5] == [
        f"dropdb --if-exists --force {SHORT}_restored",
        f"createdb --owner clerk {SHORT}_restored",
        f"{ASK} --single-transaction -o /dev/null -d {SHORT}_restored",
        f"< -- {NEWEST}",
        f"{ASK} -d {SHORT}_restored -c {COUNT}",
    ]
    assert (shell.folder / "password").read_text() == "s3cret"


def test_what_was_there_stays_and_nobody_opens_the_copy(shell: Shell) -> None:
    restored(shell)
    assert statements(shell) == [
        "SELECT EXISTS (SELECT FROM pg_database WHERE datname = :'database') AS there \\gset",
        'REVOKE ALL ON DATABASE :"restored" FROM PUBLIC;',
        'DROP DATABASE IF EXISTS :"kept" WITH (FORCE);',
        "\\if :there",
        'ALTER DATABASE :"database" ALLOW_CONNECTIONS false;',
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = :'database' \\g /dev/null",
        'ALTER DATABASE :"database" RENAME TO :"kept";',
        'ALTER DATABASE :"kept" ALLOW_CONNECTIONS true;',
        "\\endif",
        'ALTER DATABASE :"restored" RENAME TO :"database";',
    ]


def test_another_is_named(shell: Shell) -> None:
    assert json.loads(restored(shell, OLDER)[1])["restored"] == OLDER


def test_a_drill_touches_nothing(shell: Shell) -> None:
    code, output, errors = restored(shell, "--drill", OLDER)
    assert (code, errors) == (0, "")
    assert json.loads(output) == {"drill": OLDER, "tables": 4}
    calls = shell.calls()
    assert calls[0] == f"dropdb --if-exists --force {SHORT}_drill"
    assert calls[1] == f"createdb --owner clerk {SHORT}_drill"
    assert calls[-1] == f"dropdb --force {SHORT}_drill"
    assert not any("-d postgres" in call for call in calls)


@pytest.mark.parametrize("arguments", [(), ("app-1.sql.gz",)])
def test_without_a_backup_nothing_is_begun(shell: Shell, arguments: tuple[str, ...]) -> None:
    if not arguments:
        for path in (shell.folder / "backups").iterdir():
            path.unlink()
    code, _, errors = restored(shell, *arguments)
    assert code == 1
    assert errors.startswith(f"there is no backup {arguments[0] if arguments else 'at all'}; there are: ")
    assert (NEWEST in errors) is bool(arguments)
    assert shell.calls() == []


def test_a_file_that_was_changed_is_refused(shell: Shell) -> None:
    with (shell.folder / "backups" / NEWEST).open("ab") as backup:
        backup.write(b"x")
    assert restored(shell) == (
        1, "", f"{NEWEST} is not what was written: its checksum differs; choose another\n",
    )  # fmt: skip
    assert shell.calls() == []


def test_a_copy_that_cannot_be_loaded_leaves_the_database(shell: Shell) -> None:
    shell.recording("psql", "exit 3")
    assert restored(shell)[0] == 3
    assert not any("-d postgres" in call for call in shell.calls())


@pytest.fixture
def sealed(shell: Shell) -> str:
    """The newest backup is encrypted; returns its name."""
    name = f"{NEWEST}.gpg"
    content = f"sealed with {KEY}\n".encode() + gzip.compress(f"-- {name}\n".encode())
    (shell.folder / "backups" / name).write_bytes(content)
    (shell.folder / f"backups/{name}.sha256").write_text(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
    shell.recording("gpg", GPG)
    return name


def test_an_encrypted_one_is_opened_with_the_key(shell: Shell, sealed: str) -> None:
    (shell.folder / "backup_key").write_text(KEY, encoding="utf-8")
    code, output, errors = restored(shell)
    assert (code, errors, json.loads(output)["restored"]) == (0, "", sealed)
    assert f"< -- {sealed}" in shell.calls()
    opened = f"gpg --batch --quiet --no-tty --pinentry-mode loopback --passphrase-file {shell.folder}/backup_key"
    assert f"{opened} --decrypt {sealed}" in shell.calls()


def test_without_the_key_it_is_said_what_is_missing(shell: Shell, sealed: str) -> None:
    missing = f"{sealed} is encrypted, and the key is missing: name the secret that holds it in "
    assert restored(shell) == (1, "", f"{missing}groundwork:docker.backup_secret\n")
    assert shell.calls() == []


def test_with_another_key_the_database_stays_as_it_is(shell: Shell, sealed: str) -> None:
    (shell.folder / "backup_key").write_text("another", encoding="utf-8")
    code, output, errors = restored(shell)
    assert (code, output) == (1, "")
    assert f"{sealed} does not open: the secret in groundwork:docker.backup_secret is not the one it was" in errors
    assert not any("-d postgres" in call for call in shell.calls())


def test_a_plain_one_is_restored_where_there_is_a_key_by_now(shell: Shell) -> None:
    (shell.folder / "backup_key").write_text(KEY, encoding="utf-8")
    assert json.loads(restored(shell, OLDER)[1])["restored"] == OLDER
