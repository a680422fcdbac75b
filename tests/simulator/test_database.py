"""What RDS refuses and answers."""

from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.builders import GROUP, KEY, SUBNET, VPC, Network, role
from tests.simulator.world import World

INSTANCE = "aws:rds/instance:Instance"
SUBNET_GROUP = "aws:rds/subnetGroup:SubnetGroup"
PARAMETER_GROUP = "aws:rds/parameterGroup:ParameterGroup"
SECRET = "aws:secretsmanager/secret:Secret"
BASE = {
    "engine": "postgres",
    "engineVersion": "16",
    "instanceClass": "db.t4g.micro",
    "allocatedStorage": 20,
    "storageType": "gp3",
    "username": "app",
    "password": "long-enough-password",
    "skipFinalSnapshot": True,
}


def make(world: World, **more: Any) -> Record:
    return world.make(INSTANCE, "db", **{**BASE, **more})


def refused(world: World, **more: Any) -> str:
    inputs = {key: value for key, value in {**BASE, **more}.items() if value is not None}
    return world.refused(INSTANCE, **inputs)


def test_an_instance_answers_its_address(world: World) -> None:
    made = make(world, identifier="main")
    address = made.properties["address"]
    assert address.startswith("main.c")
    assert address.endswith(".eu-central-1.rds.amazonaws.com")
    assert made.properties["endpoint"] == f"{address}:5432"
    assert made.properties["arn"] == "arn:aws:rds:eu-central-1:123456789012:db:main"
    assert made.id == made.properties["resourceId"]
    assert made.id.startswith("db-")
    assert made.properties["engineVersion"] == "16"
    assert made.properties["engineVersionActual"].startswith("16.")


@pytest.mark.parametrize("name", ["engine", "allocatedStorage", "username"])
def test_a_new_instance_says_what_it_is(world: World, name: str) -> None:
    assert refused(world, **{name: None}) == f'"{name}": required field is not set'


def test_a_new_instance_has_a_password(world: World) -> None:
    assert refused(world, password=None) == (
        "InvalidParameterValue: Invalid master password: give password, passwordWo or manageMasterUserPassword"
    )


@pytest.mark.parametrize("password", ["short", "with space in it", "with/slash/in", "with@sign-in-it", 'with"quote"in'])
def test_a_password_has_8_printable_characters_without_four(world: World, password: str) -> None:
    words = refused(world, password=password)
    assert words.startswith("InvalidParameterValue: The parameter MasterUserPassword is not a valid password.")
    assert password not in words


@pytest.mark.parametrize("user", ["admin", "rdsadmin", "user", "pg_monitor"])
def test_reserved_users_are_refused(world: World, user: str) -> None:
    assert refused(world, username=user) == (
        f"InvalidParameterValue: MasterUsername {user} cannot be used as it is a reserved word used by the engine"
    )


