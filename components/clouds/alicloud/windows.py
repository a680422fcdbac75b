"""Times of day as Alibaba Cloud's databases take them: in UTC, with a Z, backups in whole hours."""

EVERY_DAY = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def hour(daily: str) -> str:
    """The hour in which a window such as `02:30-03:30` begins: `02:00Z-03:00Z`, the last one `23:00Z-24:00Z`."""
    first = int(daily[:2])
    return f"{first:02}:00Z-{first + 1:02}:00Z"


def hour_after(weekly: str) -> str:
    """The hour after a window such as `sun:03:30-sun:04:30` has ended: `05:00Z-06:00Z`."""
    return hour(f"{(int(weekly.rpartition('-')[2][4:6]) + 1) % 24:02}:00")


def daily(weekly: str) -> tuple[str, str]:
    """Begin and end of a weekly window on every day: `sun:03:30-sun:04:30` becomes 03:30Z and 04:30Z."""
    begin, end = weekly.split("-")
    return f"{begin[4:]}Z", f"{end[4:]}Z"
