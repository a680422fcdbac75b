"""The five fields of a schedule."""

import re

from components.worker import JobSpec
from settings.parts import Draft

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
FIELDS = (
    ("minute", 0, 59, ()),
    ("hour", 0, 23, ()),
    ("day of month", 1, 31, ()),
    ("month", 1, 12, MONTHS),
    ("day of week", 0, 7, DAYS),
)
"""Name, first and last value, and names of values (the first name is the first value)."""

_ITEM = re.compile(r"(\*|(?P<first>\w+)(-(?P<last>\w+))?)(/(?P<step>\d+))?")


def check(draft: Draft) -> None:
    """Report fields that no clock ever shows."""
    for part, spec in draft.containers():
        if isinstance(spec, JobSpec) and spec.schedule is not None:
            for problem in problems(spec.schedule):
                draft.report.add((*part.place, "schedule"), f'"{spec.schedule}": {problem}')


def problems(schedule: str) -> list[str]:
    """What is wrong with five cron fields."""
    fields = schedule.split(" ")
    found = [
        f'{name} "{text}" is not allowed; allowed: *, {low} to {high}, ranges a-b, steps /n, lists a,b'
        for text, (name, low, high, names) in zip(fields, FIELDS, strict=True)
        if not all(_allowed(item, low, high, names) for item in text.split(","))
    ]
    if fields[2] != "*" and fields[4] != "*":
        found.append("allowed: a day of month or a day of week, with * for the other")
    return found


def _allowed(item: str, low: int, high: int, names: tuple[str, ...]) -> bool:
    match = _ITEM.fullmatch(item)
    if not match:
        return False
    ends = [_number(text, low, names) for text in (match["first"], match["last"]) if text is not None]
    inside = all(low <= end <= high for end in ends)
    return inside and ends == sorted(ends) and (match["step"] is None or 1 <= int(match["step"]) <= high)


def _number(text: str, low: int, names: tuple[str, ...]) -> int:
    """The value of a name or number; -1, which no field allows, for anything else."""
    if text.lower() in names:
        return low + names.index(text.lower())
    return int(text) if text.isdecimal() else -1
