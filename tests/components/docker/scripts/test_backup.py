"""backup_database.sh: one compressed file with a checksum, kept as long as the stack says; never half of one."""

import gzip
import hashlib
import json
import os
import stat
import time
from pathlib import Path

import pytest

from tests.components.docker.scripts.shell import GPG, KEY, Shell

SYSTEM = ("cat", "cut", "find", "gzip", "mkdir", "mv", "rm", "sed", "sha256sum", "sort", "stat", "bash")
DATE = """
case "$*" in
*%s*) echo 1700000000 ;;
*%w*) cat "$FOLDER/weekday" ;;
*%d*H*) cat "$FOLDER/moment" ;;
*%d*) cat "$FOLDER/day" ;;
esac
"""
NAME = "shop-20231114T221320Z.sql.gz"
DAY_SECONDS = 86400


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A server that can be dumped, an empty folder, a Tuesday."""
    shell = Shell(tmp_path, *SYSTEM)
    shell.recording("pg_dump", 'printf "%s" "$PGPASSWORD" >"$FOLDER/password"; echo "CREATE TABLE notes ();"')
    shell.stand_in("date", DATE)
    (tmp_path / "superuser").write_text("s3cret", encoding="utf-8")
    (tmp_path / "moment").write_text("20231114T221320Z", encoding="utf-8")
    (tmp_path / "weekday").write_text("2", encoding="utf-8")
    (tmp_path / "day").write_text("14", encoding="utf-8")
    (tmp_path / "restore_database.sh").write_text('echo "restored $*"\n', encoding="utf-8")
    (tmp_path / "backups").mkdir()
    return shell


def backed_up(shell: Shell, drill: str = "never", keep: int = 7) -> tuple[int, list[str]]:
    """Exit code and lines of output."""
    done = shell.run(
        "backup_database.sh", interpreter="bash",
        FILES=str(shell.folder), BACKUPS=f"{shell.folder}/backups", KEEP_DAYS=str(keep), DRILL=drill,
        DATABASE="shop",
    )  # fmt: skip
    return done.returncode, done.stdout.splitlines()


def test_a_backup(shell: Shell) -> None:
    code, lines = backed_up(shell)
    folder = shell.folder / "backups"
    assert code == 0
    assert sorted(path.name for path in folder.iterdir()) == [NAME, f"{NAME}.sha256"]
    written = (folder / NAME).read_bytes()
    assert gzip.decompress(written) == b"CREATE TABLE notes ();\n"
    assert (folder / f"{NAME}.sha256").read_text() == f"{hashlib.sha256(written).hexdigest()}  {NAME}\n"
    assert [json.loads(line) for line in lines] == [{"backup": NAME, "bytes": len(written), "seconds": 0}]
    assert shell.calls() == ["pg_dump -d shop --no-password"]
    assert (shell.folder / "password").read_text() == "s3cret"


@pytest.mark.parametrize("taken", [NAME, f".{NAME}"], ids=["done", "being written"])
def test_two_of_one_second_are_two_files(shell: Shell, taken: str) -> None:
    """The later one waits for the next second; whether the earlier is done or still being written."""
    shell.recording("sleep", 'echo 20231114T221321Z >"$FOLDER/moment"')
    (shell.folder / "backups" / taken).write_text("the other")
    code, lines = backed_up(shell)
    assert (code, json.loads(lines[0])["backup"]) == (0, "shop-20231114T221321Z.sql.gz")
    assert (shell.folder / "backups" / taken).read_text() == "the other"
    assert shell.calls() == ["sleep 1", "pg_dump -d shop --no-password"]


def test_nobody_else_reads_it(shell: Shell) -> None:
    backed_up(shell)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (shell.folder / "backups").iterdir()}
    assert modes == {0o600}


def test_old_ones_go_with_their_checksums_and_nothing_else(shell: Shell) -> None:
    folder = shell.folder / "backups"
    for days in (6, 8):
        for name in (f"shop-{days}.sql.gz", f"shop-{days}.sql.gz.sha256", f"notes-{days}.txt"):
            (folder / name).touch()
            then = time.time() - days * DAY_SECONDS
            os.utime(folder / name, (then, then))
    backed_up(shell)
    kept = {path.name for path in folder.iterdir()} - {NAME, f"{NAME}.sha256"}
    assert kept == {"shop-6.sql.gz", "shop-6.sql.gz.sha256", "notes-6.txt", "notes-8.txt"}


def test_of_older_days_one_is_kept(shell: Shell) -> None:
    folder = shell.folder / "backups"
    ages = {"20231110T010000Z": 4.9, "20231110T120000Z": 4.4, "20231111T010000Z": 3.9, "20231114T010000Z": 0.9}
    for moment, days in {**ages, "20231114T020000Z": 0.8}.items():
        for name in (f"shop-{moment}.sql.gz", f"shop-{moment}.sql.gz.sha256"):
            (folder / name).touch()
            then = time.time() - days * DAY_SECONDS
            os.utime(folder / name, (then, then))
    assert backed_up(shell)[0] == 0
    kept = sorted(path.name for path in folder.iterdir() if path.suffix == ".gz")
    assert kept == [
        f"shop-{moment}.sql.gz"
        for moment in (
            "20231110T120000Z",
            "20231111T010000Z",
            "20231114T010000Z",
            "20231114T020000Z",
            "20231114T221320Z",
        )
    ]
    assert sorted(path.name for path in folder.iterdir() if path.suffix == ".sha256") == [f"{n}.sha256" for n in kept]


def test_a_dump_that_fails_leaves_nothing_and_takes_nothing(shell: Shell) -> None:
    shell.recording("pg_dump", 'echo "CREATE TABLE"; exit 1')
    old = shell.folder / "backups/shop-8.sql.gz"
    old.touch()
    os.utime(old, (0, 0))
    code, lines = backed_up(shell)
    assert (code, lines) == (1, [])
    assert list((shell.folder / "backups").iterdir()) == [old]


@pytest.mark.parametrize(
    ("drill", "weekday", "day", "restored"),
    [
        ("never", "0", "01", False),
        ("weekly", "0", "14", True),
        ("weekly", "1", "01", False),
        ("monthly", "3", "01", True),
        ("monthly", "0", "02", False),
    ],
)
def test_the_copy_is_tried_on_its_day(shell: Shell, drill: str, weekday: str, day: str, restored: bool) -> None:
    (shell.folder / "weekday").write_text(weekday, encoding="utf-8")
    (shell.folder / "day").write_text(day, encoding="utf-8")
    code, lines = backed_up(shell, drill)
    assert code == 0
    assert lines[1:] == ([f"restored --drill {NAME}"] if restored else [])


def test_the_copy_is_tried_once_on_its_day(shell: Shell) -> None:
    (shell.folder / "weekday").write_text("0", encoding="utf-8")
    (shell.folder / "backups/shop-20231114T010000Z.sql.gz").touch()
    code, lines = backed_up(shell, "weekly")
    assert (code, lines[1:]) == (0, [])


def test_a_drill_that_fails_is_a_failure(shell: Shell) -> None:
    (shell.folder / "weekday").write_text("0", encoding="utf-8")
    (shell.folder / "restore_database.sh").write_text("exit 9\n", encoding="utf-8")
    assert backed_up(shell, "weekly")[0] == 9


@pytest.fixture
def sealing(shell: Shell) -> Shell:
    """A key is there."""
    (shell.folder / "backup_key").write_text(KEY, encoding="utf-8")
    shell.recording("gpg", GPG)
    return shell


def test_with_a_key_what_is_written_is_encrypted(sealing: Shell) -> None:
    """The checksum is that of the file as it lies there; no plain text ever does."""
    code, lines = backed_up(sealing)
    name, folder = f"{NAME}.gpg", sealing.folder / "backups"
    assert code == 0
    assert sorted(path.name for path in folder.iterdir()) == [name, f"{name}.sha256"]
    written = (folder / name).read_bytes()
    seal, _, content = written.partition(b"\n")
    assert (seal.decode(), gzip.decompress(content)) == (f"sealed with {KEY}", b"CREATE TABLE notes ();\n")
    assert (folder / f"{name}.sha256").read_text() == f"{hashlib.sha256(written).hexdigest()}  {name}\n"
    assert json.loads(lines[0])["backup"] == name
    assert stat.S_IMODE((sealing.folder / "gnupg").stat().st_mode) == 0o700


def test_the_key_is_on_no_command_line_and_the_cipher_is_a_strong_one(sealing: Shell) -> None:
    backed_up(sealing)
    assert sealing.calls()[1:] == [
        (
            f"gpg --batch --quiet --no-tty --pinentry-mode loopback --passphrase-file {sealing.folder}/backup_key "
            "--symmetric --cipher-algo AES256 --s2k-digest-algo SHA512 --s2k-count 65011712 --compress-algo none "
            "--output -"
        )
    ]


def test_what_cannot_be_encrypted_is_not_written(sealing: Shell) -> None:
    sealing.recording("gpg", "cat >/dev/null; exit 2")
    code, lines = backed_up(sealing)
    assert (code, lines, list((sealing.folder / "backups").iterdir())) == (2, [], [])


def test_encrypted_ones_go_as_others_do(sealing: Shell) -> None:
    """One a day after two days, whether encrypted or not; none after as many days as the stack says."""
    folder = sealing.folder / "backups"
    ages = {"shop-20231105T010000Z.sql.gz.gpg": 9.9, "shop-20231110T010000Z.sql.gz": 4.9}
    for name, days in {**ages, "shop-20231110T120000Z.sql.gz.gpg": 4.4}.items():
        for each in (name, f"{name}.sha256"):
            (folder / each).touch()
            then = time.time() - days * DAY_SECONDS
            os.utime(folder / each, (then, then))
    backed_up(sealing)
    kept = ["shop-20231110T120000Z.sql.gz.gpg", f"{NAME}.gpg"]
    assert sorted(path.name for path in folder.iterdir()) == sorted([*kept, *(f"{name}.sha256" for name in kept)])


def test_an_encrypted_copy_is_tried_once_on_its_day(sealing: Shell) -> None:
    (sealing.folder / "weekday").write_text("0", encoding="utf-8")
    assert backed_up(sealing, "weekly")[1][1:] == [f"restored --drill {NAME}.gpg"]
    (sealing.folder / "moment").write_text("20231114T231320Z", encoding="utf-8")
    assert backed_up(sealing, "weekly")[1][1:] == []
