"""RDS instances and their groups: what RDS answers, and what it refuses to remove."""

import hashlib
from collections.abc import Mapping
from typing import Any

from simulator.aws import database_rules as rules
from simulator.aws.access import assumed_by
from simulator.aws.find import SECRET, held, vpcs_of, zones_of
from simulator.aws.places import hosted_zone
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.cloud import ACCOUNT, LEFT, Record
from simulator.find import by

INSTANCE = "aws:rds/instance:Instance"
SNAPSHOT = "aws:rds/snapshot:Snapshot"
PORT = 5432
FEWEST_ZONES = 2
"""Zones a subnet group must cover (RDS API, DBSubnetGroupDoesNotCoverEnoughAZs)."""


def account_code(region: str) -> str:
    """The part of an endpoint that is the same for all of an account's instances in a region."""
    return "c" + hashlib.sha256(f"{ACCOUNT} {region}".encode()).hexdigest()[:11]


def answer(call: Call) -> Mapping[str, Any]:
    """An instance's address, version, port and, where RDS keeps the password, its secret."""
    version = str(call.get("engineVersion", max(rules.postgres()["versions"])))
    port, name = call.get("port", PORT), call.inputs["identifier"]
    address = f"{name}.{account_code(call.region)}.{call.region}.rds.amazonaws.com"
    major = version.partition(".")[0]
    answers: dict[str, Any] = {
        "engineVersion": version,
        "engineVersionActual": version if "." in version else rules.postgres()["versions"][major],
        "port": port,
        "address": address,
        "endpoint": f"{address}:{port}",
        "arn": f"{call.outputs['arn'].rpartition(':')[0]}:{name}",
        "hostedZoneId": hosted_zone(call.region, "databases"),
        "parameterGroupName": call.get("parameterGroupName", f"default.postgres{major}"),
        "optionGroupName": call.get("optionGroupName", f"default:postgres-{major}"),
    }
    group = by(call, rules.SUBNET_GROUP, call.region, name=call.get("dbSubnetGroupName"))
    if group and call.old is None and not call.inputs.get("availabilityZone"):
        answers["availabilityZone"] = min(zones_of(call, group.properties["subnetIds"]))
    if call.inputs.get("manageMasterUserPassword"):
        answers["masterUserSecrets"] = call.outputs.get("masterUserSecrets") or [managed_secret(call)]
    return answers


def managed_secret(call: Call) -> dict[str, Any]:
    """The secret in which RDS keeps the master password; it lives and dies with the instance."""
    name = f"rds!{call.outputs['id']}"
    suffix = hashlib.sha256(name.encode()).hexdigest()[:6]
    arn = f"{call.outputs['arn'].partition(':rds:')[0]}:secretsmanager:{call.region}:{ACCOUNT}:secret:{name}-{suffix}"
    properties = {"name": name, "arn": arn, "owningService": "rds", "recoveryWindowInDays": 0}
    call.cloud.put(Record(SECRET, call.region, arn, arn, call.urn, properties))
    return {
        "secretArn": arn,
        "secretStatus": "active",
        "kmsKeyId": call.inputs.get("masterUserSecretKmsKeyId", "alias/aws/secretsmanager"),
    }


def enough_zones(call: Call) -> None:
    """A subnet group covers two zones of one VPC."""
    subnets = call.inputs["subnetIds"]
    if len(zones_of(call, subnets)) < FEWEST_ZONES:
        raise Refusal(
            "DBSubnetGroupDoesNotCoverEnoughAZs: The DB subnet group doesn't meet Availability Zone (AZ) coverage "
            "requirement. "
            f"Current AZ coverage: {', '.join(sorted(zones_of(call, subnets)))}. Add subnets to cover at least 2 AZs."
        )
    if len(vpcs_of(call, subnets)) > 1:
        raise Refusal("InvalidSubnet: The subnets of a DB subnet group must be in one VPC")


def group_answer(call: Call) -> Mapping[str, Any]:
    """The VPC of a subnet group."""
    return {"vpcId": next(iter(vpcs_of(call, call.inputs["subnetIds"])), "")}


def family_known(call: Call) -> None:
    """A parameter group's family is one of PostgreSQL's."""
    families = [f"postgres{major}" for major in rules.postgres()["versions"]]
    if call.inputs["family"] not in families:
        raise Refusal(
            f"InvalidParameterValue: ParameterGroupFamily {call.inputs['family']} is not a valid parameter group "
            f"family; there are {', '.join(families)}"
        )


def protected(call: Call) -> None:
    """An instance stays while it is protected, and while its last snapshot is undecided or its name taken."""
    if held(call).get("deletionProtection"):
        raise Refusal(
            f"InvalidParameterCombination: Cannot delete protected DB Instance {held(call)['identifier']}, "
            "please disable deletion protection and try again."
        )
    old = call.old or {}
    if old.get("skipFinalSnapshot"):
        return
    name = old.get("finalSnapshotIdentifier")
    if not name:
        raise Refusal("final_snapshot_identifier is required when skip_final_snapshot is false")
    if call.cloud.get(SNAPSHOT, call.region, name) or call.cloud.find_in(LEFT, SNAPSHOT, call.region, identifier=name):
        raise Refusal(
            f"DBSnapshotAlreadyExists: Cannot create the snapshot because one with the identifier {name} already "
            "exists."
        )


def last_snapshot(call: Call) -> None:
    """Leaves the final snapshot, and takes the managed secret along."""
    old = call.old or {}
    for secret in old.get("masterUserSecrets") or ():
        record = call.cloud.get(SECRET, call.region, secret["secretArn"])
        if record:
            call.cloud.remove(record)
    name = old.get("finalSnapshotIdentifier")
    if name and not old.get("skipFinalSnapshot"):
        properties = {
            "identifier": name,
            "dbInstanceIdentifier": old.get("identifier"),
            "kmsKeyId": old.get("kmsKeyId"),
        }
        call.cloud.put(Record(SNAPSHOT, call.region, name, name, call.urn, properties, LEFT))


MONITORING_REFUSED = (
    "InvalidParameterValue: IAM role ARN value is invalid or does not include the required permissions for: "
    "ENHANCED_MONITORING ({value})"
)
always = (
    rules.names_allowed,
    rules.engine_known,
    rules.storage_fits,
    rules.combinations,
    rules.parameter_group_fits,
    rules.same_vpc,
    rules.windows_apart,
    assumed_by("monitoringRoleArn", "monitoring.rds.amazonaws.com", MONITORING_REFUSED),
)
BEHAVIOURS = {
    INSTANCE: Behaviour(
        create=(rules.what_is_needed, *always), update=always, delete=(protected,), answer=answer, gone=last_snapshot
    ),
    rules.SUBNET_GROUP: Behaviour(create=(enough_zones,), update=(enough_zones,), answer=group_answer),
    rules.PARAMETER_GROUP: Behaviour(create=(family_known,)),
}
