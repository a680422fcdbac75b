"""Every alarm of a stack as Prometheus is told it: condition, how long it holds, how grave it is."""

from typing import Any

import pytest
import yaml

from tests.components.docker.looking import container
from tests.components.docker.watching import NOTHING, watched
from tests.components.recorder import Recorder, run

MEASURED = "and on() count(docker_container_status_exitcode)"


def rules(recorder: Recorder, alarms: dict[str, Any] | None = None, **changes: Any) -> list[dict[str, Any]]:
    """All rules."""
    run(lambda: watched(None, alarms, **changes))
    text = container(recorder, "dashboard-prometheus")["variables"]["RULES"]
    (found,) = (group for group in yaml.safe_load(text)["groups"] if group["name"] == "alarms")
    return found["rules"]


def told(recorder: Recorder, alarms: dict[str, Any] | None = None, **changes: Any) -> set[tuple[str, str, str, str]]:
    """Name, condition, duration and severity of every rule."""
    found = rules(recorder, alarms, **changes)
    return {(each["alert"], each["expr"], each["for"], each["labels"]["severity"]) for each in found}


def running(part: str, number: int) -> tuple[str, str, str, str]:
    """That fewer containers of a part run than should."""
    counted = f'count(docker_container_status_exitcode{{part="{part}",container_status="running"}})'
    return ("ContainerDown", f"({counted} or vector(0)) < {number} {MEASURED}", "2m", "critical")


def cpu(part: str, number: str, limit: int = 80) -> tuple[str, str, str, str]:
    """That a part takes most of its processors."""
    mean = f'avg_over_time(docker_container_cpu_usage_percent{{part="{part}",cpu="cpu-total"}}[15m])'
    return ("HighCpu", f"avg by (part) ({mean}) / {number} > {limit}", "0m", "warning")


def figure(name: str, series: str, seconds: int, limit: str) -> tuple[str, str, str, str]:
    """That a figure is past its limit."""
    return (name, f"last_over_time(measure_{series}[{seconds}s]) {limit}", "0m", "warning")


def test_every_alarm_of_a_stack(recorder: Recorder) -> None:
    memory = 'avg_over_time(docker_container_mem_usage_percent{part!="cache"}[15m])'
    failed = 'sum(rate(entry_waited_bucket{le="+Inf",status=~"5.."}[5m]))'
    assert told(recorder) == {
        ("HighErrorRate", f'100 * {failed} / sum(rate(entry_waited_bucket{{le="+Inf"}}[5m])) > 5', "2m", "critical"),
        ("HighLatency", "histogram_quantile(0.95, sum by (le) (rate(entry_waited_bucket[5m]))) > 5", "5m", "warning"),
        *(running(part, 1) for part in ("gateway", "cache", "tasks", "nightly")),
        *(running(part, 2) for part in ("database", "api")),
        (
            "ContainerUnhealthy",
            'docker_container_health_failing_streak{health_status="unhealthy"} >= 0',
            "2m",
            "critical",
        ),
        cpu("api", "0.5"),
        *(cpu(part, "0.5") for part in ("tasks", "nightly", "by-hand")),
        cpu("database", "2"),
        cpu("cache", "1"),
        ("HighMemory", f"max by (part, container_name) ({memory}) > 85", "0m", "warning"),
        ("HighDatabaseConnections", "sum(postgresql_numbackends) > 80", "5m", "warning"),
        ("LowDatabaseStorage", 'disk_free{path="/"} / 1073741824 < 5', "5m", "critical"),
        ("HighCacheMemory", "100 * redis_used_memory / redis_maxmemory > 80", "5m", "warning"),
        ("HighDisk", 'disk_used_percent{path="/"} > 80', "5m", "warning"),
        figure("open_circuits", 'open_circuits_max{part="api"}', 90, "> 0"),
        figure("success_rate", 'success_rate_mean{part="api"}', 330, "< 90"),
        figure("answer_seconds", 'answer_seconds_095{part="api"}', 630, "> 2.5"),
        figure("queue_delay_seconds", 'queue_delay_seconds_max{part="tasks"}', 330, "> 300"),
        ("NothingMeasured", "up == 0", "5m", "warning"),
    }


THRESHOLDS = {
    "error_percent": "HighErrorRate",
    "latency_p95_seconds": "HighLatency",
    "cpu_percent": "HighCpu",
    "memory_percent": "HighMemory",
    "cache_memory_percent": "HighCacheMemory",
    "database_connections": "HighDatabaseConnections",
    "database_free_storage_gib": "LowDatabaseStorage",
    "queue_delay_seconds": "queue_delay_seconds",
    "disk_percent": "HighDisk",
}


@pytest.mark.parametrize(("threshold", "name"), THRESHOLDS.items())
def test_a_threshold_of_null_makes_no_alarm(recorder: Recorder, threshold: str, name: str) -> None:
    assert name not in {each["alert"] for each in rules(recorder, {threshold: None})}


@pytest.mark.parametrize(("threshold", "name"), THRESHOLDS.items())
def test_a_threshold_is_the_stacks_own(recorder: Recorder, threshold: str, name: str) -> None:
    found = [each["expr"] for each in rules(recorder, {threshold: 77}) if each["alert"] == name]
    assert found
    assert all(expression.endswith((" > 77", " < 77")) for expression in found)


def test_alarms_of_the_same_name_are_told_apart_by_their_part(recorder: Recorder) -> None:
    found = [each["labels"].get("part") for each in rules(recorder) if each["alert"] == "ContainerDown"]
    assert sorted(found) == ["api", "cache", "database", "gateway", "nightly", "tasks"]


def test_what_a_stack_does_not_have_is_not_watched(recorder: Recorder) -> None:
    assert {each["alert"] for each in rules(recorder, **NOTHING)} == {
        "ContainerUnhealthy",
        "HighMemory",
        "HighDisk",
        "NothingMeasured",
    }
