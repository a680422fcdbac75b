"""What RDS wants of a new or changed instance."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from simulator.aws.find import groups_outside, vpcs_of
from simulator.behaviour import Call, Refusal
from simulator.data import read_yaml
from simulator.find import by_id

SUBNET_GROUP = "aws:rds/subnetGroup:SubnetGroup"
PARAMETER_GROUP = "aws:rds/parameterGroup:ParameterGroup"
CLASS = re.compile(r"^db\.[a-z][a-z0-9]*(-[a-z]+)?\.(micro|small|medium|large|\d*xlarge)$")
USERNAME = re.compile(r"^[A-Za-z][A-Za-z0-9_]{0,62}$")
DATABASE = re.compile(r"^[A-Za-z_][A-Za-z0-9_]{0,62}$")
PASSWORD = re.compile(r"^(?=.{8,128}$)[!-~]*$")
FORBIDDEN = '/@" '
"""Characters a master password may not have (RDS API, CreateDBInstance, MasterUserPassword)."""
HEADROOM = 1.1
"""The autoscaling limit is at least this many times the storage (RDS user guide, "Managing capacity automatically")."""
RESTORED = ("replicateSourceDb", "snapshotIdentifier", "s3Import", "restoreToPointInTime")
"""Sources other than nothing: the instance takes its engine and users from there."""


@cache
def postgres() -> dict[str, Any]:
    """The facts of postgres.yaml."""
    return read_yaml(Path(__file__).parent / "postgres.yaml")


def what_is_needed(call: Call) -> None:
    """A new instance says its engine, storage and user."""
    if any(call.inputs.get(name) for name in RESTORED):
        return
    for name in ("engine", "allocatedStorage", "username"):
        if not call.inputs.get(name):
            raise Refusal(f'"{name}": required field is not set')
    if not any(call.inputs.get(name) for name in ("password", "passwordWo", "manageMasterUserPassword")):
        raise Refusal(
            "InvalidParameterValue: Invalid master password: give password, passwordWo or manageMasterUserPassword"
        )


def names_allowed(call: Call) -> None:
    """User, password and database are such that PostgreSQL takes them."""
    user, database = call.inputs.get("username"), call.inputs.get("dbName")
    if user and (user.lower() in postgres()["reserved_users"] or user.startswith(("pg_", "rds_"))):
        raise Refusal(
            f"InvalidParameterValue: MasterUsername {user} cannot be used as it is a reserved word used by the engine"
        )
    if user and not USERNAME.match(user):
        raise Refusal(
            "InvalidParameterValue: The parameter MasterUsername must begin with a letter and have 1 to 63 letters, "
            f"digits or _; got {user}"
        )
    if database and (not DATABASE.match(database) or database in postgres()["reserved_databases"]):
        raise Refusal(
            "InvalidParameterValue: DBName must begin with a letter or _, have 1 to 63 letters, digits or _ and be "
            f"no reserved word; got {database}"
        )
    password = call.inputs.get("password") or call.inputs.get("passwordWo")
    if password and (not PASSWORD.match(password) or any(each in password for each in FORBIDDEN)):
        raise Refusal(
            "InvalidParameterValue: The parameter MasterUserPassword is not a valid password. "
            "Only printable ASCII characters besides '/', '@', '\"', ' ' may be used, 8 to 128 of them."
        )


def engine_known(call: Call) -> None:
    """The engine is one that is simulated, in a version there is, on a class that is one."""
    engine, version = call.get("engine"), str(call.inputs.get("engineVersion", ""))
    if engine != "postgres":
        raise Refusal(f"InvalidParameterValue: Invalid DB engine: {engine} (the simulator plays postgres)")
    if version and version.partition(".")[0] not in postgres()["versions"]:
        raise Refusal(
            f"InvalidParameterCombination: Cannot find version {version} for postgres; there are "
            f"{', '.join(postgres()['versions'])}"
        )
    if not CLASS.match(call.inputs["instanceClass"]):
        raise Refusal(f"InvalidParameterValue: Invalid DB Instance class: {call.inputs['instanceClass']}")


def storage_fits(call: Call) -> None:
    """Storage is within its type's bounds, and grows to something larger."""
    size, kind = call.inputs.get("allocatedStorage"), call.get("storageType", "gp2")
    bounds = postgres()["storage"].get(kind)
    if bounds is None:
        raise Refusal(
            f"InvalidParameterValue: Invalid storage type: {kind}; there are {', '.join(postgres()['storage'])}"
        )
    if size and not bounds[0] <= size <= bounds[1]:
        raise Refusal(
            f"InvalidParameterValue: Invalid storage size for engine name postgres and storage type {kind}: {size}; "
            f"it must be {bounds[0]} to {bounds[1]} GiB"
        )
    if call.old and size and size < call.old.get("allocatedStorage", 0) and not call.inputs.get("maxAllocatedStorage"):
        raise Refusal(
            f"InvalidParameterCombination: Requested storage size {size} cannot be less than the current "
            f"{call.old['allocatedStorage']}"
        )
    most = call.inputs.get("maxAllocatedStorage")
    if most and size and most < size * HEADROOM:
        raise Refusal(
            f"InvalidParameterCombination: Max storage size {most} must be at least 10% above the allocated {size} GiB"
        )
    tuned = [name for name in ("iops", "storageThroughput") if call.inputs.get(name)]
    if kind == "gp3" and tuned and size and size < postgres()["gp3_tunable_from"]:
        raise Refusal(
            f"InvalidParameterCombination: You can't specify {' or '.join(tuned)} for engine postgres and a storage "
            "size less than 400."
        )
    if call.inputs.get("kmsKeyId") and not call.inputs.get("storageEncrypted"):
        raise Refusal("InvalidParameterCombination: kmsKeyId needs storageEncrypted to be true")


