"""Figures of the service level, as Prometheus reckons them: `service_level_…`, with the goal as a label."""

from collections.abc import Iterator, Mapping
from typing import Any

from components.dashboard import DashboardArgs
from components.service_level import DAYS, SLOW_PERCENT

ALL, FAILED = 'le="+Inf"', 'le="+Inf",status=~"5.."'
"""Labels of the entry's counter: of every answer, and of those that failed."""
MINUTES = 5
"""From one figure to the next: each looks at every measurement of the days."""


def group(args: DashboardArgs) -> list[dict[str, Any]]:
    """The group of rules, where the stack has an entry and a goal."""
    found = list(_rules(args)) if args.gateway is not None else []
    return [{"name": "service level", "interval": f"{MINUTES}m", "rules": found}] if found else []


def _rules(args: DashboardArgs) -> Iterator[Mapping[str, Any]]:
    """Two figures for each goal that is not switched off: what was reached, and what is left of the budget."""
    limits, days = args.platform.args.alarms, min(DAYS, args.platform.args.logs.days)
    answers = _count(days, ALL)
    allowed, seconds = limits.error_percent, limits.latency_p95_seconds
    if allowed is not None:
        failed = f"100 * ({_count(days, FAILED)} or vector(0)) / {answers}"
        goal = f"{100 - allowed:g} %"
        yield _figure("did_not_fail_percent", f"100 - {failed}", goal, days)
        yield _figure("error_budget_left_percent", f"100 - 100 * ({failed}) / {allowed:g}", goal, days)
    if seconds is not None:
        # Prometheus writes the end of a bucket with a decimal point since version 3.
        within = f'le=~"{seconds:g}|{float(seconds)}"'
        slow = f"100 - 100 * {_count(days, within)} / {answers}"
        quantile = f"histogram_quantile(0.95, sum by (le) (increase(entry_waited_bucket[{days}d])))"
        goal = f"95 % within {seconds:g} s"
        yield _figure("p95_seconds", quantile, goal, days)
        yield _figure("slow_budget_left_percent", f"100 - 100 * ({slow}) / {SLOW_PERCENT}", goal, days)


def _count(days: int, labels: str) -> str:
    """How many answers of a kind there were."""
    return f"sum(increase(entry_waited_bucket{{{labels}}}[{days}d]))"


def _figure(name: str, expression: str, goal: str, days: int) -> Mapping[str, Any]:
    return {"record": f"service_level_{name}", "expr": expression, "labels": {"goal": goal, "days": str(days)}}
