"""Backups on one host: every day when the window opens, kept as long as the stack says, and tried on request."""

from typing import Any

import pytest

from components.clouds.docker import scripts
from tests.components.docker.looking import CONTAINER, ONCE, VOLUME, container, health, labels, written
from tests.components.docker.stand import DOMAIN, database
from tests.components.recorder import Recorder, run

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
            "CMD-SHELL", "find /backups -maxdepth 1 -name 'app-*.sql.gz' -mmin -1560 | grep -q .", start=300
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
