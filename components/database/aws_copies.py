"""Copies of the backups in a second region: the database can be brought back there, to any moment."""

import pulumi
import pulumi_aws as aws

from components import options
from components.clouds.aws import key
from components.database.contract import DatabaseArgs


def create(
    name: str, region: str, args: DatabaseArgs, instance: aws.rds.Instance, opts: pulumi.ResourceOptions
) -> None:
    """Have RDS keep snapshots and logs in `region` too, encrypted with a key of that region, as long as at home."""
    abroad = key.abroad(f"{name}-copies-key", name, region, args.platform, [], opts)
    aws.rds.InstanceAutomatedBackupsReplication(
        f"{name}-copies",
        source_db_instance_arn=instance.arn,
        kms_key_id=abroad.key,
        retention_period=args.spec.backup_days,
        region=region,
        # RDS keeps one copy of an instance's backups in a region: another number of days is another copy.
        opts=options.deleted_first(opts),
    )
