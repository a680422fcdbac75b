"""Schedules and windows."""

import pytest

from settings.checks.schedule import problems
from settings.checks.windows import DAY, WEEK, Window, daily, weekly
from tests.settings.conftest import Lines

GOOD = ["0 3 * * *", "*/15 * * * *", "0 0 1 jan,JUL *", "30 6-8 * * mon-FRI", "0 0 * * 7", "5/10 1,2 31 12 *"]

BAD = {
    "60 3 * * *": 'minute "60" is not allowed; allowed: *, 0 to 59, ranges a-b, steps /n, lists a,b',
    "0 24 * * *": 'hour "24" is not allowed; allowed: *, 0 to 23, ranges a-b, steps /n, lists a,b',
    "0 0 0 * *": 'day of month "0" is not allowed; allowed: *, 1 to 31, ranges a-b, steps /n, lists a,b',
    "0 0 * 13 *": 'month "13" is not allowed; allowed: *, 1 to 12, ranges a-b, steps /n, lists a,b',
    "0 0 * * 8": 'day of week "8" is not allowed; allowed: *, 0 to 7, ranges a-b, steps /n, lists a,b',
    "5-1 0 * * *": 'minute "5-1" is not allowed; allowed: *, 0 to 59, ranges a-b, steps /n, lists a,b',
    "*/0 0 * * *": 'minute "*/0" is not allowed; allowed: *, 0 to 59, ranges a-b, steps /n, lists a,b',
    "0 0 * * funday": 'day of week "funday" is not allowed; allowed: *, 0 to 7, ranges a-b, steps /n, lists a,b',
    "0 0 1, * *": 'day of month "1," is not allowed; allowed: *, 1 to 31, ranges a-b, steps /n, lists a,b',
    "0 0 1 * 1": "allowed: a day of month or a day of week, with * for the other",
}


@pytest.mark.parametrize("schedule", GOOD)
def test_schedules_that_a_clock_shows(schedule: str) -> None:
    assert problems(schedule) == []


@pytest.mark.parametrize("schedule", BAD)
def test_schedules_that_no_clock_shows(schedule: str) -> None:
    assert problems(schedule) == [BAD[schedule]]


def test_a_wrong_schedule_is_told_at_its_job(lines: Lines) -> None:
    assert lines('jobs: {cleanup: {schedule: "0 24 * * *"}}') == [
        (
            'app.yaml: jobs.cleanup.schedule: "0 24 * * *": hour "24" is not allowed; '
            "allowed: *, 0 to 23, ranges a-b, steps /n, lists a,b"
        )
    ]
    assert lines('jobs: {cleanup: {schedule: "daily"}}') == [
        'app.yaml: jobs.cleanup.schedule: "daily" is not allowed here; allowed: text like "0 3 * * *"'
    ]


def test_windows_are_read() -> None:
    assert daily("23:30-00:30") == Window(23 * 60 + 30, 60)
    assert daily("24:00-01:00") is None
    assert weekly("sun:23:00-mon:01:00") == Window(6 * DAY + 23 * 60, 120)
    assert weekly("sun:23:00-mon:24:00") is None


def test_windows_meet() -> None:
    late = Window(23 * 60, 120)
    assert late.meets(Window(0, 30), DAY)
    assert Window(0, 30).meets(late, DAY)
    assert not late.meets(Window(60, 30), DAY)
    assert not Window(0, 60).meets(Window(60, 60), WEEK)
