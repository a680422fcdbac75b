"""How much may be lost, and where copies lie."""

import pulumi
import pytest

from components.clouds.alicloud import preflight
from tests.components.alicloud.stand import database
from tests.components.recorder import Recorder, run

RDS, POLARDB = "alicloud:rds/backupPolicy:BackupPolicy", "alicloud:polardb/backupPolicy:BackupPolicy"


@pytest.mark.parametrize(("minutes", "interval"), [(15, "15"), (59, "30"), (60, "60"), (200, "180"), (1440, "720")])
def test_snapshots_are_taken_as_often_as_may_be_lost(recorder: Recorder, minutes: int, interval: str) -> None:
    run(lambda: database({"recovery_point_minutes": minutes}))
    assert recorder.inputs(RDS)["backupInterval"] == interval


def test_the_role_for_frequent_backups_is_looked_for(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(preflight, "check_frequent_backups", asked.append)
    run(database)
    assert asked == []
    run(lambda: database({"recovery_point_minutes": 15}))
    assert len(asked) == 1


def test_without_a_limit_once_a_day(recorder: Recorder) -> None:
    run(database)
    assert "backupInterval" not in recorder.inputs(RDS)


def test_more_often_than_the_service_offers_is_refused(recorder: Recorder) -> None:
    with pytest.raises(pulumi.RunError) as refused:
        run(lambda: database({"recovery_point_minutes": 10}))
    assert str(refused.value) == (
        "app.yaml: database.recovery_point_minutes: ApsaraDB RDS takes a snapshot every 15 minutes at most, and 10 "
        "were asked for; allowed: 15 to 1440, or `engine: polardb`, which copies every change as it is made"
    )


def test_polardb_copies_changes_as_they_are_made(recorder: Recorder) -> None:
    run(lambda: database({"engine": "polardb", "recovery_point_minutes": 5}))
    assert recorder.inputs(POLARDB)["logBackupRetentionPeriod"] == 30


@pytest.mark.parametrize(("days", "kept"), [(7, 30), (35, 35)])
def test_copies_of_polardb_lie_in_another_region(recorder: Recorder, days: int, kept: int) -> None:
    run(lambda: database({"engine": "polardb", "copy_region": "eu-west-1", "backup_days": days}))
    asked = recorder.inputs(POLARDB)
    found = {key: value for key, value in asked.items() if "AnotherRegion" in key}
    assert found == {
        "dataLevel2BackupAnotherRegionRegion": "eu-west-1",
        "dataLevel2BackupAnotherRegionRetentionPeriod": kept,
        "logBackupAnotherRegionRegion": "eu-west-1",
        "logBackupAnotherRegionRetentionPeriod": kept,
    }
    assert (asked["dataLevel2BackupRetentionPeriod"], len(asked["dataLevel2BackupPeriods"])) == (kept, 7)


def test_without_a_second_region_no_copies(recorder: Recorder) -> None:
    run(lambda: database({"engine": "polardb"}))
    assert not [key for key in recorder.inputs(POLARDB) if "AnotherRegion" in key]


def test_what_is_not_kept_is_told(recorder: Recorder, said: list[str]) -> None:
    run(lambda: database({"copy_region": "eu-west-1"}))
    run(lambda: database({"engine": "polardb", "restore_drill": "weekly"}))
    assert said == [
        (
            "database: `copy_region` is not kept by ApsaraDB RDS for PostgreSQL, but by `engine: polardb`: "
            "see docs/parity.md"
        ),
        "database: `restore_drill` is not kept by PolarDB, but by ApsaraDB RDS: see docs/parity.md",
    ]


def test_who_asks_for_neither_is_told_nothing(recorder: Recorder, said: list[str]) -> None:
    run(database)
    assert said == []
