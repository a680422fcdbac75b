"""Logs that go on from Alibaba Cloud: which, by whom, with which rights, and who is told when they are not taken."""

import base64
import io
import json
import zipfile
from typing import Any

import pulumi
import pytest

from components.clouds.alicloud import log_forwarder
from components.forwarding import ForwardSpec, modules
from components.platform import LogsSpec
from deployment import forwarding
from tests.components.alicloud import running, stand
from tests.components.recorder import Recorder, run

FUNCTION = "alicloud:fc/v3Function:V3Function"
TRIGGER = "alicloud:fc/v3Trigger:V3Trigger"
NAME = "platform-log-forwarder"
LOGIN = "user:s3cret"
LOKI = ForwardSpec(loki="https://logs.example.com", secret="LOGIN")


def deploy(forward: ForwardSpec | None = LOKI, secret: str | None = LOGIN, **changes: Any) -> None:
    def program() -> None:
        on = stand.platform(
            private_names=True,
            logs=LogsSpec(days=90, forward=forward),
            forward_secret=pulumi.Output.secret(secret) if secret else None,
            **changes,
        )
        running.service(platform=on)
        forwarding.forward(on)

    run(program)


def config(recorder: Recorder) -> dict[str, Any]:
    return json.loads(recorder.inputs(TRIGGER, "api-logs-forward")["triggerConfig"])


def test_every_line_of_every_part_is_handed_to_the_function(recorder: Recorder) -> None:
    deploy()
    trigger = recorder.inputs(TRIGGER)
    project = recorder.inputs("alicloud:log/project:Project")["projectName"]
    assert (trigger["triggerType"], trigger["triggerName"]) == ("log", "api-logs")
    assert trigger["functionName"] == recorder.inputs(FUNCTION)["functionName"] == f"notes-prod-{NAME}"
    assert trigger["sourceArn"].endswith(f":project/{project}")
    assert config(recorder) == {
        "sourceConfig": {"logstore": "api-logs"},
        "jobConfig": {"maxRetryTime": 3, "triggerInterval": 60},
        "functionParameter": {"part": "api"},
        "logConfig": {"project": project, "logstore": f"{NAME}-logs"},
        "enable": True,
    }


def test_the_function_is_the_files_of_this_repository(recorder: Recorder) -> None:
    deploy()
    inputs = recorder.inputs(FUNCTION)
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(inputs["code"]["zipFile"]))) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    assert files == {"index.py": log_forwarder.CODE.read_text("utf-8"), **modules(*log_forwarder.MODULES)}
    assert (inputs["cpu"], inputs["memorySize"], inputs["timeout"]) == (0.1, 256, 300)


def test_it_is_told_where_to_and_its_secret_is_one(recorder: Recorder) -> None:
    deploy(kms_instance="kst-1")
    function = recorder.one(FUNCTION)
    told = dict(function.inputs["environmentVariables"])
    project = recorder.inputs("alicloud:log/project:Project")["projectName"]
    assert {key: told[key] for key in ("KIND", "ADDRESS", "SECRET", "ENDPOINT")} == {
        "KIND": "loki",
        "ADDRESS": "https://logs.example.com/loki/api/v1/push",
        "SECRET": "user:s3cret",
        "ENDPOINT": f"https://{project}.eu-central-1.log.aliyuncs.com",
    }
    assert "environmentVariables" in function.secret_inputs
    kept = recorder.one("alicloud:kms/secret:Secret", f"{NAME}-secret")
    assert json.loads(kept.inputs["secretData"]) == {"SECRET": "user:s3cret"}
    assert "secretData" in kept.secret_inputs


def allowed(recorder: Recorder, role: str) -> list[tuple[list[str], list[str]]]:
    document = recorder.inputs("alicloud:ram/policy:Policy", f"{role}-policy")["policyDocument"]
    return [(entry["Action"], entry["Resource"]) for entry in json.loads(document)["Statement"]]


def test_it_reads_these_stores_writes_its_own_and_nothing_else(recorder: Recorder) -> None:
    deploy()
    project = recorder.inputs("alicloud:log/project:Project")["projectName"]
    stores = f"acs:log:eu-central-1:1234567890123456:project/{project}/logstore/"
    assert allowed(recorder, f"{NAME}-role") == [
        (["log:GetCursorOrData"], [f"{stores}api-logs"]),
        (["log:PostLogStoreLogs"], [f"{stores}{NAME}-logs"]),
    ]


def test_simple_log_service_calls_it_as_a_role_that_may_nothing_else(recorder: Recorder) -> None:
    deploy()
    ((actions, resources),) = allowed(recorder, f"{NAME}-caller")
    assert actions == ["fc:InvokeFunction"]
    assert len(resources) == 1
    trust = recorder.inputs("alicloud:ram/role:Role", f"{NAME}-caller")["assumeRolePolicyDocument"]
    assert json.loads(trust)["Statement"][0]["Principal"] == {"Service": ["log.aliyuncs.com"]}
    assert recorder.inputs(TRIGGER)["invocationRole"].endswith(f"{NAME}-caller")


def test_somebody_is_told_when_logs_are_not_taken(recorder: Recorder) -> None:
    deploy()
    alert = recorder.inputs("alicloud:sls/alert:Alert", f"{NAME}-alarm")["configuration"]
    (query,) = alert["queryLists"]
    assert query["store"] == f"{NAME}-logs"
    assert '"log_forwarder": "failed"' in query["query"]
    assert alert["severityConfigurations"][0]["evalCondition"]["condition"] == "failed > 0"


@pytest.mark.parametrize("type_", [FUNCTION, TRIGGER])
def test_where_nothing_is_said_nothing_is_made(recorder: Recorder, type_: str) -> None:
    deploy(None, secret=None)
    assert recorder.names(type_) == []


def test_without_a_secret_there_is_none(recorder: Recorder) -> None:
    deploy(ForwardSpec(loki="https://logs.example.com"), secret=None)
    assert "SECRET" not in recorder.inputs(FUNCTION)["environmentVariables"]
