"""The cache: private, encrypted, with a password, over TLS, paid by use."""

import pytest

from components.clouds.alicloud.windows import EVERY_DAY
from tests.components.alicloud.stand import cache
from tests.components.recorder import Recorder, is_secret, run, value

INSTANCE = "alicloud:redis/tairInstance:TairInstance"
ALARM = "alicloud:cms/alarm:Alarm"
ROLE = "acs:ram::1234567890123456:role/aliyunrdsinstanceencryptiondefaultrole"


def test_paid_by_use_and_never_a_cluster(recorder: Recorder) -> None:
    run(cache)
    asked = recorder.inputs(INSTANCE)
    assert (asked["paymentType"], asked["instanceType"], asked["engineVersion"]) == ("PayAsYouGo", "tair_rdb", "7.0")
    assert "shardCount" not in asked


def test_named_sized_and_placed_in_the_data_tier(recorder: Recorder) -> None:
    run(lambda: cache({"size": "large"}))
    asked = recorder.inputs(INSTANCE)
    assert (asked["tairInstanceName"], asked["instanceClass"], asked["port"]) == (
        "notes-prod-cache", "tair.rdb.16g", 6379,
    )  # fmt: skip
    assert (asked["vpcId"], asked["vswitchId"]) == ("network-vpc-id", "network-data-1-id")


def test_the_password_is_made_for_it_and_a_secret(recorder: Recorder) -> None:
    run(cache)
    assert recorder.inputs(INSTANCE)["password"] == "cache-password-1234567-value"
    assert recorder.one(INSTANCE).secret_inputs == {"password"}


def test_encrypted_on_disk_and_on_the_wire(recorder: Recorder) -> None:
    run(cache)
    asked = recorder.inputs(INSTANCE)
    assert (asked["sslEnabled"], asked["tdeStatus"], asked["vpcAuthMode"]) == ("Enable", "enabled", "Open")
    assert (asked["encryptionKey"], asked["roleArn"]) == ("platform-key-id", ROLE)


def test_only_those_who_use_it_are_admitted(recorder: Recorder) -> None:
    run(cache)
    asked = recorder.inputs(INSTANCE)
    assert (asked["securityIps"], asked["securityGroupId"]) == ("127.0.0.1", "network-api-id")


@pytest.mark.parametrize(("replicas", "second"), [(1, "eu-central-1b"), (0, None)])
def test_a_replica_is_always_there_and_far_away_when_asked_for(
    recorder: Recorder, replicas: int, second: str | None
) -> None:
    """Tair speaks TLS only with a replica."""
    run(lambda: cache({"replicas": replicas}))
    asked = recorder.inputs(INSTANCE)
    assert (asked["nodeType"], asked["zoneId"], asked.get("secondaryZoneId")) == (
        "MASTER_SLAVE", "eu-central-1a", second,
    )  # fmt: skip
    assert recorder.one(INSTANCE).ignore_changes == ("zoneId", "secondaryZoneId")


def test_memory_that_is_full_loses_no_task(recorder: Recorder) -> None:
    run(cache)
    assert recorder.inputs(INSTANCE)["config"] == {"maxmemory-policy": "noeviction"}


def test_backups_begin_after_maintenance(recorder: Recorder) -> None:
    run(lambda: cache({"maintenance_window": "sun:22:30-sun:23:30"}))
    asked = recorder.inputs(INSTANCE)
    assert (asked["maintainStartTime"], asked["maintainEndTime"]) == ("22:30Z", "23:30Z")
    asked = recorder.inputs("alicloud:kvstore/backupPolicy:BackupPolicy")
    assert asked["backupTime"] == "00:00Z-01:00Z"
    assert asked["backupPeriods"] == list(EVERY_DAY)


def test_no_backups_where_none_are_wanted(recorder: Recorder) -> None:
    run(lambda: cache({"backup_days": 0}))
    assert recorder.all("alicloud:kvstore/backupPolicy:BackupPolicy") == []


def test_the_address_is_a_secret_and_speaks_tls(recorder: Recorder) -> None:
    url = run(cache).connection.secrets["url"]
    assert is_secret(url)
    assert value(url) == (
        "rediss://:cache-password-1234567-value@cache-instance-id.redis.eu-central-1.rds.aliyuncs.com:6379/0"
    )


def test_alarms(recorder: Recorder) -> None:
    run(cache)
    found = {item.name: (item.inputs["project"], item.inputs["metric"]) for item in recorder.all(ALARM)}
    assert found == {
        "cache-memory-alarm": ("acs_kvstore", "StandardMemoryUsage"),
        "cache-cpu-alarm": ("acs_kvstore", "StandardCpuUsage"),
    }
