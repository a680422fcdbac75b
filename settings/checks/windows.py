"""Times of day for backups and maintenance."""

from dataclasses import dataclass

from settings.parts import Draft

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 24 * 60
WEEK = 7 * DAY

BACKUP_MINUTES = 30
MAINTENANCE_MINUTES = 30
CACHE_MAINTENANCE_MINUTES = 60
"""Shortest windows, in minutes. Source: API references of Amazon RDS and Amazon ElastiCache."""


@dataclass(frozen=True)
class Window:
    """A span of time, in minutes of the week (or of the day); it may run over the end."""

    start: int
    minutes: int

    def meets(self, other: "Window", period: int) -> bool:
        """Whether two windows that repeat with a period have a minute in common."""
        return (other.start - self.start) % period < self.minutes or (self.start - other.start) % period < other.minutes


def check(draft: Draft) -> None:
    """Report times that do not exist, windows that are too short, and windows that meet."""
    database, cache = draft.application.database, draft.application.cache
    if cache:
        _maintenance(draft, "cache", cache.maintenance_window, CACHE_MAINTENANCE_MINUTES)
    if not database:
        return
    place = ("database", "backup_window")
    backup = daily(database.backup_window)
    if backup is None:
        draft.report.add(place, f'"{database.backup_window}" is no time; allowed: hours 00 to 23, minutes 00 to 59')
    elif backup.minutes < BACKUP_MINUTES:
        draft.report.add(place, f'"{database.backup_window}" is too short; allowed: {BACKUP_MINUTES} minutes or more')
    maintenance = _maintenance(draft, "database", database.maintenance_window, MAINTENANCE_MINUTES)
    if backup and maintenance and backup.meets(Window(maintenance.start % DAY, maintenance.minutes), DAY):
        window = f'"{database.backup_window}" meets the maintenance window "{database.maintenance_window}"'
        draft.report.add(place, f"{window}; allowed: times apart", ("database", "maintenance_window"))


def daily(text: str) -> Window | None:
    """`02:00-03:00` as a window of the day, None when a time does not exist."""
    start, end = (_minutes(time) for time in text.split("-"))
    return None if start is None or end is None else Window(start, (end - start) % DAY)


def weekly(text: str) -> Window | None:
    """`sun:03:30-sun:04:30` as a window of the week, None when a day or time does not exist."""
    ends = []
    for end in text.split("-"):
        day, _, time = end.partition(":")
        minutes = _minutes(time)
        if day not in DAYS or minutes is None:
            return None
        ends.append(DAYS.index(day) * DAY + minutes)
    return Window(ends[0], (ends[1] - ends[0]) % WEEK)


def _maintenance(draft: Draft, section: str, text: str, shortest: int) -> Window | None:
    place = (section, "maintenance_window")
    window = weekly(text)
    if window is None:
        days = ", ".join(DAYS)
        draft.report.add(place, f'"{text}" is no time of the week; allowed: days {days}, times 00:00 to 23:59')
    elif not shortest <= window.minutes <= DAY:
        draft.report.add(place, f'"{text}" has the wrong length; allowed: {shortest} minutes to 24 hours')
    else:
        return window
    return None


def _minutes(time: str) -> int | None:
    hour, minute = (int(number) for number in time.split(":"))
    return hour * 60 + minute if hour < 24 and minute < 60 else None
