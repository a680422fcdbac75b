"""What RDS refuses and answers about copies of backups in another region."""

from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.builders import KEY, OWNER, Network, policy
from tests.simulator.world import World

COPIES = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"
INSTANCE = "aws:rds/instance:Instance"
SUBNETS = "aws:rds/subnetGroup:SubnetGroup"
AWAY = "eu-west-1"


def instance(world: World, network: Network, **more: Any) -> Record:
    subnets = world.make(SUBNETS, "subnets", name="subnets", subnetIds=network.subnet_ids)
    inputs: dict[str, Any] = {
        "identifier": "database",
        "engine": "postgres",
        "instanceClass": "db.t4g.micro",
        "allocatedStorage": 20,
        "username": "app",
        "password": "password",
        "dbSubnetGroupName": subnets.id,
        "skipFinalSnapshot": True,
        "storageEncrypted": True,
        "backupRetentionPeriod": 7,
    }
    return world.make(INSTANCE, "database", **{**inputs, **more})


def key(world: World, region: str) -> str:
    return world.make(KEY, f"key-{region}", region=region, policy=policy(OWNER)).properties["arn"]


def test_backups_are_copied_once_to_a_region_with_a_key_of_that_region(world: World, network: Network) -> None:
    source = instance(world, network)
    inputs = {
        "sourceDbInstanceArn": source.properties["arn"],
        "kmsKeyId": key(world, AWAY),
        "retentionPeriod": 7,
        "region": AWAY,
    }
    made = world.make(COPIES, "copies", **inputs)
    assert made.id.startswith(f"arn:aws:rds:{AWAY}:123456789012:auto-backup:ab-")
    assert "replicated to eu-west-1 already" in world.refused(COPIES, **inputs)
    world.remove(made)
    world.make(COPIES, "again", **inputs)


@pytest.mark.parametrize(
    ("source", "change", "words"),
    [
        ({}, {"region": "eu-central-1", "kmsKeyId": None}, "InvalidParameterValue: The source DB instance must be in"),
        ({"backupRetentionPeriod": 0}, {}, "InvalidDBInstanceState: Automated backups are not enabled for database"),
        ({}, {"kmsKeyId": None}, "InvalidParameterValue: KmsKeyId is required"),
        ({}, {"retentionPeriod": 36}, "InvalidParameterValue: Retention period must be between 1 and 35"),
        ({}, {"sourceDbInstanceArn": "arn:aws:rds:eu-central-1:123456789012:db:no"}, "DBInstanceNotFound: DBInstance "),
    ],
)
def test_what_cannot_be_copied(
    world: World, network: Network, source: dict[str, Any], change: dict[str, Any], words: str
) -> None:
    made = instance(world, network, **source)
    usual = {
        "sourceDbInstanceArn": made.properties["arn"],
        "kmsKeyId": key(world, AWAY),
        "retentionPeriod": 7,
        "region": AWAY,
    }
    inputs = {name: value for name, value in {**usual, **change}.items() if value is not None}
    assert world.refused(COPIES, **inputs).startswith(words)


def test_a_key_of_another_region_is_of_no_use(world: World, network: Network) -> None:
    source = instance(world, network)
    inputs = {"sourceDbInstanceArn": source.properties["arn"], "retentionPeriod": 7, "region": AWAY}
    assert world.refused(COPIES, **inputs, kmsKeyId=key(world, "eu-north-1")).startswith("KMSKeyNotAccessibleFault")
