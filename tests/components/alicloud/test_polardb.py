"""PolarDB in place of RDS: as private, encrypted and hard to lose."""

import pytest

from components.clouds.alicloud.windows import EVERY_DAY
from tests.components.alicloud.stand import database
from tests.components.recorder import Recorder, run

INSTANCE = "alicloud:rds/instance:Instance"
CLUSTER = "alicloud:polardb/cluster:Cluster"
ROLE = "acs:ram::1234567890123456:role/aliyunrdsinstanceencryptiondefaultrole"


def test_polardb_is_as_private_and_encrypted(recorder: Recorder) -> None:
    run(lambda: database({"engine": "polardb"}))
    asked = recorder.inputs(CLUSTER)
    assert (asked["dbType"], asked["dbVersion"], asked["payType"], asked["hotStandbyCluster"]) == (
        "PostgreSQL", "16", "PostPaid", "ON",
    )  # fmt: skip
    assert (asked["tdeStatus"], asked["encryptionKey"], asked["roleArn"]) == ("Enabled", "platform-key-id", ROLE)
    assert asked["dbClusterIpArrays"] == [{"dbClusterIpArrayName": "default", "securityIps": ["127.0.0.1"]}]
    assert asked["securityGroupIds"] == ["network-api-id", "network-tasks-id"]
    assert asked["deletionLock"] == 1
    assert asked["backupRetentionPolicyOnClusterDeletion"] == "LATEST"
    assert asked["maintainTime"] == "03:00Z-04:00Z"
    assert recorder.all(INSTANCE) == []


def test_polardb_is_sized_named_and_placed_in_the_data_tier(recorder: Recorder) -> None:
    run(lambda: database({"engine": "polardb", "size": "small"}))
    asked = recorder.inputs(CLUSTER)
    assert (asked["dbNodeClass"], asked["dbNodeCount"], asked["storageType"], asked["creationCategory"]) == (
        "polar.pg.g2.medium", 2, "PSL5", "Normal",
    )  # fmt: skip
    assert (asked["description"], asked["vpcId"], asked["vswitchId"], asked["zoneId"]) == (
        "notes-prod-database", "network-vpc-id", "network-data-1-id", "eu-central-1a",
    )  # fmt: skip
    assert recorder.one(CLUSTER).ignore_changes == ("zoneId",)


def test_polardb_has_its_own_way_with_databases(recorder: Recorder) -> None:
    run(lambda: database({"engine": "polardb"}))
    asked = recorder.inputs("alicloud:polardb/database:Database")
    assert (asked["collate"], asked["ctype"], asked["accountName"]) == ("C", "C", "app")
    assert (asked["dbName"], asked["characterSetName"]) == ("app", "UTF8")


@pytest.mark.parametrize(("days", "near", "far"), [(7, 7, None), (14, 14, None), (30, 14, 30), (20, 14, 30)])
def test_polardb_keeps_long_backups_on_the_second_level(
    recorder: Recorder, days: int, near: int, far: int | None
) -> None:
    run(lambda: database({"engine": "polardb", "backup_days": days}))
    asked = recorder.inputs("alicloud:polardb/backupPolicy:BackupPolicy")
    assert asked["dataLevel1BackupRetentionPeriod"] == near
    assert asked.get("dataLevel2BackupRetentionPeriod") == far
    assert asked["logBackupRetentionPeriod"] == days
    assert (asked["dataLevel1BackupFrequency"], asked["dataLevel1BackupTime"]) == ("Normal", "02:00Z-03:00Z")
    assert asked["dataLevel1BackupPeriods"] == list(EVERY_DAY)
    assert asked.get("dataLevel2BackupPeriods") == (list(EVERY_DAY) if far else None)
