"""Restore drill: AWS Backup restores the newest snapshot on a schedule, notes the result and deletes the copy."""

import json

import pulumi
import pulumi_aws as aws

from components import options
from components.clouds.aws import alarm, identity
from components.clouds.aws.alarm import Metric, Rule
from components.database import aws_drill_permissions
from components.database.aws_instance import Place
from components.database.contract import DatabaseArgs

SCHEDULES = {"weekly": "cron(0 6 ? * SUN *)", "monthly": "cron(0 6 1 * ? *)"}
"""When a drill begins: six o'clock UTC on Sundays, or on the first of the month."""

DAILY = "cron(0 14 * * ? *)"
"""When a snapshot is taken: 14:00 UTC, far from the usual windows of backup and maintenance."""

KEPT_DAYS = 7
"""Days that these snapshots are kept, so that a drill always finds one; RDS keeps its own backups besides."""


def create(
    name: str,
    args: DatabaseArgs,
    instance: aws.rds.Instance,
    place: Place,
    suffix: pulumi.Output[str],
    opts: pulumi.ResourceOptions,
) -> None:
    """Create vault, plan and drill; whoever is on duty is told when a restore fails."""
    platform, tags = args.platform, args.platform.tags(name)
    protect = platform.protects(name)
    vault = aws.backup.Vault(
        f"{name}-backups",
        kms_key_arn=platform.key,
        force_destroy=not protect,
        tags=tags,
        opts=options.protected(opts, protect),
    )
    statements = aws_drill_permissions.statements(args, instance, place, vault)
    role = identity.create(f"{name}-backup", name, "backup.amazonaws.com", statements, platform, opts)
    after = options.after(opts, *role.grants)
    rule: aws.backup.PlanRuleArgsDict = {
        "rule_name": "daily",
        "target_vault_name": vault.name,
        "schedule": DAILY,
        "lifecycle": {"delete_after": KEPT_DAYS},
    }
    plan = aws.backup.Plan(f"{name}-backup-plan", rules=[rule], tags=tags, opts=opts)
    aws.backup.Selection(
        f"{name}-backup-selection", plan_id=plan.id, iam_role_arn=role.arn, resources=[instance.arn], opts=after
    )
    # AWS refuses hyphens in the names of these two, and Pulumi's own names have one.
    drill_name = pulumi.Output.concat(f"{name}_drill_", suffix)
    drill = aws.backup.RestoreTestingPlan(
        f"{name}-drill",
        name=drill_name,
        schedule_expression=SCHEDULES[args.spec.restore_drill or "monthly"],
        recovery_point_selection={
            "algorithm": "LATEST_WITHIN_WINDOW",
            "include_vaults": [vault.arn],
            "recovery_point_types": ["SNAPSHOT"],
            "selection_window_days": KEPT_DAYS,
        },
        tags=tags,
        opts=opts,
    )
    aws.backup.RestoreTestingSelection(
        f"{name}-drill-selection",
        name=drill_name,
        restore_testing_plan_name=drill.name,
        protected_resource_type="RDS",
        protected_resource_arns=[instance.arn],
        iam_role_arn=role.arn,
        restore_metadata_overrides=_closed_copy(name, args, place, opts),
        validation_window_hours=1,
        opts=after,
    )
    failed = Rule(
        description="A restore of a database backup failed: see the restore jobs of AWS Backup",
        measure=Metric(
            namespace="AWS/Backup",
            name="NumberOfRestoreJobsFailed",
            statistic="Sum",
            dimensions={"ResourceType": "RDS"},
        ),
        threshold=0,
    )
    alarm.create(f"{name}-drill-alarm", name, platform, opts, failed)


def _closed_copy(
    name: str, args: DatabaseArgs, place: Place, opts: pulumi.ResourceOptions
) -> dict[str, pulumi.Input[str]]:
    """The restored copy lies beside the original, and nobody can reach it."""
    nobody = aws.ec2.SecurityGroup(
        f"{name}-drill-group",
        vpc_id=args.network.network_id,
        description="Restored copies of the database: no way in or out",
        tags=args.platform.tags(name),
        opts=opts,
    )
    return {
        "dbSubnetGroupName": place.subnet_group,
        "dbParameterGroupName": place.parameter_group,
        "vpcSecurityGroupIds": nobody.id.apply(lambda group: json.dumps([group])),
        "publiclyAccessible": "false",
        "multiAz": "false",
    }
