"""The dashboard of a stack, over its logs."""

from collections.abc import Sequence
from typing import Any

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import names, policy, service_level
from components.clouds.alicloud.charts import ACCESS, DAY_SECONDS, Chart
from components.dashboard import DashboardArgs, DashboardOutputs
from components.present import present

WIDTH, HEIGHT = 5, 5
COLUMNS = 2
"""Simple Log Service lays a page out in ten columns; two charts stand side by side."""


def create(name: str, args: DashboardArgs, opts: pulumi.ResourceOptions) -> DashboardOutputs:
    """Create the page: service level, requests, failures and latency at the entry, how much each part has to say."""
    project = present(args.platform.log_project, "log_project")
    level = service_level.charts(args.platform.args) if args.gateway is not None else ()
    charts = [*level, *(_entry() if args.gateway is not None else []), *(_part(part) for part in args.services)]
    page = alicloud.log.Dashboard(
        name,
        project_name=project,
        dashboard_name=names.of(name, args.platform.args),
        display_name=f"{args.platform.args.application} {args.platform.args.stack}",
        char_list=policy.json_text([_placed(number, chart) for number, chart in enumerate(charts)]),
        opts=opts,
    )
    console = "https://sls.console.aliyun.com/lognext/project/"
    return DashboardOutputs(url=pulumi.Output.concat(console, project, "/dashboard/", page.dashboard_name))


def _entry() -> Sequence[Chart]:
    minute = "date_trunc('minute', __time__) AS time"
    return [
        Chart(title="Requests", store=ACCESS, query=f"* | SELECT {minute}, count(1) AS requests GROUP BY time"),
        Chart(
            title="Failed requests",
            store=ACCESS,
            query=f"* | SELECT {minute}, count_if(status >= 500) AS failed GROUP BY time",
        ),
        Chart(
            title="Answer time (s), 95th percentile",
            store=ACCESS,
            query=f"* | SELECT {minute}, approx_percentile(request_time, 0.95) AS seconds GROUP BY time",
        ),
    ]


def _part(part: str) -> Chart:
    return Chart(
        title=f"{part}: lines of output",
        store=f"{part}-logs",
        query="* | SELECT date_trunc('minute', __time__) AS time, count(1) AS lines GROUP BY time",
    )


def _placed(number: int, chart: Chart) -> dict[str, Any]:
    return {
        "title": chart.title,
        "type": chart.kind,
        "search": {
            "logstore": chart.store,
            "topic": "",
            "query": chart.query,
            "start": f"-{chart.days * DAY_SECONDS}s",
            "end": "now",
        },
        "display": {
            "xPos": WIDTH * (number % COLUMNS),
            "yPos": HEIGHT * (number // COLUMNS),
            "width": WIDTH,
            "height": HEIGHT,
            "displayName": chart.title,
        },
    }
