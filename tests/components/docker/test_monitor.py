"""What watches a stack on one host: who it is made of, what each of them sees, and who sees it."""

from typing import Any

import pulumi
import pytest

from tests.components.docker.looking import CONTAINER, NETWORK, VOLUME, container, health, labels, written
from tests.components.docker.watching import MAIL, NOTHING, WEBHOOK, watched
from tests.components.recorder import Recorder, run, value

GATE, AGENT, PROMETHEUS, ALERTMANAGER = (
    f"dashboard-{member}" for member in ("gate", "agent", "prometheus", "alertmanager")
)
DOMAIN = "monitor.notes-prod.internal"
FILES = "/etc/groundwork"
SCRATCH = "rw,nosuid,nodev,mode=1777,size=16m"


@pytest.mark.parametrize(
    ("environment", "said", "watches"),
    [("dev", None, False), ("staging", None, True), ("prod", None, True), ("dev", True, True), ("prod", False, False)],
)
def test_a_stack_is_watched_outside_dev_or_as_it_says(
    recorder: Recorder, environment: str, said: bool | None, watches: bool
) -> None:
    run(lambda: watched({"monitoring": said}, environment=environment))
    assert bool(recorder.all(CONTAINER)) is watches


def test_the_gate_alone_is_handed_the_daemons_socket(recorder: Recorder) -> None:
    run(watched)
    found = container(recorder, GATE)
    assert found.pop("variables").keys() == {"CONFIGURATION"}
    assert found == {
        "image": "id-of-nginx:1.28-alpine",
        "user": "0:0",
        "networks": {GATE: [f"gate.{DOMAIN}"], "dashboard-logs": [f"logs.{DOMAIN}"]},
        "entrypoints": [
            "sh",
            "-c",
            'printf %s "$CONFIGURATION" >/tmp/nginx.conf; exec nginx -c /tmp/nginx.conf -g "daemon off;"',
        ],
        "volumes": [{"containerPath": "/var/run/docker.sock", "readOnly": True, "hostPath": "/var/run/docker.sock"}],
        "tmpfs": {"/tmp": SCRATCH},
        "healthcheck": health("CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:2377/_ping"),
        "readOnly": True,
        "memory": 64,
        "cpus": "0.25",
    }
    mounted = {
        item.name: {volume.get("hostPath") for volume in item.inputs["volumes"]} for item in recorder.all(CONTAINER)
    }
    assert [name for name, paths in mounted.items() if "/var/run/docker.sock" in paths] == [GATE]


def test_the_agent_sees_three_files_of_the_host(recorder: Recorder) -> None:
    run(watched)
    found = container(recorder, AGENT)
    files = found.pop("files")
    assert {path: told[1:] for path, told in files.items()} == {
        f"{FILES}/agent.conf": ("0", "0444"),
        f"{FILES}/stores.conf": ("65534", "0400"),
        f"{FILES}/authority.crt": ("0", "0444"),
        "/host/proc/self/mounts": ("0", "0444"),
    }
    volumes = {volume["hostPath"]: (volume["containerPath"], volume["readOnly"]) for volume in found.pop("volumes")}
    assert volumes == {
        "/proc/1/net/dev": ("/host/proc/net/dev", True),
        "/proc/stat": ("/host/proc/stat", True),
        "/proc/meminfo": ("/host/proc/meminfo", True),
    }
    assert found == {
        "image": "id-of-telegraf:1.37.2-alpine",
        "user": "65534:65534",
        "networks": {"dashboard-monitor": [f"agent.{DOMAIN}"], GATE: [f"agent.{DOMAIN}"], "network-backend": []},
        "entrypoints": ["telegraf"],
        "command": [
            "--strict-env-handling",
            *("--config", f"{FILES}/agent.conf"),
            *("--config", f"{FILES}/stores.conf"),
        ],
        "variables": {"HOST_PROC": "/host/proc"},
        "healthcheck": health("CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:9273/metrics"),
        "memory": 256,
        "cpus": "0.5",
    }
    assert recorder.one(CONTAINER, AGENT).secret_inputs == {"uploads"}


def test_prometheus_keeps_what_it_has_seen_within_limits(recorder: Recorder) -> None:
    run(watched)
    found = container(recorder, PROMETHEUS)
    assert found.pop("variables").keys() == {"CONFIGURATION", "RULES"}
    assert found == {
        "image": "id-of-prom/prometheus:v3.5.0",
        "user": "65534:65534",
        "networks": {"dashboard-monitor": [f"prometheus.{DOMAIN}"], "network-frontend": []},
        "entrypoints": [
            "sh",
            "-c",
            (
                'printf %s "$CONFIGURATION" >/tmp/prometheus.yml\nprintf %s "$RULES" >/tmp/rules.yml\n'
                'exec /bin/prometheus "$@"\n'
            ),
            "prometheus",
        ],
        "command": [
            "--config.file=/tmp/prometheus.yml",
            "--storage.tsdb.path=/prometheus",
            "--storage.tsdb.retention.time=365d",
            "--storage.tsdb.retention.size=2GB",
        ],
        "volumes": [
            {"containerPath": "/prometheus", "readOnly": False, "volumeName": "dashboard-prometheus-data-1234567"}
        ],
        "tmpfs": {"/tmp": SCRATCH},
        "healthcheck": health("CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:9090/-/ready"),
        "readOnly": True,
        "memory": 512,
        "cpus": "1",
    }


