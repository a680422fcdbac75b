"""open_routes.sh: new routes come into force when every server answers, and never half."""

from pathlib import Path

import pytest

from tests.components.docker.scripts.shell import Shell

STATE = "http://gateway:10079/"
VERSION = "76498c32"

WGET = f"""
for address; do :; done
printf '%s\\n' "$address" >>"$FOLDER/asked"
if [ "$address" = {STATE} ]; then [ -f "$FOLDER/follows" ] && cat "$FOLDER/routes/routes.conf"; exit 0; fi
left=$(cat "$FOLDER/refusals")
[ "$left" = 0 ] && exit 0
echo "$((left - 1))" >"$FOLDER/refusals"
exit 1
"""
"""Servers refuse as often as a file says; the entry tells the content of its routes, where it follows them at all."""


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """New routes are handed over, old ones are in force, and the entry follows."""
    shell = Shell(tmp_path, "cat", "cp", "mv")
    shell.recording("sleep")
    shell.stand_in("wget", WGET)
    (tmp_path / "routes").mkdir()
    (tmp_path / "routes/next.conf").write_text(VERSION, encoding="utf-8")
    (tmp_path / "routes/routes.conf").write_text("old", encoding="utf-8")
    (tmp_path / "refusals").write_text("0", encoding="utf-8")
    (tmp_path / "follows").touch()
    return shell


def opened(shell: Shell, *servers: str) -> tuple[int, str]:
    """Exit code and what was said."""
    done = shell.run(
        "open_routes.sh", ROUTES=f"{shell.folder}/routes", VERSION=VERSION, STATE=STATE, SERVERS=" ".join(servers)
    )
    assert done.stdout == ""
    return done.returncode, done.stderr


def files(shell: Shell) -> dict[str, str]:
    """The routes of the entry, by file."""
    return {path.name: path.read_text(encoding="utf-8") for path in (shell.folder / "routes").iterdir()}


def asked(shell: Shell) -> list[str]:
    """Addresses, in order."""
    return (shell.folder / "asked").read_text(encoding="utf-8").splitlines()


def test_every_server_is_asked_before_the_routes_change(shell: Shell) -> None:
    assert opened(shell, "http://api-1/healthz", "http://api-2/healthz") == (0, "")
    assert asked(shell) == ["http://api-1/healthz", "http://api-2/healthz", STATE]
    assert files(shell) == {"next.conf": VERSION, "previous.conf": "old", "routes.conf": VERSION}


def test_whoever_is_being_served_gets_his_answer(shell: Shell) -> None:
    opened(shell)
    assert shell.calls() == ["sleep 2"]


def test_the_first_routes_have_no_others_before_them(shell: Shell) -> None:
    (shell.folder / "routes/routes.conf").unlink()
    assert opened(shell) == (0, "")
    assert files(shell) == {"next.conf": VERSION, "routes.conf": VERSION}


def test_a_server_is_waited_for(shell: Shell) -> None:
    (shell.folder / "refusals").write_text("59", encoding="utf-8")
    assert opened(shell, "http://api-1/healthz") == (0, "")
    assert asked(shell) == ["http://api-1/healthz"] * 60 + [STATE]
    assert shell.calls() == ["sleep 1"] * 59 + ["sleep 2"]


def test_a_server_that_never_answers_changes_nothing(shell: Shell) -> None:
    (shell.folder / "refusals").write_text("60", encoding="utf-8")
    assert opened(shell, "http://api-1/healthz") == (
        1, "http://api-1/healthz does not answer: the entry goes on with what it led to before\n",
    )  # fmt: skip
    assert files(shell) == {"next.conf": VERSION, "routes.conf": "old"}


def test_routes_that_the_entry_does_not_follow_are_taken_back(shell: Shell) -> None:
    (shell.folder / "follows").unlink()
    (shell.folder / "routes/problem").write_text("nginx: no such directive\n", encoding="utf-8")
    assert opened(shell) == (
        1,
        (
            "the entry does not follow the new routes and goes on with the old ones:\n"
            "nginx: no such directive\n"
        ),
    )  # fmt: skip
    assert files(shell)["routes.conf"] == "old"
    assert asked(shell) == [STATE] * 60


def test_where_there_were_none_they_stay_as_they_are(shell: Shell) -> None:
    (shell.folder / "follows").unlink()
    (shell.folder / "routes/routes.conf").unlink()
    assert opened(shell)[0] == 1
    assert files(shell) == {"next.conf": VERSION, "routes.conf": VERSION}
