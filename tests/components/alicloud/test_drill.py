"""A restore drill of ApsaraDB RDS: who does it, when, as whom, and who is told."""

import json
from typing import Any

import pytest

from components.database import alicloud_drill
from tests.components.alicloud.stand import database
from tests.components.recorder import Recorder, run

FUNCTION = "alicloud:fc/v3Function:V3Function"
TRIGGER = "alicloud:fc/v3Trigger:V3Trigger"
INSTANCES = "acs:rds:eu-central-1:1234567890123456:dbinstance"
PROJECT = "notes-prod-platform-logs-0a1b2c3d"
WEEKLY = {"restore_drill": "weekly"}


def statements(recorder: Recorder) -> dict[tuple[str, ...], dict[str, Any]]:
    """What the function may do, by actions."""
    document = json.loads(recorder.inputs("alicloud:ram/policy:Policy", "database-drill-role-policy")["policyDocument"])
    return {tuple(statement["Action"]): statement for statement in document["Statement"]}


@pytest.mark.parametrize(("rhythm", "times"), [("weekly", "0 0 6 * * SUN"), ("monthly", "0 0 6 1 * *")])
def test_it_begins_by_itself(recorder: Recorder, rhythm: str, times: str) -> None:
    run(lambda: database({"restore_drill": rhythm}))
    asked = recorder.inputs(TRIGGER, "database-drill-schedule")
    assert (asked["triggerType"], asked["functionName"], asked["qualifier"]) == (
        "timer", "notes-prod-database-drill", "LATEST",
    )  # fmt: skip
    assert json.loads(asked["triggerConfig"]) == {"cronExpression": times, "enable": True, "payload": ""}


def test_the_copy_is_small_and_lies_beside_the_original(recorder: Recorder) -> None:
    run(lambda: database(WEEKLY))
    asked = dict(recorder.inputs(FUNCTION, "database-drill"))
    told = dict(asked["environmentVariables"])
    assert len(told.pop("CODE")) == 16
    assert told == {
        "SOURCE": "database-instance-id",
        "REGION": "eu-central-1",
        "ENDPOINT": "https://rds.eu-central-1.aliyuncs.com",
        "CLASS": "pg.n2.2c.1m",
        "STORAGE_TYPE": "general_essd",
        "NETWORK": "network-vpc-id",
        "SWITCH": "network-data-1-id",
        "ZONE": "eu-central-1a",
        "TAG": "restore-drill-of",
        "LIMIT_MINUTES": "180",
    }
    assert (asked["timeout"], asked["logConfig"]) == (
        15300, {"project": PROJECT, "logstore": "database-drill-logs"},
    )  # fmt: skip


def test_it_is_judged_by_the_time_that_recovery_may_take(recorder: Recorder) -> None:
    run(lambda: database({**WEEKLY, "recovery_time_minutes": 60}))
    asked = recorder.inputs(FUNCTION, "database-drill")
    assert (asked["environmentVariables"]["LIMIT_MINUTES"], asked["timeout"]) == ("60", 8100)


def test_it_may_copy_one_database_and_delete_its_copies_alone(recorder: Recorder) -> None:
    run(lambda: database(WEEKLY))
    assert statements(recorder) == {
        ("rds:DescribeBackups", "rds:CloneDBInstance"): {
            "Effect": "Allow",
            "Action": ["rds:DescribeBackups", "rds:CloneDBInstance"],
            "Resource": [f"{INSTANCES}/database-instance-id"],
        },
        ("rds:TagResources", "rds:DescribeDBInstanceAttribute"): {
            "Effect": "Allow",
            "Action": ["rds:TagResources", "rds:DescribeDBInstanceAttribute"],
            "Resource": [f"{INSTANCES}/*"],
        },
        ("rds:DeleteDBInstance",): {
            "Effect": "Allow",
            "Action": ["rds:DeleteDBInstance"],
            "Resource": [f"{INSTANCES}/*"],
            "Condition": {"StringEquals": {"rds:ResourceTag/restore-drill-of": "database-instance-id"}},
        },
        ("log:PostLogStoreLogs",): {
            "Effect": "Allow",
            "Action": ["log:PostLogStoreLogs"],
            "Resource": [f"acs:log:eu-central-1:1234567890123456:project/{PROJECT}/logstore/database-drill-logs"],
        },
    }
    role = recorder.inputs("alicloud:ram/role:Role", "database-drill-role")
    trusted = json.loads(role["assumeRolePolicyDocument"])["Statement"][0]["Principal"]
    assert trusted == {"Service": ["fc.aliyuncs.com"]}
    assert "database-drill-role-permission" in recorder.one(FUNCTION, "database-drill").depends_on


def test_a_restore_that_fails_is_told(recorder: Recorder) -> None:
    run(lambda: database(WEEKLY))
    asked = recorder.inputs("alicloud:sls/alert:Alert", "database-drill-alarm")["configuration"]
    (query,) = asked["queryLists"]
    assert (query["store"], query["query"]) == (
        "database-drill-logs",
        '* and restore_drill | SELECT count_if(message LIKE \'%"restore_drill": "failed"%\') AS failed',
    )
    assert asked["severityConfigurations"][0]["evalCondition"]["condition"] == "failed > 0"
    index = recorder.inputs("alicloud:log/storeIndex:StoreIndex", "database-drill-logs-index")
    assert [field["name"] for field in index["fieldSearches"]] == ["message"]


@pytest.mark.parametrize("spec", [{}, {"engine": "polardb", **WEEKLY}])
def test_nobody_restores_what_nobody_asked_for(recorder: Recorder, spec: dict[str, Any]) -> None:
    run(lambda: database(spec))
    assert recorder.all(FUNCTION) == []
    assert recorder.all(TRIGGER) == []


@pytest.mark.parametrize(
    ("region", "address"),
    [("cn-hangzhou", "https://rds.aliyuncs.com"), ("eu-central-1", "https://rds.eu-central-1.aliyuncs.com")],
)
def test_where_the_service_answers(region: str, address: str) -> None:
    assert alicloud_drill.endpoint(region) == address
