"""The graphs of a stack's dashboard, one function per row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi

from components.platform import Platform
from components.present import present


@dataclass(frozen=True, kw_only=True)
class Graph:
    """Lines that are looked at together."""

    title: str
    metrics: Sequence[Sequence[Any]]
    """Each: namespace, metric, dimension, value …, and last how it is drawn, as CloudWatch wants it."""
    days: int | None = None
    """Figures over this many days, whatever the page shows; None: lines over the time that the page shows."""


def entry(load_balancer: pulumi.Input[str]) -> list[Graph]:
    """Requests, failures and latency at the load balancer."""

    def line(metric: str, statistic: str) -> list[Any]:
        return ["AWS/ApplicationELB", metric, "LoadBalancer", load_balancer, {"stat": statistic}]

    failures = ("HTTPCode_Target_5XX_Count", "HTTPCode_ELB_5XX_Count", "HTTPCode_Target_4XX_Count")
    return [
        Graph(title="Requests", metrics=[line("RequestCount", "Sum")]),
        Graph(title="Failed requests", metrics=[line(metric, "Sum") for metric in failures]),
        Graph(
            title="Answer time (s)", metrics=[line("TargetResponseTime", percentile) for percentile in ("p50", "p95")]
        ),
    ]


def containers(platform: Platform, services: Mapping[str, pulumi.Input[str]]) -> list[Graph]:
    """CPU, memory and number of instances of every service."""
    cluster = present(platform.container_cluster_name, "container_cluster_name")

    def lines(namespace: str, metric: str) -> list[list[Any]]:
        return [
            [namespace, metric, "ClusterName", cluster, "ServiceName", service, {"label": part, "stat": "Average"}]
            for part, service in services.items()
        ]

    return [
        Graph(title="Containers: CPU (%)", metrics=lines("AWS/ECS", "CPUUtilization")),
        Graph(title="Containers: memory (%)", metrics=lines("AWS/ECS", "MemoryUtilization")),
        Graph(title="Instances", metrics=lines("ECS/ContainerInsights", "RunningTaskCount")),
    ]


def database(endpoint: pulumi.Input[str]) -> list[Graph]:
    """CPU, connections and storage; the endpoint's name begins with the instance's identifier."""
    identifier = pulumi.Output.from_input(endpoint).apply(lambda text: text.split(".")[0])

    def line(metric: str) -> list[Any]:
        return ["AWS/RDS", metric, "DBInstanceIdentifier", identifier, {"stat": "Average"}]

    return [
        Graph(title="Database: CPU (%)", metrics=[line("CPUUtilization")]),
        Graph(title="Database: connections", metrics=[line("DatabaseConnections")]),
        Graph(title="Database: free storage (bytes)", metrics=[line("FreeStorageSpace")]),
    ]


def cache(endpoint: pulumi.Input[str]) -> list[Graph]:
    """CPU, memory and evictions of every node; the endpoint is `master.<replication group>.…`."""
    group = pulumi.Output.from_input(endpoint).apply(lambda text: text.split(".")[1])

    def search(metric: str) -> list[Any]:
        nodes = pulumi.Output.concat(
            "SEARCH('{AWS/ElastiCache,CacheClusterId} MetricName=\"", metric, '" "', group, "\"', 'Average', 300)"
        )
        return [{"expression": nodes}]

    return [
        Graph(title="Cache: CPU (%)", metrics=[search("EngineCPUUtilization")]),
        Graph(title="Cache: memory (%)", metrics=[search("DatabaseMemoryUsagePercentage")]),
        Graph(title="Cache: evictions", metrics=[search("Evictions")]),
    ]
