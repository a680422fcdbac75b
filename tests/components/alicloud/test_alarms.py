"""How bad an alarm is, and how it reaches a webhook."""

import base64
import io
import json
import zipfile
from typing import Any

import pulumi

from components.clouds.alicloud import alarm_relay, functions
from components.platform import Platform
from tests.components.alicloud.stand import cache, database, gateway, network, platform
from tests.components.recorder import Recorder, run, value

ALARM = "alicloud:cms/alarm:Alarm"
ALERT = "alicloud:sls/alert:Alert"
FUNCTION = "alicloud:fc/v3Function:V3Function"
RECORD = "alicloud:log/resourceRecord:ResourceRecord"
SLACK = "https://hooks.example.com/services/T0/B0/secret"
TOKEN = "platform-relay-token-1234567-value"
LEVEL = {"statistics": "Average", "comparisonOperator": ">", "threshold": "90", "times": 1}


def hooked() -> Platform:
    """A platform with a webhook."""
    return platform(webhook=pulumi.Output.secret(SLACK))


def test_only_what_must_be_acted_on_at_once_is_critical(recorder: Recorder) -> None:
    def stores() -> None:
        database()
        cache()

    run(stores)
    critical = {item.name for item in recorder.all(ALARM) if "escalationsCritical" in item.inputs}
    warning = {item.name for item in recorder.all(ALARM) if "escalationsWarn" in item.inputs}
    assert critical == {"database-storage-alarm"}
    assert warning == {
        "database-cpu-alarm", "database-connections-alarm", "cache-memory-alarm", "cache-cpu-alarm",
    }  # fmt: skip
    assert recorder.inputs(ALARM, "database-storage-alarm")["escalationsCritical"] == LEVEL
    labels = {item.name: item.inputs["tags"]["severity"] for item in recorder.all(ALARM)}
    assert labels == {name: "critical" if name in critical else "warning" for name in {*critical, *warning}}


def test_another_severity_is_another_alarm(recorder: Recorder) -> None:
    """The provider would keep the level that is no longer asked for."""
    run(database)
    assert {item.replace_on_changes for item in recorder.all(ALARM)} == {("escalationsCritical", "escalationsWarn")}


def test_failures_of_the_entry_are_critical_and_slowness_is_not(recorder: Recorder) -> None:
    def entered() -> None:
        on = platform()
        gateway(on, network(on))

    run(entered)
    found = {item.name: item.inputs["configuration"] for item in recorder.all(ALERT)}
    assert {name: each["severityConfigurations"][0]["severity"] for name, each in found.items()} == {
        "gateway-errors-alarm": 10,
        "gateway-latency-alarm": 6,
    }
    assert {name: each["labels"] for name, each in found.items()} == {
        "gateway-errors-alarm": [{"key": "severity", "value": "critical"}],
        "gateway-latency-alarm": [{"key": "severity", "value": "warning"}],
    }
    assert all("policyConfiguration" not in each for each in found.values())


def test_without_a_webhook_nothing_is_made_for_one(recorder: Recorder) -> None:
    run(database)
    assert recorder.all(FUNCTION) == []
    assert recorder.all(RECORD) == []
    assert all("webhook" not in item.inputs for item in recorder.all(ALARM))


def test_alarms_over_metrics_call_the_relay(recorder: Recorder) -> None:
    """CloudMonitor calls plain HTTP only, under an address that nobody guesses."""
    run(lambda: database(webhook=pulumi.Output.secret(SLACK)))
    address = f"http://notes-prod-platform-relay.eu-central-1.fcapp.run/{TOKEN}"
    alarms = recorder.all(ALARM)
    assert {item.inputs["webhook"] for item in alarms} == {address}
    assert all("webhook" in item.secret_inputs for item in alarms)
    assert recorder.inputs("alicloud:fc/v3Trigger:V3Trigger") == {
        "functionName": "notes-prod-platform-relay",
        "triggerName": "alarms",
        "triggerType": "http",
        "triggerConfig": '{"authType": "anonymous", "methods": ["POST"]}',
        "qualifier": "LATEST",
    }


def test_the_relay_is_small_and_knows_whom_to_tell(recorder: Recorder) -> None:
    run(hooked)
    function = recorder.one(FUNCTION)
    asked = dict(function.inputs)
    assert asked.pop("environmentVariables") | {"CODE": ""} == {
        "WEBHOOK": SLACK,
        "TOKEN": TOKEN,
        "CODE": "",
    }
    assert "environmentVariables" in function.secret_inputs
    archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(asked.pop("code")["zipFile"])))
    assert {name: archive.read(name).decode() for name in archive.namelist()} == {
        "index.py": alarm_relay.CODE.read_text("utf-8")
    }
    assert {key: asked[key] for key in ("runtime", "handler", "cpu", "memorySize", "diskSize", "timeout")} == {
        "runtime": "python3.10",
        "handler": "index.handler",
        "cpu": 0.05,
        "memorySize": 128,
        "diskSize": 512,
        "timeout": 10,
    }
    assert asked["internetAccess"] is True


def test_another_code_is_sent(recorder: Recorder) -> None:
    """The provider looks at the variables only."""
    run(hooked)
    before = recorder.inputs(FUNCTION)["environmentVariables"]["CODE"]
    assert len(before) == 16
    assert functions.packed({"a": "1"}) == functions.packed({"a": "1"}) != functions.packed({"a": "2"})


def record(recorder: Recorder, name: str) -> dict[str, Any]:
    """A record's value."""
    return dict(json.loads(recorder.inputs(RECORD, name)["value"]))


def test_alarms_over_logs_speak_slack_s_form_themselves(recorder: Recorder) -> None:
    def entered() -> Platform:
        on = hooked()
        gateway(on, network(on))
        return on

    made = run(entered)
    assert record(recorder, "platform-alarms-webhook") == {
        "id": "notes-prod-platform-alarms",
        "name": "notes-prod-platform-alarms",
        "type": "slack",
        "url": SLACK,
        "method": "POST",
        "headers": [],
    }
    assert "value" in recorder.one(RECORD, "platform-alarms-webhook").secret_inputs
    tell = (
        'fire(type="webhook_integration", integration_type="slack", webhook_id="notes-prod-platform-alarms", '
        'template_id="sls.builtin.en", period="any")'
    )
    policy = record(recorder, "platform-alarms-policy")
    assert (policy["primary_policy_script"], policy["secondary_policy_script"]) == (tell, tell)
    assert (policy["action_policy_id"], value(made.alarm_policy)) == ("notes-prod-platform-alarms",) * 2
    assert "platform-alarms-webhook" in recorder.one(RECORD, "platform-alarms-policy").depends_on
    for alert in recorder.all(ALERT):
        assert alert.inputs["configuration"]["policyConfiguration"] == {
            "alertPolicyId": "sls.builtin.dynamic",
            "actionPolicyId": "notes-prod-platform-alarms",
            "repeatInterval": "24h",
        }


def test_whom_alarms_tell_is_kept_in_one_region(recorder: Recorder) -> None:
    run(hooked)
    assert recorder.inputs("pulumi:providers:alicloud")["region"] == "cn-heyuan"
    assert all(item.provider.endswith("::platform-alarms-region") for item in recorder.all(RECORD))
