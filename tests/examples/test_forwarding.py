"""What systems say of another log system: laid over their stacks in production, on clouds that must be told so."""

import functools
import json
from collections.abc import Mapping

import pytest

from components.spec import Cloud
from tests.components.programs import OPERATORS, Program
from tests.examples.wholes import changed, of_type, on_both_clouds, one, whole

NAME = "platform-log-forwarder"
CHOICES = {
    "loki": {"loki": "https://logs.example.com:3100", "secret": "LOG_LOGIN"},
    "elasticsearch": {"elasticsearch": "https://elastic.example.com:9200", "secret": "LOG_LOGIN"},
    "datadog": {"datadog": "https://http-intake.logs.datadoghq.eu", "secret": "LOG_LOGIN"},
}
PATHS = {"loki": ":3100/loki/api/v1/push", "elasticsearch": ":9200/_bulk", "datadog": "/api/v2/logs"}
SYSTEMS = ("cto-new", "towow")
KINDS = {
    "aws": ("LogSubscriptionFilter", "Function", "Permission", "FunctionEventInvokeConfig"),
    "alicloud": ("V3Trigger", "V3Function"),
}

each_choice = pytest.mark.parametrize("kind", CHOICES)
each_system = pytest.mark.parametrize("system", SYSTEMS)


@functools.cache
def forwarded(system: str, cloud: Cloud, kind: str = "loki") -> Program:
    return changed(system, cloud, "prod", {"logs": {"forward": CHOICES[kind]}}, ["LOG_LOGIN"])


def told(program: Program) -> Mapping[str, str]:
    """The variables of the function."""
    if program.stack.cloud == "aws":
        return one(program, NAME, "Function").inputs["environment"]["variables"]
    return one(program, NAME, "V3Function").inputs["environmentVariables"]


@each_choice
@each_system
@on_both_clouds
def test_logs_go_on_to_another_system(cloud: Cloud, system: str, kind: str) -> None:
    program = forwarded(system, cloud, kind)
    found = told(program)
    assert (found["KIND"], found["APPLICATION"], found["ENVIRONMENT"]) == (kind, system, "prod")
    assert found["ADDRESS"].startswith("https://")
    assert found["ADDRESS"].endswith(PATHS[kind])


@each_system
@on_both_clouds
def test_those_of_every_part_do(cloud: Cloud, system: str) -> None:
    """Of every container, and of database and cache where they have a log of the cloud's; and they have its name."""
    program = forwarded(system, cloud)
    parts = set(program.stack.containers)
    if cloud == "alicloud":
        configs = {name: json.loads(each["triggerConfig"]) for name, each in of_type(program, "V3Trigger").items()}
        handed = {name: each for name, each in configs.items() if name.endswith("-forward")}
        assert {each["functionParameter"]["part"]: each["sourceConfig"]["logstore"] for each in handed.values()} == {
            name: f"{name}-logs" for name in parts
        }
        return
    stores = {"database", *(["cache"] if program.stack.cache else [])}
    filters = of_type(program, "LogSubscriptionFilter").values()
    assert {each["name"] for each in filters} == parts | stores
    groups = [name for name in of_type(program, "LogGroup") if name.split("-")[0] in parts | stores]
    assert len(filters) == len(groups)
    assert all(each["destinationArn"] == f"arn:aws:lambda:eu-central-1:123456789012:{NAME}-1234567" for each in filters)


@each_system
@on_both_clouds
def test_the_secret_is_kept_where_secrets_are(cloud: Cloud, system: str) -> None:
    program = forwarded(system, cloud)
    if cloud == "aws":
        kept = one(program, f"{NAME}-secret-version", "SecretVersion")
        assert json.loads(kept.inputs["secretString"]) == {"secret": OPERATORS}
        assert OPERATORS not in told(program).values()
        assert told(program)["SECRET"].partition(":secret::")[0].endswith(f"{NAME}-secret-1234567")
    else:
        assert "environmentVariables" in one(program, NAME, "V3Function").secret_inputs


@each_system
@on_both_clouds
def test_where_nothing_is_said_logs_stay(cloud: Cloud, system: str) -> None:
    found = [name for kind in KINDS[cloud] for name in of_type(whole(system, cloud), kind)]
    assert [name for name in found if "forward" in name] == []