def test_the_user_postgres_is_fine(world: World) -> None:
    assert make(world, username="postgres").properties["username"] == "postgres"


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"engine": "oracle"}, "InvalidParameterValue: Invalid DB engine: oracle (the simulator plays postgres)"),
        (
            {"engineVersion": "9.6"},
            "InvalidParameterCombination: Cannot find version 9.6 for postgres; there are 13, 14, 15, 16, 17, 18",
        ),
        ({"instanceClass": "t4g.micro"}, "InvalidParameterValue: Invalid DB Instance class: t4g.micro"),
        ({"dbName": "my-app"}, "InvalidParameterValue: DBName must begin with a letter or _"),
        (
            {"allocatedStorage": 10},
            (
                "InvalidParameterValue: Invalid storage size for engine name postgres and storage type gp3: 10; it "
                "must "
                "be 20 to"
            ),
        ),
        (
            {"maxAllocatedStorage": 21},
            "InvalidParameterCombination: Max storage size 21 must be at least 10% above the allocated 20 GiB",
        ),
        (
            {"iops": 3000},
            "InvalidParameterCombination: You can't specify iops for engine postgres and a storage size less than 400.",
        ),
        (
            {"multiAz": True, "availabilityZone": "eu-central-1a"},
            "InvalidParameterCombination: Requesting a specific availability zone is not valid for Multi-AZ instances.",
        ),
        (
            {"monitoringInterval": 60},
            (
                "InvalidParameterCombination: A MonitoringRoleARN value is required if you specify a "
                "MonitoringInterval "
                "value"
            ),
        ),
        (
            {"enabledCloudwatchLogsExports": ["audit"]},
            "InvalidParameterCombination: You cannot use the log types 'audit' with engine version postgres.",
        ),
        (
            {"backupWindow": "03:00-04:00", "maintenanceWindow": "sun:03:30-sun:04:30"},
            (
                "InvalidParameterValue: The backup window 03:00-04:00 and maintenance window sun:03:30-sun:04:30 must "
                "not "
                "overlap."
            ),
        ),
        ({"parameterGroupName": "nope"}, "DBParameterGroupNotFound: DBParameterGroup not found: nope"),
        ({"dbSubnetGroupName": "nope"}, "DBSubnetGroupNotFoundFault: DB subnet group 'nope' does not exist."),
        (
            {"vpcSecurityGroupIds": ["sg-1"]},
            "InvalidParameterValue: Invalid security group , groupId= sg-1, groupName=.",
        ),
        (
            {"storageEncrypted": True, "kmsKeyId": "arn:aws:kms:eu-central-1:123456789012:key/nope"},
            (
                "KMSKeyNotAccessibleFault: The specified KMS key [arn:aws:kms:eu-central-1:123456789012:key/nope] does "
                "not exist"
            ),
        ),
    ],
)
def test_what_does_not_go_together_is_refused(world: World, inputs: dict[str, Any], words: str) -> None:
    assert refused(world, **inputs).startswith(words)


def test_an_own_key_needs_encryption(world: World) -> None:
    key = world.make(KEY, "k")
    assert refused(world, kmsKeyId=key.properties["arn"]) == (
        "InvalidParameterCombination: kmsKeyId needs storageEncrypted to be true"
    )


def test_a_key_that_waits_for_deletion_is_refused(world: World) -> None:
    key = world.make(KEY, "k")
    world.remove(key)
    words = refused(world, storageEncrypted=True, kmsKeyId=key.properties["arn"])
    assert words.startswith("KMSKeyNotAccessibleFault")


def test_an_identifier_is_taken_once(world: World) -> None:
    make(world, identifier="main")
    assert refused(world, identifier="main") == "DBInstanceAlreadyExists: DB instance main already exists"


def test_the_parameter_group_is_of_the_version(world: World) -> None:
    group = world.make(PARAMETER_GROUP, "p", family="postgres15", name="fifteen")
    assert refused(world, parameterGroupName=group.id) == (
        "InvalidParameterCombination: The Parameter Group fifteen with DBParameterGroupFamily postgres15 can't be "
        "used for "
        "this instance. Please use a Parameter Group with DBParameterGroupFamily postgres16"
    )
    assert make(world, engineVersion="15.4", parameterGroupName=group.id).properties["engineVersionActual"] == "15.4"


def test_a_family_is_one_of_postgresqls(world: World) -> None:
    words = world.refused(PARAMETER_GROUP, family="mysql8.0")
    assert words.startswith(
        "InvalidParameterValue: ParameterGroupFamily mysql8.0 is not a valid parameter group family"
    )


def test_a_subnet_group_covers_two_zones(world: World, network: Network) -> None:
    assert world.refused(SUBNET_GROUP, subnetIds=network.subnet_ids[:1]) == (
        "DBSubnetGroupDoesNotCoverEnoughAZs: The DB subnet group doesn't meet Availability Zone (AZ) coverage "
        "requirement. "
        "Current AZ coverage: eu-central-1a. Add subnets to cover at least 2 AZs."
    )
    made = world.make(SUBNET_GROUP, "g", subnetIds=network.subnet_ids)
    assert made.properties["vpcId"] == network.vpc.id


def test_security_groups_are_in_the_vpc_of_the_subnets(world: World, network: Network) -> None:
    group = world.make(SUBNET_GROUP, "g", subnetIds=network.subnet_ids)
    elsewhere = world.make(GROUP, "g", vpcId=world.make(VPC, "other", cidrBlock="10.9.0.0/16").id)
    assert refused(world, dbSubnetGroupName=group.id, vpcSecurityGroupIds=[elsewhere.id]) == (
        f"InvalidVPCNetworkStateFault: The DB instance and EC2 security group are in different VPCs: {elsewhere.id}"
    )


