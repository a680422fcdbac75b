"""Backups on one host: every day when the window opens, kept as long as the stack says, and tried on request."""

from pathlib import Path
from typing import Any

import pulumi
import pytest

from components import sql_files
from components.clouds.docker import scripts
from tests.components.docker.looking import CONTAINER, ONCE, RUNNING, VOLUME, container, health, labels, written
from tests.components.docker.stand import DOMAIN, database
from tests.components.recorder import Recorder, run, value, waits_for

BEFORE = "database-backup-before"
ALL_HOURS = " ".join(f"{hour:02}" for hour in range(24))
BACKUP, FOLDER = "database-backup", "database-backup-folder"
FILES = "/etc/groundwork"
KEPT = {"containerPath": "/backups", "readOnly": False, "volumeName": "database-backup-files-1234567"}


def variables(recorder: Recorder) -> dict[str, str]:
    """Variables of the container that backs up."""
    return container(recorder, BACKUP)["variables"]


def test_the_container_that_backs_up(recorder: Recorder) -> None:
    run(lambda: database({"backup_days": 12, "backup_window": "03:07-04:00"}))
    found = container(recorder, BACKUP)
    assert found == {
        "image": "id-of-postgres:16-bookworm",
        "user": "999:999",
        "entrypoints": ["sh", f"{FILES}/cron.sh", "bash", f"{FILES}/backup_database.sh"],
        "networks": {"network-backend": []},
        "variables": {
            "CRON_MINUTES": "07",
            "CRON_HOURS": "03",
            "CRON_DAYS": " ".join(f"{day:02}" for day in range(1, 32)),
            "CRON_MONTHS": " ".join(f"{month:02}" for month in range(1, 13)),
            "CRON_WEEKDAYS": "0 1 2 3 4 5 6",
            "CRON_RUN_FIRST": "yes",
            "BACKUPS": "/backups",
            "KEEP_DAYS": "12",
            "DRILL": "never",
            "FILES": FILES,
            "PGHOST": f"database.{DOMAIN}",
            "PGPORT": "5432",
            "PGUSER": "postgres",
            "PGSSLMODE": "require",
            "DATABASE": "app",
            "OWNER": "app",
        },
        "files": {
            f"{FILES}/superuser": ("database-superuser-1234567-value", "999", "0400"),
            f"{FILES}/password": ("database-password-1234567-value", "999", "0400"),
            f"{FILES}/cron.sh": (scripts.text("cron.sh"), "0", "0444"),
            f"{FILES}/backup_database.sh": (scripts.text("backup_database.sh"), "0", "0444"),
            f"{FILES}/restore_database.sh": (scripts.text("restore_database.sh"), "0", "0444"),
        },
        "volumes": [KEPT],
        "healthcheck": health(
            "CMD-SHELL", "find /backups -maxdepth 1 -name 'app-*.sql.gz*' -mmin -1560 | grep -q .", start=300
        ),
        "memory": 128,
        "cpus": "1",
    }
    backup = recorder.one(CONTAINER, BACKUP)
    assert {"database-preparation", FOLDER} <= backup.depends_on
    assert backup.secret_inputs == {"uploads"}


@pytest.mark.parametrize(("asked", "told"), [(None, "never"), ("weekly", "weekly"), ("monthly", "monthly")])
def test_a_drill_on_the_schedule_that_the_application_asks_for(
    recorder: Recorder, asked: str | None, told: str
) -> None:
    run(lambda: database({"restore_drill": asked}))
    assert variables(recorder)["DRILL"] == told


def test_backups_lie_in_a_volume_of_their_own(recorder: Recorder) -> None:
    run(database)
    kept = recorder.one(VOLUME, "database-backup-files")
    assert (set(kept.inputs), kept.protect) == ({"labels"}, True)
    assert written(kept.inputs["labels"]) == labels("database")


def test_or_in_the_folder_of_the_host(recorder: Recorder) -> None:
    run(lambda: database(host={"directory": "/opt/notes"}))
    assert container(recorder, BACKUP)["volumes"] == [
        {"containerPath": "/backups", "readOnly": False, "hostPath": "/opt/notes/backups"}
    ]
    assert container(recorder, FOLDER, ONCE)["volumes"] == [
        {"containerPath": "/folder", "readOnly": False, "hostPath": "/opt/notes/backups"}
    ]
    assert recorder.names(VOLUME) == ["database-data"]


