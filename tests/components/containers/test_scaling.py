from collections.abc import Callable
from typing import Any

import pytest

from components.api_service import ApiService, ServiceSpec
from components.container import ScaleSpec
from components.network import Network
from components.platform import Platform
from components.worker import Worker, WorkerSpec
from tests.components.containers.parts import IMAGE, routed, service_args, stage, worker_args
from tests.components.recorder import Recorder, run, without_tags

POLICY = "aws:appautoscaling/policy:Policy"
TARGET = "aws:appautoscaling/target:Target"
SERVICE = "aws:ecs/service:Service"


def deploy(**scale: Any) -> None:
    def program() -> None:
        platform, network = stage()
        spec = ServiceSpec(image=IMAGE, scale=ScaleSpec(**scale))
        ApiService("api", service_args(platform, network, spec, **routed(platform, network, "/api")))

    run(program)


def goal(recorder: Recorder, name: str) -> dict[str, Any]:
    return recorder.inputs(POLICY, name)["targetTrackingScalingPolicyConfiguration"]


def test_a_service_grows_between_its_limits(recorder: Recorder) -> None:
    deploy(min=2, max=10)
    assert without_tags(recorder.inputs(TARGET)) == {
        "serviceNamespace": "ecs",
        "scalableDimension": "ecs:service:DesiredCount",
        "resourceId": "service/platform-cluster-1234567/api-service-1234567",
        "minCapacity": 2,
        "maxCapacity": 10,
    }


def test_cpu_is_what_counts_where_nothing_else_is_said(recorder: Recorder) -> None:
    deploy(min=2, max=10)
    assert recorder.names(POLICY) == ["api-scaling-cpu"]
    assert goal(recorder, "api-scaling-cpu") == {
        "targetValue": 70,
        "predefinedMetricSpecification": {"predefinedMetricType": "ECSServiceAverageCPUUtilization"},
        "scaleOutCooldown": 60,
        "scaleInCooldown": 300,
    }


def test_requests_are_counted_per_target(recorder: Recorder) -> None:
    deploy(min=2, max=10, requests_per_instance=600)
    assert recorder.names(POLICY) == ["api-scaling-requests"]
    label = "app/gateway-1234567/50dc6c495c0c9188/targetgroup/api-target-1234567/6d0ecf831eec9f09"
    assert goal(recorder, "api-scaling-requests") == {
        "targetValue": 600,
        "predefinedMetricSpecification": {
            "predefinedMetricType": "ALBRequestCountPerTarget",
            "resourceLabel": label,
        },
        "scaleOutCooldown": 60,
        "scaleInCooldown": 300,
    }


def test_both_may_count(recorder: Recorder) -> None:
    deploy(min=2, max=10, requests_per_instance=600, cpu_percent=50)
    assert recorder.names(POLICY) == ["api-scaling-cpu", "api-scaling-requests"]
    assert goal(recorder, "api-scaling-cpu")["targetValue"] == 50


def test_a_worker_follows_the_time_that_tasks_wait(recorder: Recorder) -> None:
    def program() -> None:
        platform, network = stage()
        spec = WorkerSpec(image=IMAGE, scale=ScaleSpec(min=1, max=6, queue_delay_seconds=60))
        Worker("tasks", worker_args(platform, network, spec))

    run(program)
    assert recorder.inputs("aws:cloudwatch/logMetricFilter:LogMetricFilter") == {
        "logGroupName": "tasks-logs-1234567",
        "pattern": "{ $.queue_delay_seconds = * }",
        "metricTransformation": {
            "namespace": "groundwork/notes-prod",
            "name": "tasks-queue-delay",
            "value": "$.queue_delay_seconds",
            "unit": "Seconds",
        },
    }
    assert recorder.names(POLICY) == ["tasks-scaling-queue-delay"]
    assert goal(recorder, "tasks-scaling-queue-delay") == {
        "targetValue": 60,
        "customizedMetricSpecification": {
            "namespace": "groundwork/notes-prod",
            "metricName": "tasks-queue-delay",
            "statistic": "Maximum",
        },
        "scaleOutCooldown": 60,
        "scaleInCooldown": 300,
    }


def running_tasks(program: Callable[[Platform, Network, ScaleSpec], None]) -> None:
    run(lambda: program(*stage(), ScaleSpec(min=1, max=6, running_tasks=4)))


def agents(platform: Platform, network: Network, scale: ScaleSpec) -> None:
    Worker("tasks", worker_args(platform, network, WorkerSpec(image=IMAGE, scale=scale)))


def runtime(platform: Platform, network: Network, scale: ScaleSpec) -> None:
    ApiService("tasks", service_args(platform, network, ServiceSpec(image=IMAGE, scale=scale)))


@pytest.mark.parametrize("program", [agents, runtime])
def test_instances_follow_the_tasks_that_each_works_on(
    recorder: Recorder, program: Callable[[Platform, Network, ScaleSpec], None]
) -> None:
    running_tasks(program)
    assert recorder.inputs("aws:cloudwatch/logMetricFilter:LogMetricFilter") == {
        "logGroupName": "tasks-logs-1234567",
        "pattern": "{ $.running_tasks = * }",
        "metricTransformation": {
            "namespace": "groundwork/notes-prod",
            "name": "tasks-running-tasks",
            "value": "$.running_tasks",
            "unit": "Count",
        },
    }
    assert recorder.names(POLICY) == ["tasks-scaling-running-tasks"]
    tracked = goal(recorder, "tasks-scaling-running-tasks")
    assert tracked["targetValue"] == 4
    assert tracked["customizedMetricSpecification"] == {
        "namespace": "groundwork/notes-prod",
        "metricName": "tasks-running-tasks",
        "statistic": "Average",
    }


@pytest.mark.parametrize(("most", "ignored"), [(2, ()), (3, ("desiredCount",))])
def test_what_scaling_decides_is_not_undone_and_a_fixed_number_is_kept(
    recorder: Recorder, most: int, ignored: tuple[str, ...]
) -> None:
    deploy(min=2, max=most)
    assert recorder.one(SERVICE).ignore_changes == ignored
    assert bool(recorder.names(TARGET)) == bool(ignored)
