"""How often a stored secret changes."""

import re

from policies.pack.predicates import Limits, Predicate, Verdict, number
from policies.pack.values import Marker, has_unknown

LONGEST_DAYS = 90
"""Security Hub SecretsManager.4."""
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
RATE = re.compile(r"^rate\((\d+) (minute|hour|day)s?\)$")


def no_rarer_than(days: float) -> Predicate:
    """An interval in Alibaba Cloud's spelling, `7d`, that is no longer."""

    def test(text: object) -> bool:
        match = re.fullmatch(r"(\d+)([smhd])", text) if isinstance(text, str) else None
        return match is not None and int(match[1]) * SECONDS[match[2]] <= days * SECONDS["d"]

    def again(_: float | None, most: float | None) -> Predicate:
        return no_rarer_than(days if most is None else most)

    return Predicate(f"{days:g}d or less", test, limits=Limits(None, days, again))


def rules_no_rarer_than(days: float) -> Predicate:
    """Rotation rules of Secrets Manager: days, or a schedule by rate; one by cron runs once a month at least."""

    def test(rules: object) -> Verdict:
        said = rules if isinstance(rules, dict) else {}
        after, schedule = number(said.get("automaticallyAfterDays")), said.get("scheduleExpression", Marker.MISSING)
        if after is not None:
            return after <= days
        if isinstance(schedule, str) and schedule.startswith("cron("):
            return True
        match = RATE.match(schedule) if isinstance(schedule, str) else None
        if match is not None:
            return int(match[1]) * SECONDS[match[2][0]] <= days * SECONDS["d"]
        return Marker.UNKNOWN if has_unknown(rules) else False

    def again(_: float | None, most: float | None) -> Predicate:
        return rules_no_rarer_than(days if most is None else most)

    shown = f"rarer than every {days:g} days"
    return Predicate(f"{days:g} days or less", test, lambda _: shown, Limits(None, days, again))