def combinations(call: Call) -> None:
    """Settings that exclude or need each other."""
    if call.inputs.get("multiAz") and call.inputs.get("availabilityZone"):
        raise Refusal(
            "InvalidParameterCombination: Requesting a specific availability zone is not valid for Multi-AZ instances."
        )
    if call.inputs.get("monitoringInterval") and not call.inputs.get("monitoringRoleArn"):
        raise Refusal(
            "InvalidParameterCombination: A MonitoringRoleARN value is required if you specify a MonitoringInterval "
            "value other than 0."
        )
    if call.inputs.get("databaseInsightsMode") == "advanced" and not call.inputs.get("performanceInsightsEnabled"):
        raise Refusal(
            "InvalidParameterCombination: To enable the Advanced mode of Database Insights, performance insights must "
            "be enabled."
        )
    unknown = set(call.inputs.get("enabledCloudwatchLogsExports") or ()) - {
        "postgresql",
        "upgrade",
        "iam-db-auth-error",
    }
    if unknown:
        raise Refusal(
            f"InvalidParameterCombination: You cannot use the log types '{', '.join(sorted(unknown))}' with engine "
            "version postgres."
        )


def parameter_group_fits(call: Call) -> None:
    """The parameter group is of the engine's major version."""
    group = by_id(call, PARAMETER_GROUP, call.inputs.get("parameterGroupName"))
    major = str(call.get("engineVersion", max(postgres()["versions"]))).partition(".")[0]
    if group and group.properties["family"] != f"postgres{major}":
        raise Refusal(
            f"InvalidParameterCombination: The Parameter Group {group.id} with DBParameterGroupFamily "
            f"{group.properties['family']} "
            f"can't be used for this instance. Please use a Parameter Group with DBParameterGroupFamily postgres{major}"
        )


def same_vpc(call: Call) -> None:
    """The security groups are in the VPC of the subnet group."""
    group = by_id(call, SUBNET_GROUP, call.get("dbSubnetGroupName"))
    if group is None:
        return
    vpcs = vpcs_of(call, group.properties["subnetIds"])
    outside = groups_outside(call, call.inputs.get("vpcSecurityGroupIds") or [], vpcs)
    if outside:
        raise Refusal(
            "InvalidVPCNetworkStateFault: The DB instance and EC2 security group are in different VPCs: "
            f"{', '.join(outside)}"
        )


def windows_apart(call: Call) -> None:
    """The daily backup does not run into the weekly maintenance."""
    backup, maintenance = call.inputs.get("backupWindow"), call.inputs.get("maintenanceWindow")
    if not (backup and maintenance):
        return
    start, end = (minutes(part) for part in backup.split("-"))
    first, last = (minutes(part[4:]) for part in maintenance.split("-"))
    if start < last and first < end:
        raise Refusal(
            f"InvalidParameterValue: The backup window {backup} and maintenance window {maintenance} must not overlap."
        )


def minutes(text: str) -> int:
    """Minutes since midnight of hh:mm."""
    hours, _, rest = text.partition(":")
    return int(hours) * 60 + int(rest)
