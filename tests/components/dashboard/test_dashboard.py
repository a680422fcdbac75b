import json
from typing import Any

from components.dashboard import Dashboard, DashboardArgs
from tests.components.recorder import Recorder, run, value
from tests.components.stand import make_platform

EVERYTHING: dict[str, Any] = {
    "gateway": "app/gateway/1",
    "services": {"api": "api-service-1", "tasks": "tasks-service-1"},
    "database": "database-1.abc.eu-central-1.rds.amazonaws.com:5432",
    "cache": "master.cache-1.abc.euc1.cache.amazonaws.com:6379",
}
NOTHING: dict[str, Any] = {"gateway": None, "services": {}, "database": None, "cache": None}


def deploy(**shown: Any) -> Dashboard:
    return run(lambda: Dashboard("dashboard", DashboardArgs(platform=make_platform(), **{**NOTHING, **shown})))


def widgets(recorder: Recorder) -> list[dict[str, Any]]:
    return json.loads(recorder.inputs("aws:cloudwatch/dashboard:Dashboard")["dashboardBody"])["widgets"]


def metrics(recorder: Recorder) -> dict[str, list[Any]]:
    return {widget["properties"]["title"]: widget["properties"]["metrics"] for widget in widgets(recorder)}


def test_a_row_for_each_of_service_level_entry_containers_database_and_cache(recorder: Recorder) -> None:
    deploy(**EVERYTHING)
    placed = [(widget["x"], widget["y"], widget["width"]) for widget in widgets(recorder)]
    assert placed == [(0, 0, 12), (12, 0, 12), *((x, y, 8) for y in (6, 12, 18, 24) for x in (0, 8, 16))]
    assert all(widget["properties"]["region"] == "eu-central-1" for widget in widgets(recorder))


def test_the_graphs_measure_what_the_stack_made(recorder: Recorder) -> None:
    deploy(**EVERYTHING)
    shown = metrics(recorder)
    assert shown["Requests"] == [
        ["AWS/ApplicationELB", "RequestCount", "LoadBalancer", "app/gateway/1", {"stat": "Sum"}]
    ]
    cluster = ["ClusterName", "platform-cluster-1234567", "ServiceName"]
    assert shown["Containers: CPU (%)"] == [
        ["AWS/ECS", "CPUUtilization", *cluster, "api-service-1", {"label": "api", "stat": "Average"}],
        ["AWS/ECS", "CPUUtilization", *cluster, "tasks-service-1", {"label": "tasks", "stat": "Average"}],
    ]
    assert shown["Database: connections"] == [
        ["AWS/RDS", "DatabaseConnections", "DBInstanceIdentifier", "database-1", {"stat": "Average"}]
    ]
    nodes = "SEARCH('{AWS/ElastiCache,CacheClusterId} MetricName=\"Evictions\" \"cache-1\"', 'Average', 300)"
    assert shown["Cache: evictions"] == [[{"expression": nodes}]]


def test_what_a_stack_does_not_have_is_left_out(recorder: Recorder) -> None:
    deploy(services={"tasks": "tasks-service-1"})
    assert list(metrics(recorder)) == ["Containers: CPU (%)", "Containers: memory (%)", "Instances"]


def test_people_are_told_where_to_look(recorder: Recorder) -> None:
    page = deploy(**EVERYTHING)
    console = "https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1"
    assert value(page.url) == f"{console}#dashboards/dashboard/notes-prod"
