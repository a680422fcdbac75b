"""What PolarDB refuses and answers."""

from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.alicloud_builders import DISK_ROLE, GROUP, Network, key
from tests.simulator.world import World

CLUSTER = "alicloud:polardb/cluster:Cluster"
BACKUP = "alicloud:polardb/backupPolicy:BackupPolicy"
ACCOUNT = "alicloud:polardb/account:Account"
DATABASE = "alicloud:polardb/database:Database"
PRIVILEGE = "alicloud:polardb/accountPrivilege:AccountPrivilege"
BASE = {"dbType": "PostgreSQL", "dbVersion": "16", "dbNodeClass": "polar.pg.x4.medium"}
RETENTION = "backupRetentionPolicyOnClusterDeletion"
UTF8 = {"characterSetName": "UTF8", "collate": "C", "ctype": "C"}


def inputs(net: Network, **more: Any) -> dict[str, Any]:
    return {**BASE, "vswitchId": net.switches[0].id, **more}


def cluster(ali: World, net: Network, **more: Any) -> Record:
    return ali.make(CLUSTER, "c", **inputs(net, **more))


def test_a_cluster_answers_its_address(ali: World, net: Network) -> None:
    made = cluster(ali, net, zoneId="eu-central-1a")
    assert made.properties["connectionString"] == f"{made.id}.pg.polardb.eu-central-1.rds.aliyuncs.com"
    assert made.properties["port"] == "5432"
    assert made.properties["tdeRegion"] == "eu-central-1"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"dbType": "MySQL"}, "InvalidDBType: MySQL (the simulator plays PostgreSQL)"),
        ({"dbVersion": "16.0"}, "InvalidDBVersion.Malformed: one of 11, 14, 15, 16, 17, 18, not 16.0"),
        (
            {"dbNodeClass": "polar.mysql.x4.medium"},
            "InvalidDBNodeClass.NotFound: polar.mysql.x4.medium is no class of PostgreSQL",
        ),
        ({"dbNodeClass": None}, "InvalidDBNodeClass.NotFound: None is no class of PostgreSQL"),
        ({"vswitchId": None}, "MissingParameter.VSwitchId: a cluster lies in a vSwitch"),
        (
            {"zoneId": "eu-central-1b"},
            "InvalidVSwitchId.Zone: the vSwitch lies in eu-central-1a, the cluster in eu-central-1b",
        ),
        (
            {"securityGroupIds": ["sg-1", "sg-1", "sg-1", "sg-1"]},
            "InvalidSecurityGroupId.NotFound: The specified security group does not exist: sg-1",
        ),
    ],
)
def test_what_does_not_go_together_is_refused(ali: World, net: Network, more: dict[str, Any], words: str) -> None:
    assert ali.refused(CLUSTER, **inputs(net, **more)) == words


def test_an_own_key_needs_encryption_and_the_role_that_may_use_it(ali: World, net: Network) -> None:
    own = {"encryptionKey": key(ali).id}
    words = "InvalidTDEStatus: encryptionKey needs tdeStatus Enabled"
    assert ali.refused(CLUSTER, **inputs(net, **own)) == words
    words = "InvalidRoleArn.NotFound: the role None does not exist or does not trust RDS"
    assert ali.refused(CLUSTER, **inputs(net, **own, tdeStatus="Enabled")) == words
    assert cluster(ali, net, **own, tdeStatus="Enabled", roleArn=DISK_ROLE).properties["tdeStatus"] == "Enabled"


def test_a_cluster_lets_three_groups_in(ali: World, net: Network) -> None:
    groups = [ali.make(GROUP, f"g{number}", vpcId=net.vpc.id).id for number in range(4)]
    words = "InvalidSecurityGroupId.Malformed: at most 3 security groups"
    assert ali.refused(CLUSTER, **inputs(net, securityGroupIds=groups)) == words
    made = cluster(ali, net, securityGroupIds=groups[:3])
    assert ali.change_refused(made, **inputs(net, securityGroupIds=groups)) == words


