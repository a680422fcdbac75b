"""Logs of the database in groups of our own, and alarms at the thresholds of the stack."""

from components.platform import AlarmsSpec
from tests.components.recorder import Recorder, run
from tests.components.stand_stores import make_database

LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"


def test_log_groups_have_the_names_that_rds_writes_to(recorder: Recorder) -> None:
    run(lambda: make_database(containers=False))
    found = {item.name: item.inputs for item in recorder.all(LOG_GROUP) if item.parent == "database"}
    assert {name: inputs["name"] for name, inputs in found.items()} == {
        "database-postgresql-log": "/aws/rds/instance/database-0a1b2c3d/postgresql",
        "database-upgrade-log": "/aws/rds/instance/database-0a1b2c3d/upgrade",
    }
    key = "arn:aws:kms:eu-central-1:123456789012:key/platform-key-1234567"
    assert {(inputs["kmsKeyId"], inputs["retentionInDays"]) for inputs in found.values()} == {(key, 365)}


def test_alarms_at_the_thresholds_of_the_stack(recorder: Recorder) -> None:
    run(make_database)
    found = {
        item.name: (
            item.inputs["metricName"],
            item.inputs["comparisonOperator"],
            item.inputs["threshold"],
            item.inputs["evaluationPeriods"],
        )
        for item in recorder.all(ALARM)
    }
    assert found == {
        "database-cpu-alarm": ("CPUUtilization", "GreaterThanThreshold", 80, 3),
        "database-connections-alarm": ("DatabaseConnections", "GreaterThanThreshold", 80, 1),
        "database-storage-alarm": ("FreeStorageSpace", "LessThanThreshold", 5 * 1024**3, 1),
    }
    assert all(
        (item.inputs["namespace"], item.inputs["dimensions"])
        == ("AWS/RDS", {"DBInstanceIdentifier": "database-0a1b2c3d"})
        for item in recorder.all(ALARM)
    )


def test_a_threshold_can_be_switched_off(recorder: Recorder) -> None:
    limits = AlarmsSpec(cpu_percent=None, database_connections=200, database_free_storage_gib=None)
    run(lambda: make_database(alarms=limits))
    assert recorder.inputs(ALARM)["threshold"] == 200


def test_a_database_that_fills_up_is_critical(recorder: Recorder) -> None:
    run(make_database)
    found = {name: recorder.inputs(ALARM, name)["tags"]["severity"] for name in recorder.names(ALARM)}
    assert found == {
        "database-cpu-alarm": "warning",
        "database-connections-alarm": "warning",
        "database-storage-alarm": "critical",
    }
