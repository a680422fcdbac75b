"""The collector beside a part that shows metrics in Prometheus's form: they become metrics of CloudWatch."""

from collections.abc import Mapping, Sequence
from typing import Any

import pulumi

from components.clouds.aws import container_definition, policy
from components.clouds.aws.container_definition import Container
from components.connection import Statement
from components.container import ContainerSpec
from components.present import present

NAME = "metrics-collector"
"""Longer than the name of any part."""

IMAGE = "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0"
"""AWS Distro for OpenTelemetry; for x86_64 and arm64."""

USER = "1000"
"""It needs no rights of any user: what it is told it reads from its environment."""

CPU_UNITS = 64
"""Its share of the task's CPU where that is short, of 1024 for a vCPU."""

MEMORY = 256
"""MiB of the task's memory that it may take; past them it ends and the part goes on."""

LIMIT = 200
"""MiB at which it lets measurements go rather than end."""

SECONDS = 60
"""From one look to the next: CloudWatch keeps a minute's measurements together."""


def definitions(part: str, container: Container, namespace: str) -> Sequence[Mapping[str, Any]]:
    """Return the collector's container; nothing where the part shows no metrics."""
    if container.spec.scraped is None:
        return ()
    return (
        {
            "name": NAME,
            "image": IMAGE,
            "essential": False,
            "cpu": CPU_UNITS,
            "memory": MEMORY,
            "environment": [{"name": "AOT_CONFIG_CONTENT", "value": _configuration(part, container, namespace)}],
            "readonlyRootFilesystem": True,
            "user": USER,
            "linuxParameters": {"capabilities": {"drop": ["ALL"]}},
            "logConfiguration": container_definition.logging(part, container),
        },
    )


def statements(spec: ContainerSpec, log_streams: Statement) -> Sequence[Statement]:
    """Return what the task itself may do for it: write to the part's log group."""
    return [] if spec.scraped is None else [log_streams]


def _configuration(part: str, container: Container, namespace: str) -> pulumi.Input[str]:
    """JSON is YAML; a dollar sign is doubled, since one begins the name of a variable."""
    port, path = present(container.spec.scraped, "scrape")
    target = f"127.0.0.1:{port if port is not None else container.ports[0]}"
    pipeline = {
        "receivers": ["prometheus"],
        "processors": ["memory_limiter", "resourcedetection", "attributes", "batch"],
        "exporters": ["awsemf"],
    }
    return policy.json_text(
        {
            "receivers": {"prometheus": {"config": _looks(part, path.replace("$", "$$"), target)}},
            "processors": {
                "memory_limiter": {"check_interval": "5s", "limit_mib": LIMIT},
                "resourcedetection": {"detectors": ["ecs"]},
                "attributes": {"actions": [{"key": "part", "value": part, "action": "insert"}]},
                "batch": {},
            },
            "exporters": {
                "awsemf": {
                    "region": container.region,
                    "namespace": namespace,
                    "log_group_name": container.log_group,
                    "log_stream_name": f"{NAME}/{{TaskId}}",
                    "dimension_rollup_option": "NoDimensionRollup",
                }
            },
            "service": {"pipelines": {"metrics": pipeline}},
        }
    )


def _looks(part: str, path: str, target: str) -> Mapping[str, Any]:
    return {
        "global": {"scrape_interval": f"{SECONDS}s", "scrape_timeout": "10s"},
        "scrape_configs": [{"job_name": part, "metrics_path": path, "static_configs": [{"targets": [target]}]}],
    }
