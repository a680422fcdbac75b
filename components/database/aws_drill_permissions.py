"""What AWS Backup may do for the restore drill: this database, its snapshots, and copies that it made itself.

The calls are those of AWS's own policies AWSBackupServiceRolePolicyForBackup and ...ForRestores that concern RDS.
"""

import pulumi
import pulumi_aws as aws

from components.clouds.aws import policy
from components.connection import Statement
from components.database.aws_instance import Place
from components.database.contract import DatabaseArgs

LOOK = ("rds:DescribeDBInstances", "rds:DescribeDBSnapshots", "rds:ListTagsForResource")


def statements(
    args: DatabaseArgs, instance: aws.rds.Instance, place: Place, vault: aws.backup.Vault
) -> tuple[Statement, ...]:
    """Return what is needed to take a snapshot, restore it and delete the copy."""
    platform = args.platform

    def arn(kind_and_name: pulumi.Input[str]) -> pulumi.Output[str]:
        region = platform.args.region
        return pulumi.Output.concat("arn:", platform.partition, f":rds:{region}:", platform.account, ":", kind_and_name)

    snapshots = arn("snapshot:awsbackup:*")
    # The prefix that AWS Backup gives to what a drill restores.
    copies = arn("db:awsbackup-restore-test-*")
    homes = (
        arn(pulumi.Output.concat("subgrp:", place.subnet_group)),
        arn(pulumi.Output.concat("pg:", place.parameter_group)),
        arn(f"og:default:postgres-{args.spec.version}"),
    )
    return (
        Statement(actions=LOOK, resources=(instance.arn, snapshots, copies)),
        Statement(actions=("rds:CreateDBSnapshot",), resources=(instance.arn, snapshots)),
        Statement(actions=("rds:AddTagsToResource",), resources=(snapshots, copies)),
        Statement(actions=("rds:DeleteDBSnapshot",), resources=(snapshots,)),
        Statement(actions=("rds:RestoreDBInstanceFromDBSnapshot",), resources=(snapshots, copies, *homes)),
        Statement(actions=("rds:CreateDBInstance", "rds:DeleteDBInstance"), resources=(copies,)),
        Statement(actions=("backup:DescribeBackupVault", "backup:CopyIntoBackupVault"), resources=(vault.arn,)),
        Statement(actions=("kms:DescribeKey",), resources=(platform.key,)),
        Statement(
            actions=("kms:CreateGrant",),
            resources=(platform.key,),
            conditions={"Bool": {"kms:GrantIsForAWSResource": "true"}},
        ),
        Statement(
            actions=(
                "kms:Decrypt",
                "kms:Encrypt",
                "kms:GenerateDataKey",
                "kms:GenerateDataKeyWithoutPlaintext",
                "kms:ReEncryptFrom",
                "kms:ReEncryptTo",
            ),
            resources=(platform.key,),
            conditions={"StringEquals": {"kms:ViaService": f"rds.{platform.args.region}.amazonaws.com"}},
        ),
        policy.any_resource(
            "tag:GetResources",
            "ec2:DescribeAccountAttributes",
            "ec2:DescribeAvailabilityZones",
            "ec2:DescribeInternetGateways",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcs",
        ),
    )
