"""Alarms of the database, of RDS and of PolarDB."""

import pytest

from components.platform import AlarmsSpec
from tests.components.alicloud.stand import database
from tests.components.recorder import Recorder, run

ALARM = "alicloud:cms/alarm:Alarm"


def test_alarms_say_what_the_stack_says(recorder: Recorder) -> None:
    """CloudMonitor measures in percent: 80 of 800 connections, 5 of 50 GiB left."""
    run(database)
    found = {
        item.name: (
            item.inputs["metric"],
            (item.inputs.get("escalationsCritical") or item.inputs["escalationsWarn"])["threshold"],
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
    assert recorder.inputs(ALARM, "database-connections-alarm")["escalationsWarn"]["threshold"] == percent


def test_an_alarm_is_told_once_a_day(recorder: Recorder) -> None:
    run(database)
    asked = recorder.inputs(ALARM, "database-cpu-alarm")
    assert (asked["name"], asked["period"], asked["silenceTime"]) == ("notes-prod-database-cpu-alarm", 300, 86400)
    assert asked["escalationsWarn"]["times"] == 3


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
