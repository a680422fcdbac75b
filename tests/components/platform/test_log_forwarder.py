"""Logs that go on from AWS: which, by whom, with which rights, and what becomes of those that are not taken."""

import json
from typing import Any

import pulumi
import pytest

from components.api_service import ApiService, ServiceSpec
from components.clouds.aws import log_forwarder, log_group
from components.forwarding import ForwardSpec, modules
from components.platform import LogsSpec, Platform
from deployment import forwarding
from tests.components.containers.parts import IMAGE, service_args, stage
from tests.components.recorder import Recorder, run, without_tags

FUNCTION = "aws:lambda/function:Function"
PERMISSION = "aws:lambda/permission:Permission"
RETRIES = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig"
SUBSCRIPTION = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter"
QUEUE = "aws:sqs/queue:Queue"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
NAME = "platform-log-forwarder"
FUNCTION_ARN = f"arn:aws:lambda:eu-central-1:123456789012:{NAME}-1234567"
KEY_ARN = "arn:aws:kms:eu-central-1:123456789012:key/platform-key-1234567"
LOGIN = "user:s3cret"
LOKI = ForwardSpec(loki="https://logs.example.com", secret="LOGIN")


def deploy(forward: ForwardSpec | None = LOKI, secret: str | None = LOGIN) -> None:
    def program() -> None:
        platform, network = stage(
            logs=LogsSpec(days=90, forward=forward),
            forward_secret=pulumi.Output.secret(secret) if secret else None,
        )
        ApiService("api", service_args(platform, network, ServiceSpec(image=IMAGE)))
        log_group.of_part("cache-slow-log", "cache", platform, pulumi.ResourceOptions(parent=platform))
        forwarding.forward(platform)

    run(program)


def test_every_line_of_every_part_is_handed_to_the_function(recorder: Recorder) -> None:
    deploy()
    assert {item.name: without_tags(item.inputs) for item in recorder.all(SUBSCRIPTION)} == {
        f"{name}-forward": {
            "name": part,
            "logGroup": f"{name}-1234567",
            "filterPattern": "",
            "destinationArn": FUNCTION_ARN,
        }
        for name, part in (("api-logs", "api"), ("cache-slow-log", "cache"))
    }


def test_cloudwatch_may_call_it_for_these_log_groups_and_nobody_else(recorder: Recorder) -> None:
    deploy()
    assert recorder.inputs(PERMISSION, "api-logs-forward-permission") == {
        "action": "lambda:InvokeFunction",
        "function": f"{NAME}-1234567",
        "principal": "logs.amazonaws.com",
        "sourceAccount": "123456789012",
        "sourceArn": "arn:aws:logs:eu-central-1:123456789012:log-group:api-logs-1234567:*",
    }
    assert len(recorder.all(PERMISSION)) == len(recorder.all(SUBSCRIPTION)) == 2
    assert "api-logs-forward-permission" in recorder.one(SUBSCRIPTION, "api-logs-forward").depends_on


def test_its_own_log_does_not_come_back_to_it(recorder: Recorder) -> None:
    deploy()
    group = recorder.inputs("aws:cloudwatch/logGroup:LogGroup", f"{NAME}-logs")
    assert (group["retentionInDays"], group["kmsKeyId"]) == (90, KEY_ARN)
    assert recorder.inputs(FUNCTION)["loggingConfig"] == {"logFormat": "JSON", "logGroup": f"{NAME}-logs-1234567"}
    assert f"{NAME}-logs-1234567" not in [item.inputs["logGroup"] for item in recorder.all(SUBSCRIPTION)]


def test_the_function_is_the_files_of_this_repository(recorder: Recorder) -> None:
    deploy()
    inputs = dict(recorder.inputs(FUNCTION))
    archive = inputs.pop("code")
    assert {path: asset.text for path, asset in archive.assets.items()} == {
        "index.py": log_forwarder.CODE.read_text("utf-8"),
        **modules(),
    }
    assert {key: inputs[key] for key in ("runtime", "architectures", "handler", "memorySize", "timeout")} == {
        "runtime": "python3.13",
        "architectures": ["arm64"],
        "handler": "index.handler",
        "memorySize": 256,
        "timeout": 300,
    }
    assert "reservedConcurrentExecutions" not in inputs


