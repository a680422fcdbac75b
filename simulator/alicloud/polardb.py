"""PolarDB for PostgreSQL: clusters, accounts and databases."""

from collections.abc import Mapping
from typing import Any

from simulator.alicloud.database import ENCRYPTS
from simulator.alicloud.database_users import account_fits, both_there
from simulator.alicloud.find import leave_behind, remnant, remove_contents, zone_of
from simulator.alicloud.places import regions
from simulator.alicloud.ranges import ranged
from simulator.behaviour import Behaviour, Call, Refusal

CLUSTER = "alicloud:polardb/cluster:Cluster"
BACKUP = "alicloud:polardb/backupPolicy:BackupPolicy"
ACCOUNT = "alicloud:polardb/account:Account"
DATABASE = "alicloud:polardb/database:Database"
PRIVILEGE = "alicloud:polardb/accountPrivilege:AccountPrivilege"
VERSIONS = ("11", "14", "15", "16", "17", "18")
"""Versions of PostgreSQL (PolarDB user guide, list of supported plug-ins)."""
RETENTION = "backupRetentionPolicyOnClusterDeletion"
DAYS = {
    "dataLevel2BackupRetentionPeriod": (30, 7300, (-1, 0)),
    "dataLevel2BackupAnotherRegionRetentionPeriod": (30, 7300, (-1, 0)),
    "logBackupRetentionPeriod": (3, 7300, (-1,)),
    "logBackupAnotherRegionRetentionPeriod": (30, 7300, (-1, 0)),
}
"""How long backups are kept, which the provider checks."""
KEEPING = ("LATEST", "ALL")
"""What backups outlive their cluster."""
MOST_GROUPS = 3
"""Security groups of a cluster (PolarDB API, ModifyDBClusterAccessWhitelist)."""


def cluster_fits(call: Call) -> None:
    """A cluster's version, class, network and encryption go together; no other engine is played."""
    asked = call.inputs
    if asked["dbType"] != "PostgreSQL":
        raise Refusal(f"InvalidDBType: {asked['dbType']} (the simulator plays PostgreSQL)")
    if asked["dbVersion"] not in VERSIONS:
        raise Refusal(f"InvalidDBVersion.Malformed: one of {', '.join(VERSIONS)}, not {asked['dbVersion']}")
    if not str(asked.get("dbNodeClass")).startswith("polar.pg."):
        raise Refusal(f"InvalidDBNodeClass.NotFound: {asked.get('dbNodeClass')} is no class of PostgreSQL")
    if not asked.get("vswitchId"):
        raise Refusal("MissingParameter.VSwitchId: a cluster lies in a vSwitch")
    zone = zone_of(call, asked["vswitchId"])
    if asked.get("zoneId") and asked["zoneId"] != zone:
        raise Refusal(f"InvalidVSwitchId.Zone: the vSwitch lies in {zone}, the cluster in {asked['zoneId']}")
    if asked.get("encryptionKey") and asked.get("tdeStatus") != "Enabled":
        raise Refusal("InvalidTDEStatus: encryptionKey needs tdeStatus Enabled")
    if asked.get("encryptionKey") and not str(asked.get("roleArn")).lower().endswith(f":role/{ENCRYPTS}"):
        raise Refusal(f"InvalidRoleArn.NotFound: the role {asked.get('roleArn')} does not exist or does not trust RDS")
    groups_few(call)


def groups_few(call: Call) -> None:
    """A cluster lets three security groups in at most."""
    if len(call.inputs.get("securityGroupIds") or ()) > MOST_GROUPS:
        raise Refusal(f"InvalidSecurityGroupId.Malformed: at most {MOST_GROUPS} security groups")


def cluster_locked(call: Call) -> None:
    """A locked cluster stays, and so does a prepaid one."""
    old = call.old or {}
    if old.get("deletionLock") == 1:
        raise Refusal(
            f"OperationDenied.DeletionLock: the cluster {call.id} is locked against deletion; unlock it first"
        )
    if old.get("payType") == "PrePaid":
        raise Refusal(f"OperationDenied.PayType: the prepaid cluster {call.id} cannot be deleted")


def cluster_answer(call: Call) -> Mapping[str, Any]:
    """What an update silently leaves out: one node more or less at a time, and encryption that is on stays on."""
    if call.old is None:
        return {}
    kept: dict[str, Any] = {}
    if call.old.get("tdeStatus") == "Enabled":
        kept["tdeStatus"] = "Enabled"
    had, wanted = call.old.get("dbNodeCount"), call.inputs.get("dbNodeCount")
    if had and wanted:
        kept["dbNodeCount"] = max(had - 1, min(had + 1, wanted)) if call.get("creationCategory") != "Basic" else had
    return kept


def cluster_gone(call: Call) -> None:
    """What was in the cluster goes with it; backups stay where it is said so."""
    policy = remnant(call, BACKUP)
    wishes = [(call.old or {}).get(RETENTION), policy.properties.get(RETENTION) if policy else None]
    remove_contents(call, ACCOUNT, DATABASE, PRIVILEGE)
    if policy:
        call.cloud.remove(policy)
    if any(wish in KEEPING for wish in wishes):
        leave_behind(call)


def policy_fits(call: Call) -> None:
    """Copies lie in another region that there is; those of logs only where those of data do, and are kept as well."""
    data, logs = (call.inputs.get(f"{kind}BackupAnotherRegionRegion") for kind in ("dataLevel2", "log"))
    for there in filter(None, (data, logs)):
        if there == call.region or there not in regions():
            raise Refusal(f"InvalidParameter.AnotherRegion: {there} is no other region than {call.region}")
    if logs and logs != data:
        raise Refusal("InvalidParameter.LogBackupAnotherRegion: logs are copied only where level-2 backups are")
    if data and not call.inputs.get("dataLevel2BackupAnotherRegionRetentionPeriod"):
        raise Refusal("InvalidParameter.RetentionPeriod: copies in another region say how long they are kept")


def policy_gone(call: Call) -> None:
    """Nothing is called for it: what the policy says of backups after the cluster's end still holds."""
    if (call.old or {}).get(RETENTION) in KEEPING:
        leave_behind(call)


def database_fits(call: Call) -> None:
    """A PostgreSQL database says its collation and its character type, which are the same."""
    collate, ctype = call.inputs.get("collate"), call.inputs.get("ctype")
    if not collate or collate != ctype:
        raise Refusal(f"InvalidParameter.CollateCtype: collate and ctype must be equal; got {collate} and {ctype}")


def privilege_fits(call: Call) -> None:
    """A privilege is given to an account that exists, on databases that exist."""
    both_there(call, str(call.inputs["dbClusterId"]), ACCOUNT, DATABASE)


BEHAVIOURS = {
    CLUSTER: Behaviour(
        create=(cluster_fits,),
        update=(groups_few,),
        answer=cluster_answer,
        delete=(cluster_locked,),
        gone=cluster_gone,
    ),
    BACKUP: Behaviour(check=ranged(**DAYS), create=(policy_fits,), update=(policy_fits,), gone=policy_gone),
    ACCOUNT: Behaviour(create=(account_fits,), update=(account_fits,)),
    DATABASE: Behaviour(create=(database_fits,)),
    PRIVILEGE: Behaviour(create=(privilege_fits,), update=(privilege_fits,)),
}
