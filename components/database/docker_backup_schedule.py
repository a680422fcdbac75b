"""When backups are taken: daily in the window, or as often as `recovery_point_minutes` asks for."""

from components.database.contract import DatabaseSpec

HOUR_MINUTES = 60
DAY_HOURS = 24
DAY_MINUTES = DAY_HOURS * HOUR_MINUTES

LATE_MINUTES = 120
"""Time after which a daily backup is missing."""


def cron(spec: DatabaseSpec) -> str:
    """Five cron fields in UTC, at equal distances that are never longer than what may be lost."""
    minutes = period(spec)
    if minutes < HOUR_MINUTES:
        return f"*/{minutes} * * * *"
    hour, minute = spec.backup_window.partition("-")[0].split(":")
    if minutes < DAY_MINUTES:
        return f"{int(minute)} */{minutes // HOUR_MINUTES} * * *"
    return f"{int(minute)} {int(hour)} * * *"


def period(spec: DatabaseSpec) -> int:
    """Minutes from one backup to the next: a divisor of an hour, whole hours that divide a day, or a day."""
    wanted = spec.recovery_point_minutes or DAY_MINUTES
    if wanted < HOUR_MINUTES:
        return max(minutes for minutes in range(1, wanted + 1) if HOUR_MINUTES % minutes == 0)
    hours = wanted // HOUR_MINUTES
    return HOUR_MINUTES * max(each for each in range(1, hours + 1) if DAY_HOURS % each == 0)


def newest(folder: str, spec: DatabaseSpec) -> str:
    """A command that succeeds while the newest backup is no older than it may be: one is late, or one has failed."""
    minutes = period(spec)
    overdue = minutes + min(minutes, LATE_MINUTES)
    return f"find {folder} -maxdepth 1 -name '{spec.name}-*.sql.gz*' -mmin -{overdue} | grep -q ."
