"""What RDS refuses and answers of backups, and when they outlive their instance."""

import pytest

from tests.simulator.alicloud_builders import RDS, Network, database
from tests.simulator.world import World

BACKUP = "alicloud:rds/backupPolicy:BackupPolicy"


@pytest.mark.parametrize(("policy", "left"), [("Lastest", True), ("All", True), ("None", False), (None, False)])
@pytest.mark.parametrize("policy_first", [True, False])
def test_backups_stay_where_the_policy_keeps_them(
    ali: World, net: Network, policy: str | None, left: bool, policy_first: bool
) -> None:
    made = database(ali, net)
    backups = ali.make(BACKUP, "b", instanceId=made.id, releasedKeepPolicy=policy)
    for each in [backups, made] if policy_first else [made]:
        ali.remove(each)
    assert [(each.type, each.id) for each in ali.cloud.left_behind()] == [(RDS, made.id)] * left
    assert ali.cloud.find(BACKUP) == ali.cloud.find(RDS) == []


def test_the_policy_of_another_instance_keeps_nothing(ali: World, net: Network) -> None:
    first, second = database(ali, net), database(ali, net)
    ali.remove(ali.make(BACKUP, "b", instanceId=first.id, releasedKeepPolicy="All"))
    ali.remove(second)
    assert [(each.type, each.id) for each in ali.cloud.left_behind()] == [(BACKUP, first.id)]


def test_a_backup_policy_is_its_instances_and_kept_for_a_week(ali: World, net: Network) -> None:
    made = database(ali, net)
    backups = ali.make(BACKUP, "b", instanceId=made.id)
    assert backups.id == made.id
    assert (backups.properties["backupRetentionPeriod"], backups.properties["logBackupRetentionPeriod"]) == (7, 7)
    assert backups.properties["preferredBackupPeriods"] == ["Tuesday", "Thursday", "Saturday"]


@pytest.mark.parametrize("name", ["preferredBackupPeriods", "backupPeriods"])
def test_backups_are_made_on_two_days(ali: World, net: Network, name: str) -> None:
    made = database(ali, net)
    words = "InvalidPreferredBackupPeriod: at least 2 days a week"
    assert ali.refused(BACKUP, instanceId=made.id, **{name: ["Monday"]}) == words
    backups = ali.make(BACKUP, "b", instanceId=made.id, **{name: ["Monday", "Friday"]})
    assert ali.change_refused(backups, instanceId=made.id, **{name: ["Monday"]}) == words


def test_logs_are_kept_no_longer_than_backups_and_the_difference_stays(ali: World, net: Network) -> None:
    asked = {"instanceId": database(ali, net).id, "backupRetentionPeriod": 10, "logBackupRetentionPeriod": 30}
    backups = ali.make(BACKUP, "b", **asked)
    assert backups.properties["logBackupRetentionPeriod"] == 10
    assert [each.path for each in ali.differences(BACKUP, backups.properties, **asked)] == [
        ("logBackupRetentionPeriod",)
    ]
    changed = ali.change(backups, **{**asked, "backupRetentionPeriod": 20})
    assert changed["logBackupRetentionPeriod"] == 20
