"""Five cron fields, as people write them, in the form that the clouds' schedulers read (Quartz)."""

from collections.abc import Mapping
from dataclasses import dataclass

MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, start=1)}
DAYS = {name: number for number, name in enumerate(("sun", "mon", "tue", "wed", "thu", "fri", "sat"))}


class ScheduleError(Exception):
    """A schedule that the cloud cannot keep; the message says why."""


@dataclass(frozen=True)
class Field:
    """One of the five."""

    name: str
    first: int
    last: int
    names: Mapping[str, int]

    def numbers(self, text: str) -> list[int]:
        """Return what the field's text stands for, sorted; ScheduleError where it stands for nothing."""
        return sorted({number for item in text.lower().split(",") for number in self._item(item)})

    def _item(self, item: str) -> range:
        span, _, step = item.partition("/")
        low, dash, high = span.partition("-")
        if span == "*":
            start, end = self.first, self.last
        else:
            start = self._number(low, item)
            end = self._number(high, item) if dash else (self.last if step else start)
        every = self._step(step, item) if "/" in item else 1
        if start > end:
            raise ScheduleError(f"{self.name} {item}: the range runs backwards")
        return range(start, end + 1, every)

    def _number(self, text: str, item: str) -> int:
        number = self.names.get(text, int(text) if text.isdecimal() else -1)
        if not self.first <= number <= self.last:
            allowed = f"{self.first} to {self.last}" + (f" or {', '.join(self.names)}" if self.names else "")
            raise ScheduleError(f"{self.name} {item}: allowed is {allowed}")
        return number

    def _step(self, text: str, item: str) -> int:
        if not text.isdecimal() or int(text) == 0:
            raise ScheduleError(f"{self.name} {item}: a step is a number above 0")
        return int(text)


FIELDS = (
    Field("minute", 0, 59, {}),
    Field("hour", 0, 23, {}),
    Field("day of month", 1, 31, {}),
    Field("month", 1, 12, MONTHS),
    Field("day of week", 0, 7, DAYS),
)


def quartz(schedule: str) -> str:
    """Return `minute hour day-of-month month day-of-week`; 0 and 7 are Sunday and become SUN, times are UTC.

    One of the two fields of days is `?`. ScheduleError where both are given, or a field is wrong.
    """
    texts = schedule.split()
    if len(texts) != len(FIELDS):
        raise ScheduleError(f"{schedule}: five fields are wanted, there are {len(texts)}")
    minute, hour, day, month, weekday = (field.numbers(text) for field, text in zip(FIELDS, texts, strict=True))
    days, weekdays = _text(day, 1, 31), _weekdays(weekday)
    if days != "*" and weekdays != "*":
        raise ScheduleError(f"{schedule}: day of month and day of week cannot both be given")
    either = (days, "?") if weekdays == "*" else ("?", weekdays)
    return f"{_text(minute, 0, 59)} {_text(hour, 0, 23)} {either[0]} {_text(month, 1, 12)} {either[1]}"


def _text(numbers: list[int], first: int, last: int) -> str:
    """`*` for all, `0/15` for equal steps to the end, else a list."""
    if numbers == list(range(first, last + 1)):
        return "*"
    step = numbers[1] - numbers[0] if len(numbers) > 2 else 0
    if step > 1 and numbers == list(range(numbers[0], last + 1, step)):
        return f"{numbers[0]}/{step}"
    return ",".join(str(number) for number in numbers)


def _weekdays(numbers: list[int]) -> str:
    """By name: Quartz counts from 1 for Sunday, cron from 0."""
    days = sorted({number % 7 for number in numbers})
    return "*" if len(days) == len(DAYS) else ",".join(name.upper() for name, number in DAYS.items() if number in days)