@pytest.mark.parametrize("host", [{}, {"directory": "/opt/notes"}])
def test_the_folder_is_given_to_the_server_s_user(recorder: Recorder, host: dict[str, Any]) -> None:
    """By the only kind of container that runs as the superuser: it has one right, no network, and ends."""
    run(lambda: database(host=host))
    found = container(recorder, FOLDER, ONCE)
    (mounted,) = found.pop("volumes")
    assert mounted["containerPath"] == "/folder"
    assert found == {
        "image": "id-of-postgres:16-bookworm",
        "user": "0:0",
        "networks": {},
        "entrypoints": ["chown", "999:999", "/folder"],
        "memory": 64,
        "cpus": "0.25",
        "readOnly": True,
        "adds": ["CHOWN"],
    }


@pytest.mark.parametrize(
    ("minutes", "cron", "overdue"),
    [
        (5, ("00 05 10 15 20 25 30 35 40 45 50 55", ALL_HOURS), 10),
        (45, ("00 30", ALL_HOURS), 60),
        (60, ("20", ALL_HOURS), 120),
        (600, ("20", "00 08 16"), 600),
        (1439, ("20", "00 12"), 840),
        (1440, ("20", "02"), 1560),
    ],
)
def test_backups_are_taken_as_often_as_nothing_more_may_be_lost(
    recorder: Recorder, minutes: int, cron: tuple[str, str], overdue: int
) -> None:
    """At equal distances that are never longer; it is ill when one is missing."""
    run(lambda: database({"recovery_point_minutes": minutes, "backup_window": "02:20-03:00", "name": "shop"}))
    asked = variables(recorder)
    assert (asked["CRON_MINUTES"], asked["CRON_HOURS"]) == cron
    test = container(recorder, BACKUP)["healthcheck"]["tests"]
    assert test == ["CMD-SHELL", f"find /backups -maxdepth 1 -name 'shop-*.sql.gz*' -mmin -{overdue} | grep -q ."]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "001_init.sql").write_text("CREATE TABLE a (n int);", encoding="utf-8")
    return tmp_path


def test_the_database_is_saved_before_other_sql_files_run(recorder: Recorder, folder: Path) -> None:
    made = run(lambda: database({"name": "shop", "restore_drill": "weekly"}, files=folder))
    before = container(recorder, BEFORE, ONCE)
    assert before["entrypoints"] == ["bash", f"{FILES}/backup_database.sh"]
    assert before["volumes"] == [KEPT]
    assert before["variables"]["SQL_FILES_DIGEST"] == sql_files.digest(folder)
    assert (before["variables"]["DATABASE"], before["variables"]["DRILL"]) == ("shop", "never")
    assert {BACKUP, FOLDER} <= recorder.one(CONTAINER, BEFORE).depends_on
    saved = made.connection.values["saved"]
    assert (value(saved), BEFORE in waits_for(saved)) == ("done", True)


def test_single_sql_files_can_be_run_by_hand(recorder: Recorder, folder: Path) -> None:
    run(lambda: database(files=folder))
    found = container(recorder, BACKUP)["files"]
    assert found[f"{FILES}/run_sql_file.sh"] == (scripts.text("run_sql_file.sh"), "0", "0444")
    assert found[f"{FILES}/run_sql_files.sh"] == (sql_files.script(), "0", "0444")


def test_without_sql_files_nothing_is_saved_for_them(recorder: Recorder) -> None:
    made = run(database)
    assert BEFORE not in recorder.names(CONTAINER)
    assert "saved" not in made.connection.values


@pytest.mark.parametrize("name", [BACKUP, BEFORE])
def test_whoever_takes_a_backup_finds_the_key_in_a_file(recorder: Recorder, tmp_path: Path, name: str) -> None:
    """Of mode 0400, and nowhere else: not in a variable, not on a command line."""
    (tmp_path / "001_first.sql").write_text("SELECT 1;")
    key = pulumi.Output.secret("a long key")
    host = {"backup_secret": "BACKUP_KEY"}
    run(lambda: database(host=host, files=tmp_path, cloud_secrets={"BACKUP_KEY": key}))
    found = container(recorder, name, RUNNING if name == BACKUP else ONCE)
    assert found.pop("files")[f"{FILES}/backup_key"] == ("a long key", "999", "0400")
    assert "a long key" not in str(found)
    assert recorder.one(CONTAINER, name).secret_inputs == {"uploads"}


def test_without_a_key_there_is_none(recorder: Recorder) -> None:
    run(database)
    assert f"{FILES}/backup_key" not in container(recorder, BACKUP)["files"]
