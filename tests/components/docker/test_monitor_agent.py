"""What the agent is told, as Telegraf reads it."""

import tomllib
from typing import Any

from tests.components.docker.looking import CONTAINER, container
from tests.components.docker.watching import cache_watch, watched
from tests.components.recorder import Recorder, run

FILES = "/etc/groundwork"
ADDRESS = (
    "postgres://groundwork_monitor:watcher-of-database@database.notes-prod.internal:5432/postgres"
    "?sslmode=verify-full&sslrootcert=/etc/groundwork/authority.crt"
)
GATE = "tcp://gate.monitor.notes-prod.internal"


def told(recorder: Recorder, file: str = "agent.conf", **changes: Any) -> dict[str, Any]:
    """The agent's file, taken apart."""
    run(lambda: watched(**changes))
    return tomllib.loads(container(recorder, "dashboard-agent")["files"][f"{FILES}/{file}"][0])


def parsed(found: dict[str, Any]) -> dict[str, tuple[list[str], list[str]]]:
    """Measurement -> parts whose output is read for it, and its numbers."""
    return {
        each["json_v2"][0]["measurement_name"]: (
            each["tagpass"]["groundwork.part"],
            [field["path"] for field in each["json_v2"][0]["field"]],
        )
        for each in found["processors"]["parser"]
    }


def test_host_and_containers_are_measured(recorder: Recorder) -> None:
    inputs = told(recorder)["inputs"]
    assert set(inputs) == {"cpu", "mem", "disk", "net", "docker", "docker_log"}
    assert inputs["disk"] == [{"mount_points": ["/"], "ignore_fs": []}]
    assert inputs["docker"] == [
        {
            "endpoint": f"{GATE}:2375",
            "container_state_include": ["*"],
            "perdevice_include": [],
            "total_include": ["cpu", "blkio", "network"],
            "docker_label_include": ["groundwork.part"],
        }
    ]


def test_output_is_read_of_parts_that_write_figures(recorder: Recorder) -> None:
    assert told(recorder)["inputs"]["docker_log"] == [
        {
            "endpoint": f"{GATE}:2376",
            "container_name_include": ["gateway-*", "api-*", "tasks-*"],
            "docker_label_include": ["groundwork.part"],
            "metricpass": 'time > now() - duration("60s") && string(fields.message).startsWith("{")',
        }
    ]


def test_figures_are_looked_for_in_their_parts_output(recorder: Recorder) -> None:
    assert parsed(told(recorder)) == {
        "entry": (["gateway"], ["waited"]),
        "figures of api": (["api"], ["open_circuits", "success_rate", "answer_seconds", "recorded_only"]),
        "figures of tasks": (["tasks"], ["queue_delay_seconds", "running_tasks"]),
    }


def test_each_figure_has_its_statistic_over_its_minutes(recorder: Recorder) -> None:
    aggregators = told(recorder)["aggregators"]
    found = {
        each["fieldinclude"][0]: (each["period"], each.get("stats") or each["quantiles"], each["tags"]["part"])
        for kind in ("basicstats", "quantile")
        for each in aggregators[kind]
        if "fieldinclude" in each
    }
    assert found == {
        "open_circuits": ("1m", ["max"], "api"),
        "success_rate": ("5m", ["mean"], "api"),
        "answer_seconds": ("10m", [0.95], "api"),
        "recorded_only": ("5m", ["sum"], "api"),
        "queue_delay_seconds": ("5m", ["max"], "tasks"),
        "running_tasks": ("1m", ["mean"], "tasks"),
    }
    named = {
        (each["namepass"][0], each.get("name_override"))
        for kind in ("basicstats", "quantile")
        for each in aggregators[kind]
    }
    assert named == {("entry", None), ("figures of api", "measure"), ("figures of tasks", "measure")}


def test_answers_are_counted_by_status_and_time_with_the_threshold_among_the_ends(recorder: Recorder) -> None:
    found = told(recorder, alarms={"latency_p95_seconds": 3})
    (entry,) = found["aggregators"]["histogram"]
    assert entry["config"] == [
        {
            "buckets": [0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 3.0, 5.0, 10.0, 30.0, 60.0],
            "measurement_name": "entry",
            "fields": ["waited"],
        }
    ]
    tags = [each["json_v2"][0].get("tag") for each in found["processors"]["parser"]]
    assert tags == [[{"path": "status"}], None, None]


def test_states_are_forgotten_sooner_than_numbers(recorder: Recorder) -> None:
    states = ["docker_container_health", "docker_container_status"]
    outputs = told(recorder)["outputs"]["prometheus_client"]
    assert [(each["listen"], each.get("expiration_interval")) for each in outputs] == [
        (":9273", None),
        (":9274", "30s"),
    ]
    assert (outputs[0]["namedrop"], outputs[1]["namepass"]) == (["docker_log", *states], states)


def test_stores_are_asked_by_users_of_their_own(recorder: Recorder) -> None:
    found = told(recorder, "stores.conf")["inputs"]
    assert found == {
        "postgresql": [{"address": ADDRESS, "databases": ["notes"], "outputaddress": "database"}],
        "postgresql_extensible": [
            {
                "address": ADDRESS,
                "outputaddress": "database",
                "query": [{"sqlquery": "SELECT sum(pg_database_size(oid))::bigint AS size_bytes FROM pg_database"}],
            }
        ],
        "redis": [
            {
                "servers": ["tcp://cache.notes-prod.internal:6379"],
                "username": "groundwork_monitor",
                "password": "watcher-of-cache",
            }
        ],
    }
    variables = [item.inputs["envs"] for item in recorder.all(CONTAINER)]
    commands = [item.inputs.get("command") for item in recorder.all(CONTAINER)]
    assert "watcher-of-" not in f"{variables}{commands}"


def test_a_cache_with_tls_is_asked_over_tls(recorder: Recorder) -> None:
    (found,) = told(recorder, "stores.conf", cache_watch=cache_watch(encrypted=True))["inputs"]["redis"]
    assert found["servers"] == ["tls://cache.notes-prod.internal:6379"]
    assert found["tls_ca"] == f"{FILES}/authority.crt"
