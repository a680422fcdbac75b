"""Alarms of the database: processor, connections, storage that is left."""

import pulumi
import pulumi_aws as aws

from components.clouds.aws import alarm
from components.clouds.aws.alarm import Metric, Rule
from components.database.contract import DatabaseArgs

GIB = 1024**3
"""Bytes; RDS reports free storage in bytes."""


def create(name: str, args: DatabaseArgs, instance: aws.rds.Instance, opts: pulumi.ResourceOptions) -> None:
    """Create an alarm for every threshold that is not switched off."""
    limits = args.platform.args.alarms
    rules: dict[str, Rule] = {}
    if limits.cpu_percent is not None:
        rules["cpu"] = Rule(
            description=f"The database's CPU is above {limits.cpu_percent:g} % for 15 minutes",
            measure=_metric("CPUUtilization", instance),
            threshold=limits.cpu_percent,
            periods=3,
        )
    if limits.database_connections is not None:
        rules["connections"] = Rule(
            description=f"More than {limits.database_connections} connections to the database",
            measure=_metric("DatabaseConnections", instance),
            threshold=limits.database_connections,
        )
    if limits.database_free_storage_gib is not None:
        rules["storage"] = Rule(
            description=f"Less than {limits.database_free_storage_gib:g} GiB of storage left to the database",
            measure=_metric("FreeStorageSpace", instance),
            threshold=limits.database_free_storage_gib * GIB,
            below=True,
            severity="critical",
        )
    for suffix, rule in rules.items():
        alarm.create(f"{name}-{suffix}-alarm", name, args.platform, opts, rule)


def _metric(metric: str, instance: aws.rds.Instance) -> Metric:
    return Metric(
        namespace="AWS/RDS",
        name=metric,
        statistic="Average",
        dimensions={"DBInstanceIdentifier": instance.identifier},
    )
