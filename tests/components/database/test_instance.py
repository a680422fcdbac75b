"""The RDS instance: its exact inputs, and every size."""

from typing import Any, get_args

import pytest

from components.database.aws_instance import CLASSES
from components.spec import Size
from tests.components.recorder import Recorder, run, without_tags
from tests.components.stand_stores import make_database

INSTANCE = "aws:rds/instance:Instance"
KEY = "arn:aws:kms:eu-central-1:123456789012:key/platform-key-1234567"


def test_production_instance_exactly(recorder: Recorder) -> None:
    run(make_database)
    assert without_tags(recorder.inputs(INSTANCE)) == {
        "identifier": "database-0a1b2c3d",
        "instanceClass": "db.t4g.medium",
        "engine": "postgres",
        "engineVersion": "16",
        "autoMinorVersionUpgrade": True,
        "allowMajorVersionUpgrade": True,
        "caCertIdentifier": "rds-ca-rsa2048-g1",
        "parameterGroupName": "database-parameters-1234567",
        "dbName": "app",
        "username": "app",
        "password": "database-password-1234567-value",
        "port": 5432,
        "allocatedStorage": 50,
        "maxAllocatedStorage": 500,
        "storageType": "gp3",
        "storageEncrypted": True,
        "kmsKeyId": KEY,
        "multiAz": True,
        "dbSubnetGroupName": "database-subnets-1234567",
        "vpcSecurityGroupIds": ["network-database-id"],
        "publiclyAccessible": False,
        "backupRetentionPeriod": 30,
        "backupWindow": "02:00-03:00",
        "maintenanceWindow": "sun:03:30-sun:04:30",
        "iamDatabaseAuthenticationEnabled": True,
        "copyTagsToSnapshot": True,
        "deleteAutomatedBackups": False,
        "deletionProtection": True,
        "skipFinalSnapshot": False,
        "finalSnapshotIdentifier": "database-final-0a1b2c3d",
        "applyImmediately": False,
        "enabledCloudwatchLogsExports": ["postgresql", "upgrade"],
        "performanceInsightsEnabled": True,
        "performanceInsightsKmsKeyId": KEY,
        "performanceInsightsRetentionPeriod": 7,
    }


def test_password_is_secret_and_fit_for_an_address(recorder: Recorder) -> None:
    run(make_database)
    assert recorder.one(INSTANCE).secret_inputs == {"password"}
    assert recorder.inputs("random:index/randomPassword:RandomPassword") == {"length": 40, "special": False}


def test_it_lies_in_the_data_subnets(recorder: Recorder) -> None:
    run(make_database)
    subnets = recorder.inputs("aws:rds/subnetGroup:SubnetGroup")["subnetIds"]
    assert subnets == ["network-data-1-id", "network-data-2-id", "network-data-3-id"]


@pytest.mark.parametrize(
    ("size", "instance_class"), [("small", "db.t4g.micro"), ("medium", "db.t4g.medium"), ("large", "db.r6g.large")]
)
def test_every_size_is_a_class(recorder: Recorder, size: Size, instance_class: str) -> None:
    run(lambda: make_database({"size": size}))
    assert recorder.inputs(INSTANCE)["instanceClass"] == instance_class
    assert set(CLASSES) == set(get_args(Size))


@pytest.mark.parametrize(
    ("spec", "inputs"),
    [
        ({"version": "14"}, {"engineVersion": "14"}),
        ({"storage_gib": 20, "max_storage_gib": 40}, {"allocatedStorage": 20, "maxAllocatedStorage": 40}),
        ({"multi_zone": False}, {"multiAz": False}),
        (
            {"backup_days": 7, "backup_window": "05:00-06:00"},
            {"backupRetentionPeriod": 7, "backupWindow": "05:00-06:00"},
        ),
        ({"maintenance_window": "mon:00:00-mon:01:00"}, {"maintenanceWindow": "mon:00:00-mon:01:00"}),
    ],
)
def test_what_a_person_chose_arrives(recorder: Recorder, spec: dict[str, Any], inputs: dict[str, Any]) -> None:
    run(lambda: make_database(spec))
    found = recorder.inputs(INSTANCE)
    assert {key: found[key] for key in inputs} == inputs


def test_changes_wait_for_maintenance_in_prod_only(recorder: Recorder) -> None:
    run(lambda: make_database(environment="staging"))
    assert recorder.inputs(INSTANCE)["applyImmediately"] is True


def test_it_waits_for_nothing_that_it_does_not_need(recorder: Recorder) -> None:
    run(make_database)
    assert recorder.one(INSTANCE).depends_on == {
        "database-suffix",
        "database-password",
        "database-subnets",
        "database-parameters",
        "platform-key",
        "database-postgresql-log",
        "database-upgrade-log",
    }
