"""Times as AWS writes them: at(…), rate(…) and cron(…) with six fields."""

import re
from datetime import datetime

from simulator.behaviour import Call, Hook, Refusal
from simulator.references import values_at

RATE = re.compile(r"^rate\((\d+) (minute|minutes|hour|hours|day|days)\)$")
CRON = re.compile(r"^cron\(([^()]+)\)$")
AT = re.compile(r"^at\(([^()]+)\)$")
FIELDS = ("minutes", "hours", "day of month", "month", "day of week", "year")
FIELD = re.compile(r"^[0-9A-Za-z*?,/#-]+$")
BOUNDS = {
    "minutes": (0, 59),
    "hours": (0, 23),
    "day of month": (1, 31),
    "month": (1, 12),
    "day of week": (1, 7),
    "year": (1970, 2199),
}
"""What each field may hold (EventBridge Scheduler user guide, "Cron-based schedules")."""


def problem(text: str) -> str | None:
    """What is wrong with a schedule expression; None when nothing is."""
    if found := RATE.match(text):
        number, unit = int(found[1]), found[2]
        return (
            None
            if number > 0 and (number == 1) != unit.endswith("s")
            else "rate needs a number above 0, and the unit's plural unless it is 1"
        )
    if found := AT.match(text):
        try:
            datetime.fromisoformat(found[1])
        except ValueError:
            return "at needs a time such as 2026-01-31T08:00:00"
        return None
    if found := CRON.match(text):
        return cron_problem(found[1].split())
    return "it must be rate(…), cron(…) or at(…)"


def cron_problem(fields: list[str]) -> str | None:
    """What is wrong with the fields of a cron expression."""
    if len(fields) != len(FIELDS):
        return f"cron needs six fields ({', '.join(FIELDS)}), got {len(fields)}"
    if (fields[2] == "?") == (fields[4] == "?"):
        return "exactly one of day of month and day of week must be ?"
    for name, field in zip(FIELDS, fields, strict=True):
        low, high = BOUNDS[name]
        numbers = [int(number) for number in re.findall(r"\d+", field.partition("/")[0].partition("#")[0])]
        if not FIELD.match(field) or any(not low <= number <= high for number in numbers):
            return f"{name} cannot be {field}"
    return None


def schedule_at(path: str) -> Hook:
    """A hook: the expressions at a path are ones that AWS takes."""

    def hook(call: Call) -> None:
        for text in values_at(call.inputs, tuple(path.split("."))):
            if words := problem(text):
                raise Refusal(f"ValidationException: Invalid Schedule Expression {text}: {words}.")

    return hook
