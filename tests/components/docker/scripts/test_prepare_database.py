"""prepare_database.sh: a user without a superuser's rights, a database of its own, and no password in any log."""

import subprocess
from pathlib import Path

import pytest

from tests.components.docker.scripts.shell import Shell

PSQL = """
printf '%s' "$PGPASSWORD" >"$FOLDER/seen"
printf '%s' "$PGOPTIONS" >"$FOLDER/options"
while IFS= read -r line; do printf '< %s\\n' "$line" >>"$FOLDER/calls"; done
"""
ASK = "psql -X -q -v ON_ERROR_STOP=1 -v database=shop -v owner=clerk -d"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A server that takes anything."""
    shell = Shell(tmp_path, "bash", "cat")
    shell.recording("psql", PSQL)
    (tmp_path / "superuser").write_text("s3cret", encoding="utf-8")
    (tmp_path / "password").write_text("an0ther", encoding="utf-8")
    return shell


def prepare(shell: Shell, extensions: str = "") -> "subprocess.CompletedProcess[str]":
    """Run the script."""
    variables = {"EXTENSIONS": extensions, "DATABASE": "shop", "OWNER": "clerk"}
    return shell.run("prepare_database.sh", interpreter="bash", FILES=str(shell.folder), **variables)


def prepared(shell: Shell, extensions: str = "") -> dict[str, list[str]]:
    """What the server is told, by the words of the call."""
    done = prepare(shell, extensions)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    told: dict[str, list[str]] = {}
    for call in shell.calls():
        if call.startswith("< "):
            told[list(told)[-1]].append(call.removeprefix("< "))
        else:
            told[call] = []
    return told


def test_the_user_may_do_what_an_application_needs_and_no_more(shell: Shell) -> None:
    told = prepared(shell)
    assert list(told) == [f"{ASK} postgres", f"{ASK} shop"]
    assert told[f"{ASK} postgres"] == [
        '\\set password `cat "$FILES/password"`',
        (
            "SELECT format('CREATE ROLE %I', :'owner') "
            "WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'owner') \\gexec"
        ),
        (
            'ALTER ROLE :"owner" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS '
            "PASSWORD :'password';"
        ),
        "SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'owner')",
        "    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \\gexec",
        'REVOKE ALL ON DATABASE :"database", postgres FROM PUBLIC;',
    ]


def test_what_another_owner_had_goes_to_the_new_one(shell: Shell) -> None:
    assert prepared(shell)[f"{ASK} shop"] == [
        "SELECT format('REASSIGN OWNED BY %I TO %I', pg_get_userbyid(datdba), :'owner') FROM pg_database",
        "    WHERE datname = :'database' AND pg_get_userbyid(datdba) NOT IN (:'owner', 'postgres') \\gexec",
        'ALTER SCHEMA public OWNER TO :"owner";',
    ]


def test_passwords_are_read_from_files_and_stand_in_no_log(shell: Shell) -> None:
    prepared(shell)
    assert (shell.folder / "seen").read_text(encoding="utf-8") == "s3cret"
    options = "-c log_min_duration_statement=-1 -c log_statement=none -c client_min_messages=warning"
    assert (shell.folder / "options").read_text(encoding="utf-8") == options
    assert not any("s3cret" in call or "an0ther" in call for call in shell.calls())


def test_extensions_that_need_a_superuser_are_made_here(shell: Shell) -> None:
    told = prepared(shell, "pg_stat_statements postgis")
    start = f"{ASK} shop -v extension="
    assert {call.removeprefix(start): lines for call, lines in told.items() if call.startswith(start)} == {
        "pg_stat_statements": ['CREATE EXTENSION IF NOT EXISTS :"extension";'],
        "postgis": ['CREATE EXTENSION IF NOT EXISTS :"extension";'],
    }


def test_what_the_server_refuses_is_a_failure(shell: Shell) -> None:
    shell.recording("psql", "exit 3")
    done = prepare(shell)
    assert done.returncode == 3
    assert len(shell.calls()) == 1