def test_a_locked_cluster_stays(ali: World, net: Network) -> None:
    made = cluster(ali, net, deletionLock=1)
    assert ali.remove_refused(made) == (
        f"OperationDenied.DeletionLock: the cluster {made.id} is locked against deletion; unlock it first"
    )
    ali.remove(made, deletionLock=0)
    assert ali.cloud.find(CLUSTER) == []


def test_a_prepaid_cluster_cannot_be_deleted(ali: World, net: Network) -> None:
    made = cluster(ali, net, payType="PrePaid", period=1)
    words = f"OperationDenied.PayType: the prepaid cluster {made.id} cannot be deleted"
    assert ali.remove_refused(made) == words


@pytest.mark.parametrize(("kept", "left"), [("LATEST", True), ("ALL", True), ("NONE", False), (None, False)])
def test_backups_stay_where_the_cluster_keeps_them(ali: World, net: Network, kept: str | None, left: bool) -> None:
    made = cluster(ali, net, **{RETENTION: kept})
    ali.remove(made)
    assert [each.id for each in ali.cloud.left_behind()] == [made.id] * left


@pytest.mark.parametrize(("kept", "left"), [("LATEST", True), ("ALL", True), ("NONE", False), (None, False)])
@pytest.mark.parametrize("policy_first", [True, False])
def test_backups_stay_where_the_policy_keeps_them(
    ali: World, net: Network, kept: str | None, left: bool, policy_first: bool
) -> None:
    made = cluster(ali, net)
    backups = ali.make(BACKUP, "b", dbClusterId=made.id, **{RETENTION: kept})
    assert backups.id == made.id
    for each in [backups, made] if policy_first else [made]:
        ali.remove(each)
    assert [(each.type, each.id) for each in ali.cloud.left_behind()] == [(CLUSTER, made.id)] * left
    assert ali.cloud.find(BACKUP) == []


@pytest.mark.parametrize(
    ("category", "had", "wanted", "has"),
    [
        ("Normal", 2, 4, 3),
        ("Normal", 4, 2, 3),
        ("Normal", 2, 3, 3),
        ("Normal", 2, 2, 2),
        ("Basic", 1, 2, 1),
        ("Normal", 2, None, 2),
        ("Normal", None, 2, 2),
    ],
)
def test_nodes_come_and_go_one_at_a_time_without_a_word(
    ali: World, net: Network, category: str, had: int | None, wanted: int | None, has: int
) -> None:
    made = cluster(ali, net, creationCategory=category, dbNodeCount=had)
    changed = ali.change(made, **inputs(net, creationCategory=category, dbNodeCount=wanted))
    assert changed["dbNodeCount"] == has


@pytest.mark.parametrize(("had", "has"), [("Enabled", "Enabled"), ("Disabled", "Disabled")])
def test_encryption_that_is_on_stays_on_without_a_word(ali: World, net: Network, had: str, has: str) -> None:
    made = cluster(ali, net, tdeStatus=had)
    assert ali.change(made, **inputs(net, tdeStatus="Disabled"))["tdeStatus"] == has


@pytest.mark.parametrize(
    ("given", "told"),
    [({}, "None and None"), ({"collate": "C"}, "C and None"), ({"collate": "C", "ctype": "D"}, "C and D")],
)
def test_a_database_says_its_collation_twice(ali: World, net: Network, given: dict[str, str], told: str) -> None:
    made = cluster(ali, net)
    words = f"InvalidParameter.CollateCtype: collate and ctype must be equal; got {told}"
    assert ali.refused(DATABASE, dbClusterId=made.id, dbName="app", **given) == words


