import json
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from components.api_service import ApiService, ServiceSpec
from components.container import Migration
from components.worker import Worker, WorkerSpec
from settings.names import PartName
from tests.components.containers.parts import IMAGE, logged, service_args, stage, worker_args
from tests.components.recorder import Recorder, run

TASK = "aws:ecs/taskDefinition:TaskDefinition"
CONFIGURATION = "AOT_CONFIG_CONTENT"


def deploy(migration: Migration | None = None, **spec: Any) -> None:
    def program() -> None:
        platform, network = stage()
        ApiService("api", service_args(platform, network, ServiceSpec(image=IMAGE, **spec), migration=migration))

    run(program)


def containers(recorder: Recorder) -> list[dict[str, Any]]:
    return json.loads(recorder.inputs(TASK)["containerDefinitions"])


def configuration(recorder: Recorder) -> dict[str, Any]:
    (variable,) = containers(recorder)[-1]["environment"]
    return json.loads(variable["value"])


def statements(recorder: Recorder) -> list[dict[str, Any]]:
    return json.loads(recorder.inputs("aws:iam/rolePolicy:RolePolicy", "api-role-policy")["policy"])["Statement"]


def test_a_collector_stands_beside_a_part_that_shows_metrics(recorder: Recorder) -> None:
    deploy(scrape="/metrics")
    main, collector = containers(recorder)
    assert main["essential"] is True
    variables = collector.pop("environment")
    assert [variable["name"] for variable in variables] == [CONFIGURATION]
    assert collector == {
        "name": "metrics-collector",
        "image": "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0",
        "essential": False,
        "cpu": 64,
        "memory": 256,
        "readonlyRootFilesystem": True,
        "user": "1000",
        "linuxParameters": {"capabilities": {"drop": ["ALL"]}},
        **logged("api-logs-1234567"),
    }


def test_it_takes_nothing_beyond_the_size_of_the_task(recorder: Recorder) -> None:
    deploy(scrape="/metrics", cpu=0.25, memory=512)
    inputs = recorder.inputs(TASK)
    assert (inputs["cpu"], inputs["memory"]) == ("256", "512")
    collector = containers(recorder)[-1]
    assert collector["cpu"] < 256
    assert collector["memory"] < 512


def test_it_looks_every_minute_and_writes_to_the_parts_log(recorder: Recorder) -> None:
    deploy(scrape="/metrics", port=3001)
    assert configuration(recorder) == {
        "receivers": {
            "prometheus": {
                "config": {
                    "global": {"scrape_interval": "60s", "scrape_timeout": "10s"},
                    "scrape_configs": [
                        {
                            "job_name": "api",
                            "metrics_path": "/metrics",
                            "static_configs": [{"targets": ["127.0.0.1:3001"]}],
                        }
                    ],
                }
            }
        },
        "processors": {
            "memory_limiter": {"check_interval": "5s", "limit_mib": 200},
            "resourcedetection": {"detectors": ["ecs"]},
            "attributes": {"actions": [{"key": "part", "value": "api", "action": "insert"}]},
            "batch": {},
        },
        "exporters": {
            "awsemf": {
                "region": "eu-central-1",
                "namespace": "groundwork/notes-prod",
                "log_group_name": "api-logs-1234567",
                "log_stream_name": "metrics-collector/{TaskId}",
                "dimension_rollup_option": "NoDimensionRollup",
            }
        },
        "service": {
            "pipelines": {
                "metrics": {
                    "receivers": ["prometheus"],
                    "processors": ["memory_limiter", "resourcedetection", "attributes", "batch"],
                    "exporters": ["awsemf"],
                }
            }
        },
    }


@pytest.mark.parametrize(
    ("scrape", "port", "path"),
    [(":9191/metrics", 9191, "/metrics"), ("/a/$b", 8000, "/a/$$b")],
)
def test_where_it_looks(recorder: Recorder, scrape: str, port: int, path: str) -> None:
    deploy(scrape=scrape)
    (job,) = configuration(recorder)["receivers"]["prometheus"]["config"]["scrape_configs"]
    assert (job["static_configs"][0]["targets"], job["metrics_path"]) == ([f"127.0.0.1:{port}"], path)


def test_a_worker_shows_metrics_on_a_port_of_its_own(recorder: Recorder) -> None:
    def program() -> None:
        platform, network = stage()
        spec = WorkerSpec(image=IMAGE, scrape=":9191/metrics")
        Worker("tasks", worker_args(platform, network, spec))

    run(program)
    (job,) = configuration(recorder)["receivers"]["prometheus"]["config"]["scrape_configs"]
    assert job["static_configs"] == [{"targets": ["127.0.0.1:9191"]}]
    assert "portMappings" not in containers(recorder)[0]


def test_the_task_may_write_to_the_parts_log_group_and_nothing_else(recorder: Recorder) -> None:
    deploy(scrape="/metrics")
    assert statements(recorder) == [
        {
            "Effect": "Allow",
            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": ["arn:aws:logs:eu-central-1:123456789012:log-group:api-logs-1234567:*"],
        }
    ]


def test_it_waits_for_nothing_and_comes_last(recorder: Recorder) -> None:
    deploy(Migration(command=("migrate",)), scrape="/metrics")
    assert [container["name"] for container in containers(recorder)] == ["migrate", "api", "metrics-collector"]
    assert "dependsOn" not in containers(recorder)[-1]


def test_no_part_can_have_its_name(recorder: Recorder) -> None:
    deploy(scrape="/metrics")
    with pytest.raises(ValidationError):
        TypeAdapter(PartName).validate_python(containers(recorder)[-1]["name"])


def test_without_metrics_there_is_none(recorder: Recorder) -> None:
    deploy()
    assert [container["name"] for container in containers(recorder)] == ["api"]
    assert "api-role-policy" not in recorder.names("aws:iam/rolePolicy:RolePolicy")
