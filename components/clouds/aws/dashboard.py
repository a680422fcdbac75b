"""The CloudWatch dashboard of a stack."""

from collections.abc import Sequence
from typing import Any

import pulumi
import pulumi_aws as aws

from components.clouds.aws import dashboard_graphs as graphs
from components.clouds.aws import policy, service_level
from components.dashboard import DashboardArgs, DashboardOutputs

HEIGHT = 6
WIDTH = 24
"""CloudWatch lays a page out in 24 columns; a graph of six rows is about as high as it is wide in a third of them."""


def create(name: str, args: DashboardArgs, opts: pulumi.ResourceOptions) -> DashboardOutputs:
    """Create the page: one row each for service level, entry, containers, database and cache."""
    platform = args.platform.args
    level = service_level.graphs(args.gateway, platform.alarms) if args.gateway is not None else []
    rows = [
        *([level] if level else []),
        *([graphs.entry(args.gateway)] if args.gateway is not None else []),
        *([graphs.containers(args.platform, args.services)] if args.services else []),
        *([graphs.database(args.database)] if args.database is not None else []),
        *([graphs.cache(args.cache)] if args.cache is not None else []),
    ]
    page = aws.cloudwatch.Dashboard(
        name,
        dashboard_name=f"{platform.application}-{platform.stack}",
        dashboard_body=policy.json_text({"widgets": _widgets(rows, platform.region)}),
        opts=opts,
    )
    console = f"https://{platform.region}.console.aws.amazon.com/cloudwatch/home?region={platform.region}"
    return DashboardOutputs(url=pulumi.Output.concat(console, "#dashboards/dashboard/", page.dashboard_name))


def _widgets(rows: Sequence[Sequence[graphs.Graph]], region: str) -> list[dict[str, Any]]:
    return [
        {
            "type": "metric",
            "x": column * WIDTH // len(row),
            "y": number * HEIGHT,
            "width": WIDTH // len(row),
            "height": HEIGHT,
            "properties": {"title": graph.title, "region": region, "metrics": list(graph.metrics), **_time(graph)},
        }
        for number, row in enumerate(rows)
        for column, graph in enumerate(row)
    ]


def _time(graph: graphs.Graph) -> dict[str, Any]:
    """Lines of five minutes, or one figure over a time of its own."""
    if graph.days is None:
        return {"period": 300}
    return {"view": "singleValue", "setPeriodToTimeRange": True, "start": f"-P{graph.days}D", "end": "P0D"}
