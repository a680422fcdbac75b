"""The database: private, encrypted, over TLS, in two zones, backed up, hard to lose; RDS and PolarDB."""

import pytest

from components.database import alicloud_rds
from tests.components.alicloud.stand import database
from tests.components.recorder import Recorder, is_secret, run, value

INSTANCE = "alicloud:rds/instance:Instance"
BACKUPS = "alicloud:rds/backupPolicy:BackupPolicy"
ACCOUNT = "alicloud:rds/account:Account"
DATABASE = "alicloud:rds/database:Database"
PRIVILEGE = "alicloud:rds/accountPrivilege:AccountPrivilege"
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


def test_named_paid_by_use_and_placed(recorder: Recorder) -> None:
    run(database)
    asked = recorder.inputs(INSTANCE)
    assert (asked["instanceName"], asked["instanceChargeType"], asked["vpcId"], asked["port"]) == (
        "notes-prod-database", "Postpaid", "network-vpc-id", "5432",
    )  # fmt: skip
    assert (asked["maintainTime"], asked["autoUpgradeMinorVersion"]) == ("03:30Z-04:30Z", "Auto")
    assert recorder.inputs(DATABASE)["characterSet"] == "UTF8,C,en_US.utf8"


def test_storage_grows_by_itself_up_to_a_limit(recorder: Recorder) -> None:
    run(lambda: database({"storage_gib": 100, "max_storage_gib": 700}))
    asked = recorder.inputs(INSTANCE)
    assert (asked["instanceStorage"], asked["storageUpperBound"]) == (100, 700)
    assert (asked["storageAutoScale"], asked["storageThreshold"]) == ("Enable", 20)


def test_who_comes_and_what_is_slow_is_logged(recorder: Recorder) -> None:
    run(lambda: database({"slow_query_milliseconds": 250}))
    assert recorder.inputs(INSTANCE)["parameters"] == [
        {"name": "log_connections", "value": "on"},
        {"name": "log_disconnections", "value": "on"},
        {"name": "log_min_duration_statement", "value": "250"},
    ]


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


@pytest.mark.parametrize(
    ("engine", "kind", "server"),
    [
        ("postgresql", ACCOUNT, {"dbInstanceId": "database-instance-id"}),
        ("polardb", "alicloud:polardb/account:Account", {"dbClusterId": "database-cluster-id"}),
    ],
)
@pytest.mark.parametrize(("extensions", "right"), [([], "Normal"), (["vector"], "Super")])
def test_the_application_s_account(
    recorder: Recorder, engine: str, kind: str, server: dict[str, str], extensions: list[str], right: str
) -> None:
    """Extensions can be created only with more rights; the password is a secret."""
    run(lambda: database({"engine": engine, "extensions": extensions}))
    assert recorder.inputs(kind) == {
        **server,
        "accountName": "app",
        "accountType": right,
        "accountPassword": "database-password-1234567-value",
        "accountDescription": "The application",
    }
    assert recorder.one(kind).secret_inputs == {"accountPassword"}


def test_classes_end_in_what_tells_whether_there_is_a_standby() -> None:
    assert alicloud_rds.EDITIONS == {False: ("Basic", "1m"), True: ("HighAvailability", "2m")}