def filled(ali: World, net: Network) -> tuple[Record, dict[str, Any]]:
    """A cluster with an account and a database, and the inputs of a privilege in it."""
    made = cluster(ali, net)
    account = ali.make(ACCOUNT, "a", dbClusterId=made.id, accountName="app", accountPassword="Long-enough-1")
    held = ali.make(DATABASE, "d", dbClusterId=made.id, dbName="app", **UTF8)
    assert account.id == held.id == f"{made.id}:app"
    owns = {"dbClusterId": made.id, "accountName": "app", "accountPrivilege": "ReadWrite", "dbNames": ["app"]}
    return made, owns


def test_a_privilege_is_named_after_account_and_cluster(ali: World, net: Network) -> None:
    made, owns = filled(ali, net)
    privilege = ali.make(PRIVILEGE, "p", **owns)
    assert privilege.id == f"{made.id}:app:ReadWrite"
    for more, words in (
        ({"accountName": "nope"}, "InvalidAccountName.NotFound: there is no account nope"),
        ({"dbNames": ["nope"]}, "InvalidDBName.NotFound: there is no database nope"),
    ):
        assert ali.refused(PRIVILEGE, **{**owns, **more}) == words
        assert ali.change_refused(privilege, **{**owns, **more}) == words


def test_what_is_in_a_cluster_goes_with_it(ali: World, net: Network) -> None:
    gone, owns = filled(ali, net)
    ali.make(PRIVILEGE, "p", **owns)
    stays, owns = filled(ali, net)
    ali.make(PRIVILEGE, "p", **owns)
    ali.remove(gone)
    for token in (ACCOUNT, DATABASE, PRIVILEGE):
        assert [each.id.split(":")[0] for each in ali.cloud.find(token)] == [stays.id]


def test_an_account_has_a_strong_password(ali: World, net: Network) -> None:
    made, _ = filled(ali, net)
    asked = {"dbClusterId": made.id, "accountName": "jobs"}
    words = "one of accountPassword, password, kmsEncryptedPassword must be set"
    assert ali.refused(ACCOUNT, **asked) == words
    assert ali.refused(ACCOUNT, **asked, accountPassword="short").startswith("InvalidAccountPassword.Format: ")
    [account] = ali.cloud.find(ACCOUNT)
    words = ali.change_refused(account, dbClusterId=made.id, accountName="app", accountPassword="short")
    assert words.startswith("InvalidAccountPassword.Format: ")


@pytest.mark.parametrize(
    ("data", "logs", "days", "words"),
    [
        ("eu-central-1", None, 30, "InvalidParameter.AnotherRegion: eu-central-1 is no other region than eu-central-1"),
        ("eu-nowhere-1", None, 30, "InvalidParameter.AnotherRegion: eu-nowhere-1 is no other region than eu-central-1"),
        (
            "eu-west-1",
            "us-east-1",
            30,
            "InvalidParameter.LogBackupAnotherRegion: logs are copied only where level-2 backups are",
        ),
        (
            None,
            "eu-west-1",
            30,
            "InvalidParameter.LogBackupAnotherRegion: logs are copied only where level-2 backups are",
        ),
        (
            "eu-west-1",
            None,
            None,
            "InvalidParameter.RetentionPeriod: copies in another region say how long they are kept",
        ),
    ],
)
def test_copies_lie_in_one_other_region(
    ali: World, net: Network, data: str | None, logs: str | None, days: int | None, words: str
) -> None:
    made = cluster(ali, net)
    fits = {
        "dataLevel2BackupAnotherRegionRegion": "eu-west-1",
        "dataLevel2BackupAnotherRegionRetentionPeriod": 30,
        "logBackupAnotherRegionRegion": "eu-west-1",
        "logBackupAnotherRegionRetentionPeriod": 30,
    }
    policy = ali.make(BACKUP, "p", dbClusterId=made.id, **fits)
    asked = {
        "dataLevel2BackupAnotherRegionRegion": data,
        "logBackupAnotherRegionRegion": logs,
        "dataLevel2BackupAnotherRegionRetentionPeriod": days,
    }
    given = {key: value for key, value in asked.items() if value is not None}
    assert ali.change_refused(policy, dbClusterId=made.id, **given) == words
