"""The database: private, encrypted, over TLS, in two zones, backed up, hard to lose; RDS and PolarDB."""

import pytest

from components.database import alicloud_rds
from components.platform import AlarmsSpec
from tests.components.alicloud.stand import database
from tests.components.recorder import Recorder, is_secret, run, value

INSTANCE = "alicloud:rds/instance:Instance"
BACKUPS = "alicloud:rds/backupPolicy:BackupPolicy"
ACCOUNT = "alicloud:rds/account:Account"
DATABASE = "alicloud:rds/database:Database"
PRIVILEGE = "alicloud:rds/accountPrivilege:AccountPrivilege"
CLUSTER = "alicloud:polardb/cluster:Cluster"
ALARM = "alicloud:cms/alarm:Alarm"
ROLE = "acs:ram::1234567890123456:role/aliyunrdsinstanceencryptiondefaultrole"


def test_two_zones_in_their_order(recorder: Recorder) -> None:
    run(database)
    asked = recorder.inputs(INSTANCE)
    assert (asked["category"], asked["instanceType"]) == ("HighAvailability", "pg.n4.2c.2m")
    assert (asked["zoneId"], asked["zoneIdSlaveA"]) == ("eu-central-1a", "eu-central-1b")
    assert asked["vswitchId"] == "network-data-1-id,network-data-2-id"


def test_one_zone_where_that_is_enough(recorder: Recorder) -> None:
    run(lambda: database({"multi_zone": False, "size": "small"}))
    asked = recorder.inputs(INSTANCE)
    assert (asked["category"], asked["instanceType"], asked["vswitchId"]) == (
        "Basic", "pg.n2.2c.1m", "network-data-1-id",
    )  # fmt: skip
    assert "zoneIdSlaveA" not in asked


def test_a_fail_over_or_grown_storage_is_no_change_of_ours(recorder: Recorder) -> None:
    run(database)
    assert recorder.one(INSTANCE).ignore_changes == ("zoneId", "zoneIdSlaveA", "instanceStorage")


def test_storage_is_encrypted_with_the_stack_s_key(recorder: Recorder) -> None:
    run(database)
    asked = recorder.inputs(INSTANCE)
    assert (asked["encryptionKey"], asked["roleArn"]) == ("platform-key-id", ROLE)
    assert asked["dbInstanceStorageType"] == "general_essd"


def test_plain_connections_are_refused(recorder: Recorder) -> None:
    run(database)
    asked = recorder.inputs(INSTANCE)
    assert (asked["sslAction"], asked["caType"]) == ("Open", "aliyun")
    assert [(line["type"], line["database"], line["user"]) for line in asked["pgHbaConfs"]] == [
        ("hostssl", "all", "all")
    ]


def test_only_those_who_use_it_are_admitted(recorder: Recorder) -> None:
    run(database)
    asked = recorder.inputs(INSTANCE)
    assert asked["securityIps"] == ["127.0.0.1"]
    assert asked["securityGroupIds"] == ["network-api-id", "network-tasks-id"]


def test_backups_reach_back_as_far_as_the_log(recorder: Recorder) -> None:
    run(lambda: database({"backup_days": 14, "backup_window": "23:30-23:59"}))
    asked = recorder.inputs(BACKUPS)
    assert (asked["backupRetentionPeriod"], asked["logBackupRetentionPeriod"]) == (14, 14)
    assert asked["enableBackupLog"] is True
    assert asked["preferredBackupTime"] == "23:00Z-24:00Z"
    assert len(asked["preferredBackupPeriods"]) == 7


@pytest.mark.parametrize(("disposable", "kept"), [(False, "Lastest"), (True, "None")])
def test_a_last_backup_stays(recorder: Recorder, disposable: bool, kept: str) -> None:
    run(lambda: database(disposable=disposable))
    assert recorder.inputs(BACKUPS)["releasedKeepPolicy"] == kept
    assert recorder.inputs(INSTANCE)["deletionProtection"] is not disposable


def test_what_happens_to_an_instance_happens_one_after_the_other(recorder: Recorder) -> None:
    """The service refuses two changes at once, and the provider would wait for minutes."""
    run(database)
    assert "database-instance" in recorder.one(BACKUPS).depends_on
    assert "database-backups" in recorder.one(ACCOUNT).depends_on
    assert "database-account" in recorder.one(DATABASE).depends_on
    assert "database-database" in recorder.one(PRIVILEGE).depends_on


def test_the_account_owns_its_database_and_nothing_else(recorder: Recorder) -> None:
    run(database)
    assert recorder.inputs(ACCOUNT)["accountType"] == "Normal"
    asked = recorder.inputs(PRIVILEGE)
    assert (asked["privilege"], asked["dbNames"]) == ("DBOwner", ["app"])