@pytest.mark.parametrize("disposable", [True, False])
def test_what_was_recorded_survives_what_nobody_meant(recorder: Recorder, disposable: bool) -> None:
    run(lambda: watched(disposable=disposable))
    data = recorder.one(VOLUME, "dashboard-prometheus-data")
    assert (data.protect, set(data.inputs)) == (not disposable, {"labels"})
    assert written(data.inputs["labels"]) == labels("monitor")


def test_nothing_leads_out_of_the_networks_of_those_who_watch(recorder: Recorder) -> None:
    run(watched)
    for name in (GATE, "dashboard-monitor", "dashboard-logs"):
        made = recorder.inputs(NETWORK, name)
        assert (made["driver"], made["internal"]) == ("bridge", True)
        assert written(made["labels"]) == labels("monitor")


def test_its_page_is_for_whoever_is_on_the_host(recorder: Recorder) -> None:
    page = run(lambda: watched({"dashboard_port": 9091}))
    assert container(recorder, PROMETHEUS)["ports"] == [{"internal": 9090, "external": 9091, "ip": "127.0.0.1"}]
    assert value(page.url) == "http://127.0.0.1:9091"
    others = [item for item in recorder.all(CONTAINER) if item.name != PROMETHEUS]
    assert [item.name for item in others if item.inputs["ports"]] == []


def test_without_a_port_there_is_no_page(recorder: Recorder) -> None:
    assert run(watched).url is None
    assert "ports" not in container(recorder, PROMETHEUS)


def test_alertmanager_has_a_way_out_and_its_secrets_in_files(recorder: Recorder) -> None:
    pulumi.runtime.set_all_config({"notes:MAIL_PASSWORD": "mail-s3cret"}, ["notes:MAIL_PASSWORD"])
    login = {**MAIL, "username": "alarms", "password_secret": "MAIL_PASSWORD"}
    run(lambda: watched({"mail": login}, {"email": ["on-call@example.com"]}))
    found = container(recorder, ALERTMANAGER)
    files = found.pop("files")
    assert files.pop(f"{FILES}/alertmanager.yml")[1:] == ("0", "0444")
    assert files == {
        f"{FILES}/webhook": (WEBHOOK, "65534", "0400"),
        f"{FILES}/password": ("mail-s3cret", "65534", "0400"),
    }
    assert found == {
        "image": "id-of-prom/alertmanager:v0.28.1",
        "user": "65534:65534",
        "networks": {"dashboard-monitor": [f"alertmanager.{DOMAIN}"], "network-public": []},
        "entrypoints": ["/bin/alertmanager"],
        "command": [
            f"--config.file={FILES}/alertmanager.yml",
            "--storage.path=/alertmanager",
            "--cluster.listen-address=",
        ],
        "tmpfs": {"/alertmanager": "rw,nosuid,nodev,mode=1777,size=32m"},
        "healthcheck": health("CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:9093/-/ready"),
        "memory": 128,
        "cpus": "0.25",
    }
    assert recorder.one(CONTAINER, ALERTMANAGER).secret_inputs == {"uploads"}


SILENT = (
    "alarms are told to nobody: give `alarms.webhook_secret`, or `alarms.email` together with `groundwork:docker.mail`"
)


@pytest.mark.parametrize(
    ("host", "alarms", "webhook", "warnings"),
    [
        ({}, {}, True, []),
        ({"mail": MAIL}, {"email": ["on-call@example.com"]}, False, []),
        ({"mail": MAIL}, {}, False, [SILENT]),
        ({}, {"email": ["on-call@example.com"]}, False, [SILENT]),
    ],
)
def test_alarms_that_nobody_hears_are_told_of(
    recorder: Recorder,
    said: list[str],
    host: dict[str, Any],
    alarms: dict[str, Any],
    webhook: bool,
    warnings: list[str],
) -> None:
    run(lambda: watched(host, alarms, webhook=webhook))
    assert said == warnings
    assert (ALERTMANAGER in recorder.names(CONTAINER)) is (not warnings)


def test_a_stack_of_pages_is_watched_too(recorder: Recorder) -> None:
    run(lambda: watched(**NOTHING))
    agent = container(recorder, AGENT)["files"]
    assert agent[f"{FILES}/stores.conf"][0] == "# The stores that are measured.\n"
    assert "docker_log]]" not in agent[f"{FILES}/agent.conf"][0]
