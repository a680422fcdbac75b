"""The restore drill: a closed copy of the newest snapshot, on a schedule, by a role that can touch nothing else."""

import json
from typing import Any

import pytest

from tests.components.recorder import Recorder, run, without_tags
from tests.components.stand_stores import make_database

VAULT = "aws:backup/vault:Vault"
VAULT_ARN = "arn:aws:backup:eu-central-1:123456789012:backup-vault:database-backups-1234567"
INSTANCE_ARN = "arn:aws:rds:eu-central-1:123456789012:db:database-0a1b2c3d"
ROLE_ARN = "arn:aws:iam::123456789012:role/database-backup-1234567"
RDS = "arn:aws:rds:eu-central-1:123456789012"


def test_no_drill_unless_asked(recorder: Recorder) -> None:
    run(make_database)
    assert not [item.type for item in recorder.noted if item.type.startswith("aws:backup/")]


def test_snapshots_go_to_an_encrypted_vault_every_day(recorder: Recorder) -> None:
    run(lambda: make_database({"restore_drill": "weekly"}))
    vault = recorder.one(VAULT)
    assert without_tags(vault.inputs) == {
        "kmsKeyArn": "arn:aws:kms:eu-central-1:123456789012:key/platform-key-1234567",
        "forceDestroy": False,
    }
    assert vault.protect
    assert recorder.inputs("aws:backup/plan:Plan")["rules"] == [
        {
            "ruleName": "daily",
            "targetVaultName": "database-backups-1234567",
            "schedule": "cron(0 14 * * ? *)",
            "lifecycle": {"deleteAfter": 7},
        }
    ]
    selection = recorder.one("aws:backup/selection:Selection")
    assert selection.inputs == {
        "planId": "database-backup-plan-id",
        "iamRoleArn": ROLE_ARN,
        "resources": [INSTANCE_ARN],
    }
    assert "database-backup-policy" in selection.depends_on


def test_a_disposable_vault_is_emptied(recorder: Recorder) -> None:
    run(lambda: make_database({"restore_drill": "weekly"}, disposable=True))
    vault = recorder.one(VAULT)
    assert vault.inputs["forceDestroy"] is True
    assert not vault.protect


@pytest.mark.parametrize(("rhythm", "schedule"), [("weekly", "cron(0 6 ? * SUN *)"), ("monthly", "cron(0 6 1 * ? *)")])
def test_the_newest_snapshot_is_restored_on_schedule(recorder: Recorder, rhythm: str, schedule: str) -> None:
    run(lambda: make_database({"restore_drill": rhythm}))
    assert without_tags(recorder.inputs("aws:backup/restoreTestingPlan:RestoreTestingPlan")) == {
        "name": "database_drill_0a1b2c3d",
        "scheduleExpression": schedule,
        "recoveryPointSelection": {
            "algorithm": "LATEST_WITHIN_WINDOW",
            "includeVaults": [VAULT_ARN],
            "recoveryPointTypes": ["SNAPSHOT"],
            "selectionWindowDays": 7,
        },
    }


def test_nobody_reaches_the_copy(recorder: Recorder) -> None:
    run(lambda: make_database({"restore_drill": "monthly"}))
    selection = recorder.inputs("aws:backup/restoreTestingSelection:RestoreTestingSelection")
    assert selection == {
        "name": "database_drill_0a1b2c3d",
        "restoreTestingPlanName": "database_drill_0a1b2c3d",
        "protectedResourceType": "RDS",
        "protectedResourceArns": [INSTANCE_ARN],
        "iamRoleArn": ROLE_ARN,
        "restoreMetadataOverrides": {
            "dbSubnetGroupName": "database-subnets-1234567",
            "dbParameterGroupName": "database-parameters-1234567",
            "vpcSecurityGroupIds": '["database-drill-group-id"]',
            "publiclyAccessible": "false",
            "multiAz": "false",
        },
        "validationWindowHours": 1,
    }
    group = recorder.inputs("aws:ec2/securityGroup:SecurityGroup", "database-drill-group")
    assert not {"ingress", "egress"} & set(group)
    rules = [item for item in recorder.noted if "database-drill-group-id" in item.inputs.values()]
    assert rules == []


def test_a_failed_restore_is_told(recorder: Recorder) -> None:
    run(lambda: make_database({"restore_drill": "monthly"}))
    failed = recorder.inputs("aws:cloudwatch/metricAlarm:MetricAlarm", "database-drill-alarm")
    assert (failed["namespace"], failed["metricName"], failed["threshold"]) == (
        "AWS/Backup",
        "NumberOfRestoreJobsFailed",
        0,
    )


def statements(recorder: Recorder) -> list[dict[str, Any]]:
    run(lambda: make_database({"restore_drill": "monthly"}))
    policy = recorder.inputs("aws:iam/rolePolicy:RolePolicy", "database-backup-policy")["policy"]
    return json.loads(policy)["Statement"]


def test_the_role_deletes_only_what_a_drill_made(recorder: Recorder) -> None:
    deleting = {
        action: statement["Resource"]
        for statement in statements(recorder)
        for action in statement["Action"]
        if "Delete" in action
    }
    assert deleting == {
        "rds:DeleteDBSnapshot": [f"{RDS}:snapshot:awsbackup:*"],
        "rds:DeleteDBInstance": [f"{RDS}:db:awsbackup-restore-test-*"],
    }


def test_the_role_restores_into_this_database_s_own_groups(recorder: Recorder) -> None:
    (restore,) = [s for s in statements(recorder) if s["Action"] == ["rds:RestoreDBInstanceFromDBSnapshot"]]
    assert restore["Resource"] == [
        f"{RDS}:snapshot:awsbackup:*",
        f"{RDS}:db:awsbackup-restore-test-*",
        f"{RDS}:subgrp:database-subnets-1234567",
        f"{RDS}:pg:database-parameters-1234567",
        f"{RDS}:og:default:postgres-16",
    ]


def test_the_role_may_do_everything_to_nothing(recorder: Recorder) -> None:
    found = statements(recorder)
    assert not any("*" in action for statement in found for action in statement["Action"])
    (unbound,) = [statement["Action"] for statement in found if statement["Resource"] == ["*"]]
    assert unbound[0] == "tag:GetResources"
    assert all(action.startswith("ec2:Describe") for action in unbound[1:])
