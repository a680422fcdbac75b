"""Figures of the service level, as Simple Log Service reckons them from the entry's access log."""

from collections.abc import Iterator

from components.clouds.alicloud.charts import ACCESS, Chart
from components.platform import PlatformArgs
from components.service_level import DAYS, SLOW_PERCENT

FAILED = "100.0 * count_if(status >= 500) / count(1)"
P95 = "approx_percentile(request_time, 0.95)"


def charts(args: PlatformArgs) -> Iterator[Chart]:
    """Two figures for each goal that is not switched off: what was reached, and what is left of the budget."""
    days = min(DAYS, args.logs.days)
    allowed, seconds = args.alarms.error_percent, args.alarms.latency_p95_seconds
    if allowed is not None:
        yield _figure(f"Answers that did not fail in {days} days (%): goal {100 - allowed:g}", f"100 - {FAILED}", days)
        yield _figure("Left of the error budget (%)", f"100 - 100 * ({FAILED}) / {allowed:g}", days)
    if seconds is not None:
        slow = f"100.0 * count_if(request_time > {seconds:g}) / count(1)"
        yield _figure(f"95 % of answers in {days} days within (s): goal {seconds:g}", P95, days)
        yield _figure("Left of the budget of slow answers (%)", f"100 - 100 * ({slow}) / {SLOW_PERCENT}", days)


def _figure(title: str, expression: str, days: int) -> Chart:
    query = f"* | SELECT round({expression}, 3) AS figure"
    return Chart(title=title, store=ACCESS, query=query, kind="statpro", days=days)
