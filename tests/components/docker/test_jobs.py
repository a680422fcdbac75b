"""Jobs on one host: by the clock, or by hand."""

import pytest

from components.clouds.docker import clock, scripts
from components.cron import ScheduleError
from tests.components.docker.looking import CONTAINER, IDLE, container
from tests.components.docker.running import IMAGE, URL, job
from tests.components.recorder import Recorder, run, value

OWN = {
    "image": f"id-of-{IMAGE}",
    "user": "1000",
    "networks": {"network-frontend": [], "network-backend": []},
    "tmpfs": {"/tmp": "rw,nosuid,nodev,mode=1777,size=256m"},
    "memory": 1024,
    "cpus": "0.5",
    "readOnly": True,
}


def test_a_job_with_a_schedule_looks_at_the_clock(recorder: Recorder) -> None:
    made = run(lambda: job({"schedule": "*/30 3 * * mon-fri", "command": ["python", "-m", "notes cleanup"]}))
    assert container(recorder, "cleanup-job") == {
        **OWN,
        "entrypoints": ["sh", "-c", scripts.text("cron.sh"), "cron"],
        "command": ["python", "-m", "notes cleanup"],
        "variables": {
            "APP_ENV": "production",
            "DATABASE_URL": URL,
            **clock.variables("*/30 3 * * mon-fri"),
        },
    }
    assert value(made.start) == "docker exec cleanup-job-1234567 python -m 'notes cleanup'"
    assert value(made.log_group) == "docker logs --follow cleanup-job-1234567"
    assert (made.service, value(made.task)) == (None, "cleanup-job-id")
    assert not recorder.one(CONTAINER, "cleanup-job").replaced_last


def test_a_job_on_command_is_made_and_not_started(recorder: Recorder) -> None:
    made = run(lambda: job({"command": ["clean"]}))
    assert container(recorder, "cleanup-job", IDLE) == {
        **OWN,
        "command": ["clean"],
        "variables": {"APP_ENV": "production", "DATABASE_URL": URL},
    }
    assert value(made.start) == "docker start --attach cleanup-job-1234567"
    assert value(made.log_group) == "docker logs --follow cleanup-job-1234567"
    assert (made.service, value(made.task)) == (None, "cleanup-job-id")


def test_a_job_on_command_may_run_what_its_image_says(recorder: Recorder) -> None:
    run(job)
    assert "command" not in container(recorder, "cleanup-job", IDLE)


def test_its_log_folder_is_its_own(recorder: Recorder) -> None:
    run(lambda: job({"schedule": "0 3 * * *", "command": ["clean"]}))
    assert recorder.names(CONTAINER) == ["cleanup-job"]


EVERY_DAY = " ".join(f"{day:02}" for day in range(1, 32))
EVERY_MONTH = " ".join(f"{month:02}" for month in range(1, 13))


@pytest.mark.parametrize(
    ("schedule", "minutes", "hours", "days", "months", "weekdays"),
    [
        ("0 3 * * *", "00", "03", EVERY_DAY, EVERY_MONTH, "0 1 2 3 4 5 6"),
        ("5,50 */12 1 jan,12 *", "05 50", "00 12", "01", "01 12", "0 1 2 3 4 5 6"),
        ("0-3 9 31 * 7", "00 01 02 03", "09", "31", EVERY_MONTH, "0"),
        ("0 0 * * 0,6-7", "00", "00", EVERY_DAY, EVERY_MONTH, "0 6"),
    ],
)
def test_a_schedule_becomes_lists(
    schedule: str, minutes: str, hours: str, days: str, months: str, weekdays: str
) -> None:
    assert clock.variables(schedule) == {
        "CRON_MINUTES": minutes,
        "CRON_HOURS": hours,
        "CRON_DAYS": days,
        "CRON_MONTHS": months,
        "CRON_WEEKDAYS": weekdays,
    }


def test_a_field_that_no_clock_shows_is_refused() -> None:
    with pytest.raises(ScheduleError, match="minute 60: allowed is 0 to 59"):
        clock.variables("60 3 * * *")
