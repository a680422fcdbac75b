"""What all parts share: key, logs, contacts; and secrets where the stack names a KMS instance."""

import json
from typing import Any

import pytest

from components.clouds.alicloud import logs, names, secret, windows
from components.platform import AlarmsSpec, BudgetSpec
from tests.components.alicloud.stand import database, platform
from tests.components.recorder import Recorder, run, value
from tests.components.stand import platform_args

KEY = "alicloud:kms/key:Key"
SECRET = "alicloud:kms/secret:Secret"


@pytest.mark.parametrize(
    ("changes", "wait", "protection"), [({}, 30, "Enabled"), ({"disposable": True}, 7, "Disabled")]
)
def test_the_key_rotates_and_is_hard_to_lose(
    recorder: Recorder, changes: dict[str, Any], wait: int, protection: str
) -> None:
    run(lambda: platform(**changes))
    asked = recorder.inputs(KEY)
    assert (asked["automaticRotation"], asked["rotationInterval"]) == ("Enabled", "365d")
    assert (asked["pendingWindowInDays"], asked["deletionProtection"]) == (wait, protection)
    assert recorder.inputs("alicloud:kms/alias:Alias") == {
        "aliasName": "alias/notes-prod-platform-key",
        "keyId": "platform-key-id",
    }


def test_people_are_told_and_must_confirm_once(recorder: Recorder) -> None:
    """Until then the address reads as empty, which is no change."""
    made = run(lambda: platform(alarms=AlarmsSpec(email=["a@example.com", "b@example.com"])))
    contacts = recorder.all("alicloud:cms/alarmContact:AlarmContact")
    assert [item.inputs["channelsMail"] for item in contacts] == ["a@example.com", "b@example.com"]
    assert {item.ignore_changes for item in contacts} == {("channelsMail",)}
    assert recorder.inputs("alicloud:cms/alarmContactGroup:AlarmContactGroup")["contacts"] == [
        "notes-prod-platform-alarms-1",
        "notes-prod-platform-alarms-2",
    ]
    assert value(made.alarm_target) == "notes-prod-platform-alarms"


def test_logs_are_kept_encrypted_and_can_be_searched(recorder: Recorder) -> None:
    made = run(platform)
    run(lambda: logs.store("api-logs", made, made.children()))
    asked = recorder.inputs("alicloud:log/store:Store", "api-logs")
    assert asked["projectName"] == "notes-prod-platform-logs-0a1b2c3d"
    assert (asked["shardCount"], asked["autoSplit"], asked["maxSplitShardCount"], asked["appendMeta"]) == (
        2, True, 64, True,
    )  # fmt: skip
    assert (asked["retentionPeriod"], asked["encryptConf"]) == (365, {"enable": True, "encryptType": "default"})
    assert recorder.inputs("alicloud:log/storeIndex:StoreIndex", "api-logs-index")["logstore"] == "api-logs"


@pytest.mark.parametrize(("environment", "opens"), [("dev", True), ("staging", True), ("prod", False)])
def test_a_terminal_outside_production(recorder: Recorder, environment: str, opens: bool) -> None:
    made = run(lambda: platform(environment=environment))
    assert (made.shell is not None) is opens


@pytest.mark.parametrize(
    ("budget", "told"),
    [(BudgetSpec(monthly=100), ["budget: it is not kept on this cloud: see docs/parity.md"]), (None, [])],
)
def test_a_budget_is_not_kept_and_that_is_told(
    recorder: Recorder, said: list[str], budget: BudgetSpec | None, told: list[str]
) -> None:
    """The provider has no budgets; every resource says by its tags whose cost it is."""
    run(lambda: platform(budget=budget))
    assert said == told
    assert recorder.inputs(KEY)["tags"]["application"] == "notes"


def test_without_a_kms_instance_secrets_lie_in_the_state_alone(recorder: Recorder) -> None:
    run(database)
    assert recorder.all(SECRET) == []


@pytest.mark.parametrize(("disposable", "days"), [(False, 30), (True, None)])
def test_with_one_they_also_lie_there(recorder: Recorder, disposable: bool, days: int | None) -> None:
    run(lambda: database(kms_instance="kst-hzz65f176a0ogplgq0000", disposable=disposable))
    kept = recorder.one(SECRET)
    assert (kept.inputs["dkmsInstanceId"], kept.inputs["encryptionKeyId"]) == (
        "kst-hzz65f176a0ogplgq0000", "platform-key-id",
    )  # fmt: skip
    assert (kept.inputs["forceDeleteWithoutRecovery"], kept.inputs.get("recoveryWindowInDays")) == (disposable, days)
    assert list(json.loads(kept.inputs["secretData"])) == ["url"]
    assert "secretData" in kept.secret_inputs


def test_a_new_value_is_a_new_version() -> None:
    assert secret._version("one") != secret._version("two")
    assert len(secret._version("one")) == 16


def test_names_fit_the_services() -> None:
    args = platform_args(application="a" * 20, stack="s" * 30)
    short, long = names.of("api", platform_args()), names.of("a-part-of-fifteen", args)
    assert (short, len(long), long[:55]) == ("notes-prod-api", 64, f"{'a' * 20}-{'s' * 30}-a-p")
    assert long != names.of("a-part-of-sixteen", args)


@pytest.mark.parametrize(
    ("daily", "hour"),
    [("02:00-03:00", "02:00Z-03:00Z"), ("02:45-03:15", "02:00Z-03:00Z"), ("23:00-00:00", "23:00Z-24:00Z")],
)
def test_backups_begin_at_the_hour(daily: str, hour: str) -> None:
    assert windows.hour(daily) == hour


def test_maintenance_is_a_time_of_every_day() -> None:
    assert windows.daily("sun:03:30-sun:04:30") == ("03:30Z", "04:30Z")
    assert windows.hour_after("sun:03:30-sun:04:30") == "05:00Z-06:00Z"
