"""When a container does something: five cron fields as the lists that `scripts/cron.sh` compares the clock with."""

from collections.abc import Mapping

from components.cron import FIELDS

VARIABLES = ("CRON_MINUTES", "CRON_HOURS", "CRON_DAYS", "CRON_MONTHS", "CRON_WEEKDAYS")
WEEK = 7


def variables(schedule: str) -> Mapping[str, str]:
    """The script's variables for a schedule in UTC; ScheduleError for fields that no clock ever shows."""
    minute, hour, day, month, weekday = (
        field.numbers(text) for field, text in zip(FIELDS, schedule.split(), strict=True)
    )
    two_digits = [" ".join(f"{number:02}" for number in numbers) for numbers in (minute, hour, day, month)]
    weekdays = " ".join(str(number) for number in sorted({number % WEEK for number in weekday}))
    return dict(zip(VARIABLES, [*two_digits, weekdays], strict=True))
