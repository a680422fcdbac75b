"""run_sql_file.sh: one file, by standard input, is run as the runner of all of them does."""

import subprocess
from pathlib import Path

import pytest

from tests.components.docker.scripts.shell import Shell

RUNNER = """
printf '%s\\n' "$DATABASE_URL" "${PGUSER:-nobody}" "$*" >"$FOLDER/told"
cat "$SQL_FILES/$1" >"$FOLDER/ran"
printf '%s' "$SQL_FILES" >"$FOLDER/where"
exit 4
"""


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A runner that keeps what it is told, and fails."""
    shell = Shell(tmp_path, "bash", "cat", "mktemp", "rm")
    (tmp_path / "password").write_text("an0ther", encoding="utf-8")
    (tmp_path / "run_sql_files.sh").write_text(f"FOLDER='{tmp_path}'{RUNNER}", encoding="utf-8")
    return shell


def run(shell: Shell, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Hand it a statement."""
    variables = {"FILES": str(shell.folder), "DATABASE": "shop", "OWNER": "clerk", "PGUSER": "postgres"}
    where = {"PGHOST": "database.internal", "PGPORT": "5432", "PGSSLMODE": "require"}
    return subprocess.run(
        ["/bin/bash", str(shell.script("run_sql_file.sh")), *arguments],
        env=shell.environment({**variables, **where}), input="SELECT 1;\n", capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_file_is_run_as_the_application_s_user(shell: Shell) -> None:
    done = run(shell, "007_conversations.sql")
    assert (done.returncode, done.stderr) == (4, "")
    assert (shell.folder / "told").read_text(encoding="utf-8").splitlines() == [
        "postgresql://clerk:an0ther@database.internal:5432/shop?sslmode=require",
        "nobody",
        "007_conversations.sql",
    ]
    assert (shell.folder / "ran").read_text(encoding="utf-8") == "SELECT 1;\n"
    assert not Path((shell.folder / "where").read_text(encoding="utf-8")).exists()


@pytest.mark.parametrize("arguments", [(), ("a.sql", "b.sql"), ("../a.sql",)])
def test_it_is_one_file_with_a_plain_name(shell: Shell, arguments: tuple[str, ...]) -> None:
    done = run(shell, *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: run_sql_file.sh NAME <FILE")
    assert not (shell.folder / "told").exists()
