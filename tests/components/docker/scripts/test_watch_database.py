"""watch_database.sh: a user who sees how the server is doing, and none of its data."""

from pathlib import Path

import pytest

from tests.components.docker.scripts.shell import Shell

PSQL = """
printf '%s' "$PGPASSWORD" >"$FOLDER/seen"
printf '%s' "$PGOPTIONS" >"$FOLDER/options"
while IFS= read -r line; do printf '< %s\\n' "$line" >>"$FOLDER/calls"; done
"""


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A server that takes anything."""
    shell = Shell(tmp_path, "bash", "cat")
    shell.recording("psql", PSQL)
    (tmp_path / "superuser").write_text("s3cret", encoding="utf-8")
    return shell


def test_the_user_may_watch_and_do_nothing_else(shell: Shell) -> None:
    done = shell.run("watch_database.sh", interpreter="bash", FILES=str(shell.folder), WATCHER="watcher")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert shell.calls() == [
        "psql -X -q -v ON_ERROR_STOP=1 -d postgres -v watcher=watcher",
        '< \\set password `cat "$FILES/watcher"`',
        (
            "< SELECT format('CREATE ROLE %I', :'watcher') "
            "WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'watcher') \\gexec"
        ),
        (
            '< ALTER ROLE :"watcher" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS '
            "CONNECTION LIMIT 5"
        ),
        "<     PASSWORD :'password';",
        '< GRANT CONNECT ON DATABASE postgres TO :"watcher";',
        '< GRANT pg_monitor TO :"watcher";',
    ]
    assert (shell.folder / "seen").read_text(encoding="utf-8") == "s3cret"
    options = "-c log_min_duration_statement=-1 -c log_statement=none -c client_min_messages=warning"
    assert (shell.folder / "options").read_text(encoding="utf-8") == options


def test_what_the_server_refuses_is_a_failure(shell: Shell) -> None:
    shell.recording("psql", "exit 3")
    done = shell.run("watch_database.sh", interpreter="bash", FILES=str(shell.folder), WATCHER="watcher")
    assert done.returncode == 3