def test_extensions_take_a_privileged_account(recorder: Recorder) -> None:
    run(lambda: database({"extensions": ["vector"]}))
    assert recorder.inputs(ACCOUNT)["accountType"] == "Super"
    assert recorder.all(PRIVILEGE) == []


def test_the_password_is_one_that_the_service_takes(recorder: Recorder) -> None:
    run(database)
    asked = recorder.inputs("random:index/randomPassword:RandomPassword")
    assert (asked["length"], asked["special"]) == (32, False)
    assert (asked["minLower"], asked["minUpper"], asked["minNumeric"]) == (1, 1, 1)


def test_the_address_is_a_secret_and_asks_for_tls(recorder: Recorder) -> None:
    made = run(database)
    url = made.connection.secrets["url"]
    assert is_secret(url)
    assert value(url) == (
        "postgresql://app:database-password-1234567-value@database-instance-id.pg.eu-central-1.rds.aliyuncs.com:5432/app"
        "?sslmode=require"
    )


def test_alarms_say_what_the_stack_says(recorder: Recorder) -> None:
    """CloudMonitor measures in percent: 80 of 800 connections, 5 of 50 GiB left."""
    run(database)
    found = {
        item.name: (
            item.inputs["metric"],
            item.inputs["escalationsCritical"]["threshold"],
            item.inputs["contactGroups"],
        )
        for item in recorder.all(ALARM)
    }
    assert found == {
        "database-cpu-alarm": ("cpu_usage", "80", ["notes-prod-platform-alarms"]),
        "database-connections-alarm": ("conn_usgae", "10", ["notes-prod-platform-alarms"]),
        "database-storage-alarm": ("local_fs_size_usage", "90", ["notes-prod-platform-alarms"]),
    }


@pytest.mark.parametrize(
    ("engine", "size", "limit", "percent"),
    [
        ("postgresql", "small", 200, "50"),
        ("postgresql", "large", 80, "5"),
        ("postgresql", "small", 5000, "99"),
        ("polardb", "small", 200, "40"),
        ("polardb", "medium", 200, "25"),
        ("polardb", "large", 80, "5"),
        ("polardb", "medium", 5000, "99"),
    ],
)
def test_connections_are_counted_by_the_stack_and_measured_in_percent(
    recorder: Recorder, engine: str, size: str, limit: int, percent: str
) -> None:
    """Of what a server of that size admits; a limit beyond it tells of a full one."""
    run(lambda: database({"engine": engine, "size": size}, alarms=AlarmsSpec(database_connections=limit)))
    assert recorder.inputs(ALARM, "database-connections-alarm")["escalationsCritical"]["threshold"] == percent


@pytest.mark.parametrize("engine", ["postgresql", "polardb"])
def test_no_limit_no_alarm(recorder: Recorder, engine: str) -> None:
    off = AlarmsSpec(cpu_percent=None, database_connections=None, database_free_storage_gib=None)
    run(lambda: database({"engine": engine}, alarms=off))
    assert recorder.all(ALARM) == []


def test_alarms_of_polardb(recorder: Recorder) -> None:
    """Its storage grows by itself."""
    run(lambda: database({"engine": "polardb"}))
    found = {
        item.name: (item.inputs["project"], item.inputs["metric"], item.inputs["metricDimensions"])
        for item in recorder.all(ALARM)
    }
    assert found == {
        "database-cpu-alarm": ("acs_polardb", "pg_cpu_total", '[{"clusterId": "database-cluster-id"}]'),
        "database-connections-alarm": ("acs_polardb", "pg_conn_usage", '[{"clusterId": "database-cluster-id"}]'),
    }


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


def test_polardb_has_its_own_way_with_databases(recorder: Recorder) -> None:
    run(lambda: database({"engine": "polardb"}))
    asked = recorder.inputs("alicloud:polardb/database:Database")
    assert (asked["collate"], asked["ctype"], asked["accountName"]) == ("C", "C", "app")


@pytest.mark.parametrize(("days", "near", "far"), [(7, 7, None), (14, 14, None), (30, 14, 30), (20, 14, 30)])
def test_polardb_keeps_long_backups_on_the_second_level(
    recorder: Recorder, days: int, near: int, far: int | None
) -> None:
    run(lambda: database({"engine": "polardb", "backup_days": days}))
    asked = recorder.inputs("alicloud:polardb/backupPolicy:BackupPolicy")
    assert asked["dataLevel1BackupRetentionPeriod"] == near
    assert asked.get("dataLevel2BackupRetentionPeriod") == far
    assert asked["logBackupRetentionPeriod"] == days


def test_classes_end_in_what_tells_whether_there_is_a_standby() -> None:
    assert alicloud_rds.EDITIONS == {False: ("Basic", "1m"), True: ("HighAvailability", "2m")}
