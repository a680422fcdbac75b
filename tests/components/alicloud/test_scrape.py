"""Metrics that a part shows: a collector beside it looks at them, and its output is kept."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from components.clouds.alicloud.contract import AlicloudSpec
from tests.components.alicloud.running import job, login, service, worker
from tests.components.recorder import Recorder, run
from tests.components.stand import make_platform

CONFIGURATION = "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration"
STORE = "alicloud:log/store:Store"


def collector(recorder: Recorder) -> Mapping[str, Any]:
    """The container beside the part's own."""
    _, found = recorder.inputs(CONFIGURATION)["containers"]
    return found


def variables(recorder: Recorder) -> dict[str, str]:
    """What it is told."""
    return {each["key"]: each["value"] for each in collector(recorder)["environmentVars"]}


def looks(recorder: Recorder) -> dict[str, Any]:
    """What it looks at."""
    configuration = json.loads(variables(recorder)["COLLECTOR_CONFIGURATION"])
    (found,) = configuration["receivers"]["prometheus"]["config"]["scrape_configs"]
    return found


def test_a_part_that_shows_nothing_is_alone(recorder: Recorder) -> None:
    run(service)
    assert len(recorder.inputs(CONFIGURATION)["containers"]) == 1
    assert "api-metrics" not in recorder.names(STORE)


@pytest.mark.parametrize(
    ("scrape", "target", "path"),
    [
        ("/metrics", "127.0.0.1:8000", "/metrics"),
        (":9191/internal/metrics", "127.0.0.1:9191", "/internal/metrics"),
        ("/metrics/$all", "127.0.0.1:8000", "/metrics/$$all"),
    ],
)
def test_it_looks_at_the_path_on_the_instance_itself(recorder: Recorder, scrape: str, target: str, path: str) -> None:
    run(lambda: service({"scrape": scrape}))
    assert looks(recorder) == {
        "job_name": "api", "metrics_path": path, "static_configs": [{"targets": [target]}],
    }  # fmt: skip


def test_what_it_sees_goes_to_its_output_in_lines_that_fit(recorder: Recorder) -> None:
    run(lambda: service({"scrape": "/metrics"}))
    told = json.loads(variables(recorder)["COLLECTOR_CONFIGURATION"])
    assert told["exporters"] == {"file": {"path": "/dev/stdout"}}
    assert told["processors"]["batch"] == {"send_batch_size": 100, "send_batch_max_size": 100}
    assert told["receivers"]["prometheus"]["config"]["global"] == {"scrape_interval": "60s", "scrape_timeout": "10s"}
    assert told["service"]["pipelines"] == {
        "metrics": {"receivers": ["prometheus"], "processors": ["memory_limiter", "batch"], "exporters": ["file"]}
    }
    assert told["service"]["telemetry"] == {"logs": {"level": "error"}, "metrics": {"level": "none"}}


def test_its_output_has_a_store_of_its_own(recorder: Recorder) -> None:
    run(lambda: service({"scrape": "/metrics"}))
    assert recorder.inputs(STORE, "api-metrics")["retentionPeriod"] == 365
    (field,) = recorder.inputs("alicloud:log/storeIndex:StoreIndex", "api-metrics-index")["fieldSearches"]
    assert (field["name"], field["enableAnalytics"]) == ("content", True)
    told = variables(recorder)
    assert told.pop("COLLECTOR_CONFIGURATION")
    assert told == {
        "aliyun_logs_api-metrics": "stdout",
        "aliyun_logs_api-metrics_project": "notes-prod-platform-logs-0a1b2c3d",
    }


def test_it_is_confined_and_knows_no_secret(recorder: Recorder) -> None:
    run(lambda: service({"scrape": "/metrics", "generate": ["SESSION_SECRET"], "volumes": {"data": "/data"}}))
    found = collector(recorder)
    assert (found["name"], found["image"], found["args"]) == (
        "metrics-collector",
        "otel/opentelemetry-collector-contrib:0.153.0",
        ["--config=env:COLLECTOR_CONFIGURATION"],
    )
    assert (found["securityContextRunAsUser"], found["securityContextReadOnlyRootFileSystem"]) == (10001, True)
    assert (found["volumeMounts"], found["memory"]) == ([], 0.25)
    assert "commands" not in found


def test_a_worker_is_looked_at_on_a_port_of_its_own(recorder: Recorder) -> None:
    run(lambda: worker({"scrape": ":9191/metrics"}))
    assert looks(recorder)["static_configs"] == [{"targets": ["127.0.0.1:9191"]}]
    rollout = json.loads(recorder.inputs("alicloud:oos/execution:Execution")["parameters"])
    _, told = rollout["containerConfigure"]
    assert (told["Name"], told["Arg"], told["Memory"]) == (
        "metrics-collector", ["--config=env:COLLECTOR_CONFIGURATION"], 0.25,
    )  # fmt: skip


def test_a_job_ends_and_so_has_none(recorder: Recorder, warnings: list[str]) -> None:
    run(lambda: job({"scrape": ":9191/metrics"}))
    assert len(recorder.inputs(CONFIGURATION)["containers"]) == 1
    assert warnings == ["tasks: `scrape` of a job is not kept on this cloud: see docs/parity.md"]


def test_a_copy_of_its_image_comes_from_where_the_stack_says(recorder: Recorder) -> None:
    settings = AlicloudSpec(certificate="8765432-eu-central-1", collector_image="ghcr.io/notes/otel:0.153.0")

    def program() -> None:
        on = make_platform(cloud="alicloud", cloud_settings=settings, private_names=True)
        service({"scrape": "/metrics"}, platform=on, own_registry=login())

    run(program)
    assert collector(recorder)["image"] == "ghcr.io/notes/otel:0.153.0"
    assert recorder.inputs(CONFIGURATION)["imageRegistryCredentials"] == [
        {"server": "ghcr.io", "username": "deploy", "password": "registry-password"}
    ]


@pytest.mark.parametrize(
    ("region", "copy", "warned"),
    [
        ("cn-hangzhou", None, True),
        ("cn-hangzhou", "registry.example.cn/notes/otel:0.153.0", False),
        ("cn-hongkong", None, False),
    ],
)
def test_in_the_mainland_people_are_told_to_keep_a_copy(
    recorder: Recorder, warnings: list[str], region: str, copy: str | None, warned: bool
) -> None:
    def program() -> None:
        settings = AlicloudSpec(certificate="8765432-eu-central-1", collector_image=copy)
        on = make_platform(cloud="alicloud", cloud_settings=settings, private_names=True, region=region)
        service({"scrape": "/metrics"}, platform=on)

    run(program)
    text = (
        "api: `scrape`: from cn-hangzhou Docker Hub is hard to reach: name a copy of "
        "otel/opentelemetry-collector-contrib:0.153.0 as `groundwork:alicloud.collector_image`"
    )
    assert warnings == ([text] if warned else [])


@pytest.fixture
def warnings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What people are warned of."""
    told: list[str] = []
    monkeypatch.setattr("pulumi.log.warn", lambda text, *_, **__: told.append(text))
    return told
