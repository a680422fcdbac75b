"""An application's own figures: lines of JSON in its log, and alarms over them where there is a limit."""

from collections.abc import Mapping

import pulumi

from components.clouds.alicloud import log_alert
from components.clouds.alicloud.container import OUTPUT
from components.clouds.alicloud.log_alert import Question
from components.clouds.alicloud.logs import LogStore
from components.measures import MeasureSpec
from components.platform import Platform

STATISTICS: Mapping[str, str] = {
    "average": "avg({})",
    "minimum": "min({})",
    "maximum": "max({})",
    "sum": "sum({})",
    "p95": "approx_percentile({}, 0.95)",
}
"""In the words of Simple Log Service's SQL."""


def asked(field: str, statistic: str, column: str) -> str:
    """The query that makes one number, called `column`, of what a part logged under `field`.

    The line is searched by word first, so that only lines with the field are read as JSON; no line, no number.
    """
    number = f"CAST(json_extract_scalar({OUTPUT}, '$.{field}') AS double)"
    return f"* and {field} | SELECT {STATISTICS[statistic].format(number)} AS {column}"


def create(
    name: str, measures: Mapping[str, MeasureSpec], store: LogStore, platform: Platform, opts: pulumi.ResourceOptions
) -> None:
    """Watch every measure of a part that states a limit; the log itself records all of them."""
    for field, measure in measures.items():
        limit = measure.below if measure.above is None else measure.above
        if limit is None:
            continue
        side, sign = ("below", "<") if measure.above is None else ("above", ">")
        question = Question(
            title=f"{name}: {measure.statistic} of {field} over {measure.minutes} min is {side} {limit:g}",
            query=asked(field, measure.statistic, "figure"),
            condition=f"figure {sign} {limit:g}",
            minutes=measure.minutes,
        )
        log_alert.create(f"{name}-measure-{field}-alarm", store, question, platform, opts)