def test_it_is_told_where_to_and_reads_the_secret_where_it_is_kept(recorder: Recorder) -> None:
    deploy()
    told = recorder.inputs(FUNCTION)["environment"]["variables"]
    arn = f"arn:aws:secretsmanager:eu-central-1:123456789012:secret:{NAME}-secret-1234567"
    assert told.pop("SECRET").startswith(f"{arn}:secret::")
    assert told == {
        "KIND": "loki",
        "ADDRESS": "https://logs.example.com/loki/api/v1/push",
        "APPLICATION": "notes",
        "ENVIRONMENT": "prod",
        "INDEX": "logs-notes-prod",
    }
    version = recorder.one("aws:secretsmanager/secretVersion:SecretVersion", f"{NAME}-secret-version")
    assert json.loads(version.inputs["secretString"]) == {"secret": "user:s3cret"}
    assert "secretString" in version.secret_inputs
    assert "s3cret" not in str([item.inputs for item in recorder.noted if item is not version])


def statements(recorder: Recorder) -> list[dict[str, Any]]:
    policy = recorder.inputs("aws:iam/rolePolicy:RolePolicy", f"{NAME}-role-policy")["policy"]
    return json.loads(policy)["Statement"]


def test_it_may_do_nothing_but_that(recorder: Recorder) -> None:
    deploy()
    logs = f"arn:aws:logs:eu-central-1:123456789012:log-group:{NAME}-logs-1234567:*"
    secret = f"arn:aws:secretsmanager:eu-central-1:123456789012:secret:{NAME}-secret-1234567"
    queue = recorder.inputs(RETRIES)["destinationConfig"]["onFailure"]["destination"]
    assert [(entry["Action"], entry["Resource"], entry.get("Condition")) for entry in statements(recorder)] == [
        (["logs:CreateLogStream", "logs:PutLogEvents"], [logs], None),
        (["secretsmanager:GetSecretValue"], [secret], None),
        (["kms:Decrypt"], [KEY_ARN], _via("secretsmanager")),
        (["sqs:SendMessage"], [queue], None),
        (["kms:Decrypt", "kms:GenerateDataKey"], [KEY_ARN], _via("sqs")),
    ]
    trust = json.loads(recorder.inputs("aws:iam/role:Role", f"{NAME}-role")["assumeRolePolicy"])["Statement"][0]
    assert trust["Principal"] == {"Service": "lambda.amazonaws.com"}
    assert f"{NAME}-role-policy" in recorder.one(FUNCTION).depends_on


def _via(service: str) -> dict[str, Any]:
    return {"StringEquals": {"kms:ViaService": f"{service}.eu-central-1.amazonaws.com"}}


def test_what_is_not_taken_in_three_calls_waits_sealed_and_somebody_is_told(recorder: Recorder) -> None:
    deploy()
    queue = recorder.inputs(QUEUE)
    assert (queue["messageRetentionSeconds"], queue["kmsMasterKeyId"]) == (14 * 24 * 3600, KEY_ARN)
    assert recorder.inputs(RETRIES)["maximumRetryAttempts"] == 2
    alarm = recorder.inputs(ALARM, f"{NAME}-left-out-alarm")
    assert alarm["dimensions"] == {"QueueName": f"{NAME}-left-out-1234567"}
    assert (alarm["metricName"], alarm["threshold"]) == ("ApproximateNumberOfMessagesVisible", 0)
    assert alarm["alarmActions"] == ["arn:aws:sns:eu-central-1:123456789012:platform-alarms-1234567"]


def test_without_a_secret_there_is_none_to_read(recorder: Recorder) -> None:
    deploy(ForwardSpec(elasticsearch="https://e.example.com:9200"), secret=None)
    told = recorder.inputs(FUNCTION)["environment"]["variables"]
    assert (told["KIND"], told["ADDRESS"]) == ("elasticsearch", "https://e.example.com:9200/_bulk")
    assert "SECRET" not in told
    assert all("secretsmanager:GetSecretValue" not in entry["Action"] for entry in statements(recorder))


@pytest.mark.parametrize("type_", [FUNCTION, PERMISSION, RETRIES, SUBSCRIPTION, QUEUE])
def test_where_nothing_is_said_nothing_is_made(recorder: Recorder, type_: str) -> None:
    deploy(None, secret=None)
    assert recorder.names(type_) == []


def test_a_stack_that_writes_nothing_forwards_nothing(recorder: Recorder) -> None:
    def program() -> None:
        platform: Platform = stage(logs=LogsSpec(days=90, forward=LOKI))[0]
        forwarding.forward(platform)

    run(program)
    assert recorder.names(FUNCTION) == []