def test_what_an_instance_uses_stays(world: World, network: Network) -> None:
    group = world.make(SUBNET_GROUP, "g", subnetIds=network.subnet_ids)
    parameters = world.make(PARAMETER_GROUP, "p", family="postgres16")
    make(world, dbSubnetGroupName=group.id, parameterGroupName=parameters.id, vpcSecurityGroupIds=[network.group.id])
    assert world.remove_refused(group).startswith("InvalidDBSubnetGroupStateFault")
    assert world.remove_refused(parameters).startswith("InvalidDBParameterGroupState")
    assert world.remove_refused(network.group).startswith("DependencyViolation")


def test_monitoring_needs_a_role_that_monitoring_can_assume(world: World) -> None:
    arn = role(world, "ecs-tasks.amazonaws.com").properties["arn"]
    words = refused(world, monitoringInterval=60, monitoringRoleArn=arn)
    assert words.endswith(f"ENHANCED_MONITORING ({arn}) (its trust policy does not name monitoring.rds.amazonaws.com)")


def test_a_protected_instance_stays(world: World) -> None:
    made = make(world, identifier="main", deletionProtection=True)
    assert world.remove_refused(made) == (
        "InvalidParameterCombination: Cannot delete protected DB Instance main, please disable deletion protection "
        "and try again."
    )
    world.change(made, **{**BASE, "identifier": "main", "deletionProtection": False})
    world.remove(made, deletionProtection=False)
    assert world.cloud.resources() == []


def test_the_last_snapshot_must_be_decided(world: World) -> None:
    made = make(world, skipFinalSnapshot=False)
    assert world.remove_refused(made) == "final_snapshot_identifier is required when skip_final_snapshot is false"


def test_the_last_snapshot_is_left_behind_and_its_name_is_taken(world: World) -> None:
    first = make(world, skipFinalSnapshot=False, finalSnapshotIdentifier="last", identifier="one")
    world.remove(first)
    assert [record.id for record in world.cloud.left_behind()] == ["last"]
    assert world.cloud.resources() == []
    second = make(world, skipFinalSnapshot=False, finalSnapshotIdentifier="last", identifier="two")
    assert world.remove_refused(second) == (
        "DBSnapshotAlreadyExists: Cannot create the snapshot because one with the identifier last already exists."
    )


def test_rds_keeps_the_password_in_a_secret_that_dies_with_the_instance(world: World) -> None:
    inputs = {key: value for key, value in BASE.items() if key != "password"}
    made = world.make(INSTANCE, "db", **inputs, manageMasterUserPassword=True)
    [secret] = world.cloud.find(SECRET)
    assert made.properties["masterUserSecrets"][0]["secretArn"] == secret.properties["arn"]
    world.remove(made)
    assert world.cloud.resources() == []


def test_storage_does_not_shrink(world: World) -> None:
    made = make(world, allocatedStorage=50, identifier="main")
    assert world.change_refused(made, **{**BASE, "identifier": "main"}) == (
        "InvalidParameterCombination: Requested storage size 20 cannot be less than the current 50"
    )


def test_a_rename_moves_the_address(world: World) -> None:
    made = make(world, identifier="main")
    changed = world.change(made, **BASE, identifier="other")
    assert changed["address"].startswith("other.")
    assert changed["arn"].endswith(":db:other")


def test_a_subnet_that_does_not_exist_is_refused(world: World) -> None:
    assert (
        world.refused(SUBNET_GROUP, subnetIds=["subnet-1"]) == "InvalidSubnet: The subnet ID 'subnet-1' does not exist"
    )
    assert world.cloud.find(SUBNET) == []


def test_a_larger_class_takes_longer_than_another_window(world: World) -> None:
    made = make(world)
    world.change(made, **{**BASE, "maintenanceWindow": "sun:03:00-sun:04:00"})
    window = world.log.list()[-1]
    world.change(made, **{**BASE, "instanceClass": "db.t4g.large"})
    larger = world.log.list()[-1]
    assert [(each.operation, each.seconds) for each in (window, larger)] == [("update", 60), ("update", 720)]
