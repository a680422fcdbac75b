"""PolarDB for PostgreSQL: clusters, accounts and databases."""

from simulator.alicloud.database import ENCRYPTS, account_fits, both_there
from simulator.alicloud.find import zone_of
from simulator.behaviour import Behaviour, Call, Refusal

CLUSTER = "alicloud:polardb/cluster:Cluster"
BACKUP = "alicloud:polardb/backupPolicy:BackupPolicy"
ACCOUNT = "alicloud:polardb/account:Account"
DATABASE = "alicloud:polardb/database:Database"
PRIVILEGE = "alicloud:polardb/accountPrivilege:AccountPrivilege"
VERSIONS = ("11", "14", "15", "16", "17", "18")
"""Versions of PostgreSQL (PolarDB user guide, list of supported plug-ins)."""
MOST_GROUPS = 3
"""Security groups of a cluster (PolarDB API, ModifyDBClusterAccessWhitelist)."""


def cluster_fits(call: Call) -> None:
    """A cluster's version, class, network and encryption go together."""
    asked = call.inputs
    if asked["dbType"] == "PostgreSQL":
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


def cluster_gone(call: Call) -> None:
    """What was in the cluster goes with it."""
    for type_ in (BACKUP, ACCOUNT, DATABASE, PRIVILEGE):
        for record in call.find(type_):
            if record.id.split(":")[0] == call.id:
                call.cloud.remove(record)


def database_fits(call: Call) -> None:
    """A PostgreSQL database says its collation and its character type, which are the same."""
    collate, ctype = call.inputs.get("collate"), call.inputs.get("ctype")
    if not collate or collate != ctype:
        raise Refusal(f"InvalidParameter.CollateCtype: collate and ctype must be equal; got {collate} and {ctype}")


def privilege_fits(call: Call) -> None:
    """A privilege is given to an account that exists, on databases that exist."""
    both_there(call, str(call.inputs["dbClusterId"]), ACCOUNT, DATABASE)


BEHAVIOURS = {
    CLUSTER: Behaviour(create=(cluster_fits,), update=(groups_few,), delete=(cluster_locked,), gone=cluster_gone),
    ACCOUNT: Behaviour(create=(account_fits,), update=(account_fits,)),
    DATABASE: Behaviour(create=(database_fits,)),
    PRIVILEGE: Behaviour(create=(privilege_fits,), update=(privilege_fits,)),
}
