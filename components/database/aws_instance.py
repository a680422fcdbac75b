"""The RDS instance: its size, its storage, its backups, and what keeps it from being lost."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components import options
from components.database.contract import PORT, DatabaseArgs
from components.spec import Size

CLASSES: dict[Size, str] = {"small": "db.t4g.micro", "medium": "db.t4g.medium", "large": "db.r6g.large"}
"""Graviton: 1 GiB, 4 GiB and 16 GiB of memory, two vCPUs each."""

LOG_TYPES = ("postgresql", "upgrade")
"""What RDS for PostgreSQL can write to CloudWatch Logs and an operator reads."""

INSIGHTS_DAYS = 7
"""Days that Performance Insights keeps without a charge."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Names of the instance and of what it is made in."""

    identifier: pulumi.Output[str]
    final_snapshot: pulumi.Output[str]
    subnet_group: pulumi.Output[str]
    parameter_group: pulumi.Output[str]
    security_group: pulumi.Output[str]


def create(
    name: str, args: DatabaseArgs, place: Place, password: pulumi.Output[str], opts: pulumi.ResourceOptions
) -> aws.rds.Instance:
    """Create the instance: private, encrypted with the stack's key, TLS only (by its parameters)."""
    spec, platform = args.spec, args.platform
    protect, disposable = platform.protects(name), platform.args.disposable
    return aws.rds.Instance(
        f"{name}-instance",
        identifier=place.identifier,
        instance_class=CLASSES[spec.size],
        engine="postgres",
        engine_version=spec.version,
        auto_minor_version_upgrade=True,
        # A major version changes only when the person writes another one.
        allow_major_version_upgrade=True,
        ca_cert_identifier="rds-ca-rsa2048-g1",
        parameter_group_name=place.parameter_group,
        db_name=spec.name,
        username=spec.user,
        password=password,
        # A person can be admitted by a role of IAM, without a password; nobody is until a user is granted rds_iam.
        iam_database_authentication_enabled=True,
        port=PORT,
        allocated_storage=spec.storage_gib,
        max_allocated_storage=spec.max_storage_gib,
        storage_type="gp3",
        storage_encrypted=True,
        kms_key_id=platform.key,
        multi_az=spec.multi_zone,
        db_subnet_group_name=place.subnet_group,
        vpc_security_group_ids=[place.security_group],
        publicly_accessible=False,
        backup_retention_period=spec.backup_days,
        backup_window=spec.backup_window,
        maintenance_window=spec.maintenance_window,
        copy_tags_to_snapshot=True,
        delete_automated_backups=disposable,
        deletion_protection=spec.deletion_protection and protect,
        skip_final_snapshot=disposable,
        final_snapshot_identifier=None if disposable else place.final_snapshot,
        # In prod a change that restarts the server waits for the maintenance window.
        apply_immediately=disposable or platform.args.environment != "prod",
        enabled_cloudwatch_logs_exports=LOG_TYPES,
        performance_insights_enabled=True,
        performance_insights_kms_key_id=platform.key,
        performance_insights_retention_period=INSIGHTS_DAYS,
        tags=platform.tags(name),
        opts=options.protected(opts, protect),
    )
