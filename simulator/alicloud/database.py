"""ApsaraDB RDS for PostgreSQL: instances, backups, accounts and databases."""

import re
from collections.abc import Mapping
from typing import Any

from simulator.alicloud.find import by_id, comma_separated, leave_behind, zone_of
from simulator.alicloud.passwords import check_password
from simulator.behaviour import Behaviour, Call, Refusal

INSTANCE = "alicloud:rds/instance:Instance"
BACKUP = "alicloud:rds/backupPolicy:BackupPolicy"
ACCOUNT = "alicloud:rds/account:Account"
DATABASE = "alicloud:rds/database:Database"
PRIVILEGE = "alicloud:rds/accountPrivilege:AccountPrivilege"
VERSIONS = tuple(f"{major}.0" for major in range(10, 19))
"""Versions of PostgreSQL (RDS API, CreateDBInstance, EngineVersion)."""
ENCRYPTS = "aliyunrdsinstanceencryptiondefaultrole"
FEWEST_DAYS = 2
CHARACTERS = re.compile(r"^UTF8(,[\w.-]+,[\w.-]+)?$")
"""A PostgreSQL database's character set, collation and character type (RDS API, CreateDatabase)."""
RESERVED = {"postgres", "root", "admin", "template0", "template1", "replicator", "aurora"}
"""Names that RDS keeps for itself (RDS user guide, "Forbidden keywords")."""


def instance_fits(call: Call) -> None:
    """An instance's engine, class, network and encryption go together."""
    asked = call.inputs
    if asked["engine"] == "PostgreSQL":
        if asked["engineVersion"] not in VERSIONS:
            raise Refusal(f"InvalidEngineVersion: one of {', '.join(VERSIONS)}, not {asked['engineVersion']}")
        if not str(asked["instanceType"]).startswith("pg."):
            raise Refusal(f"InvalidDBInstanceClass.NotFound: {asked['instanceType']} is no class of PostgreSQL")
    in_zones(call)
    if asked.get("encryptionKey") and not asked.get("roleArn"):
        raise Refusal("MissingParameter.RoleArn: encryption with an own key needs roleArn")
    if asked.get("roleArn") and not str(asked["roleArn"]).lower().endswith(f":role/{ENCRYPTS}"):
        raise Refusal(f"InvalidRoleArn.NotFound: the role {asked['roleArn']} does not exist or does not trust RDS")


def in_zones(call: Call) -> None:
    """The vSwitches are named in the order of the zones; high availability has two."""
    asked = call.inputs
    switches = comma_separated(asked.get("vswitchId"))
    if not switches:
        raise Refusal("InvalidNetworkType: the classic network is not offered any more; vswitchId is needed")
    zones = [zone_of(call, switch) for switch in switches]
    if None in zones:
        raise Refusal(f"InvalidVSwitchId.NotFound: The specified vSwitchId is not found: {switches[zones.index(None)]}")
    wanted = [asked[name] for name in ("zoneId", "zoneIdSlaveA", "zoneIdSlaveB") if asked.get(name)]
    if wanted and zones[: len(wanted)] != wanted[: len(zones)]:
        raise Refusal(
            f"InvalidVSwitchId.Zone: the vSwitches lie in {', '.join(map(str, zones))}, the zones are "
            f"{', '.join(wanted)}; their order must be the same"
        )
    if asked.get("category") == "HighAvailability" and not asked.get("zoneIdSlaveA"):
        raise Refusal("InvalidZoneIdSlave1: the High-availability Edition needs a second zone")


def instance_answer(call: Call) -> Mapping[str, Any]:
    """Where an instance lies, and whether it speaks TLS."""
    switches = comma_separated(call.inputs.get("vswitchId"))
    switch = by_id(call, "alicloud:vpc/switch:Switch", switches[0]) if switches else None
    known: dict[str, Any] = {"sslStatus": "Yes" if call.inputs.get("sslAction") == "Open" else "No"}
    if switch and not call.get("vpcId"):
        known |= {"vpcId": switch.properties.get("vpcId")}
    if switch and not call.get("zoneId"):
        known |= {"zoneId": switch.properties.get("zoneId")}
    return known


def instance_protected(call: Call) -> None:
    """A protected instance stays."""
    if (call.old or {}).get("deletionProtection"):
        raise Refusal(
            f"OperationDenied.DeletionProtection: deletion protection is enabled for the instance {call.id}; turn it "
            "off first"
        )


def instance_gone(call: Call) -> None:
    """A prepaid instance stays and is paid for; backups stay where the policy keeps them. What was in it goes."""
    policy = by_id(call, BACKUP, call.id)
    keeps = bool(policy and policy.properties.get("releasedKeepPolicy") in ("Lastest", "All"))
    for type_ in (BACKUP, ACCOUNT, DATABASE, PRIVILEGE):
        for record in call.find(type_):
            if record.id.split(":")[0] == call.id:
                call.cloud.remove(record)
    if keeps or (call.old or {}).get("instanceChargeType") == "Prepaid":
        leave_behind(call)


def backups_fit(call: Call) -> None:
    """A backup policy names two days at least."""
    days = call.inputs.get("preferredBackupPeriods") or call.inputs.get("backupPeriods")
    if days is not None and len(days) < FEWEST_DAYS:
        raise Refusal(f"InvalidPreferredBackupPeriod: at least {FEWEST_DAYS} days a week")


def clamped(call: Call) -> Mapping[str, Any]:
    """Logs are never kept longer than backups; more is cut off without a word."""
    days, logs = call.get("backupRetentionPeriod"), call.get("logBackupRetentionPeriod")
    return {"logBackupRetentionPeriod": min(days, logs)} if days and logs else {}


def account_fits(call: Call) -> None:
    """An account has a name that is free and a password that is strong."""
    name = str(call.inputs.get("accountName") or call.inputs.get("name") or "")
    if name in RESERVED:
        raise Refusal(f"InvalidAccountName.Forbid: the name {name} is reserved")
    password = call.inputs.get("accountPassword") or call.inputs.get("password")
    if password is None and not call.inputs.get("kmsEncryptedPassword"):
        raise Refusal("one of accountPassword, password, kmsEncryptedPassword must be set")
    if password is not None:
        check_password(password)


def database_fits(call: Call) -> None:
    """A PostgreSQL database says its character set in PostgreSQL's way."""
    wanted = call.inputs.get("characterSet")
    instance = by_id(call, INSTANCE, call.inputs["instanceId"])
    if instance and instance.properties["engine"] == "PostgreSQL" and not CHARACTERS.match(str(wanted)):
        raise Refusal(f"InvalidCharacterSetName.NotFound: {wanted} is none such as UTF8,C,en_US.utf8")


def privilege_fits(call: Call) -> None:
    """A privilege is given to an account that exists, on databases that exist; PostgreSQL knows only owners."""
    instance = str(call.inputs["instanceId"])
    both_there(call, instance, ACCOUNT, DATABASE)
    if instance.startswith("pgm-") and call.inputs.get("privilege") != "DBOwner":
        raise Refusal("InvalidAccountPrivilege: PostgreSQL takes only DBOwner")


def both_there(call: Call, server: str, account: str, database: str) -> None:
    """The account and the databases of a privilege exist; `account` and `database` are their types."""
    if by_id(call, account, f"{server}:{call.inputs['accountName']}") is None:
        raise Refusal(f"InvalidAccountName.NotFound: there is no account {call.inputs['accountName']}")
    for name in call.inputs["dbNames"]:
        if by_id(call, database, f"{server}:{name}") is None:
            raise Refusal(f"InvalidDBName.NotFound: there is no database {name}")


def none_revoked(call: Call) -> None:
    """PostgreSQL's privileges are never taken back."""
    lost = set((call.old or {}).get("dbNames") or ()) - set(call.inputs["dbNames"])
    if str(call.inputs["instanceId"]).startswith("pgm-") and lost:
        raise Refusal(f"At present, the privilege of {', '.join(sorted(lost))} cannot be revoked for PostgreSQL")


BEHAVIOURS = {
    INSTANCE: Behaviour(
        create=(instance_fits,),
        answer=instance_answer,
        delete=(instance_protected,),
        gone=instance_gone,
    ),
    BACKUP: Behaviour(create=(backups_fit,), update=(backups_fit,), answer=clamped),
    ACCOUNT: Behaviour(create=(account_fits,), update=(account_fits,)),
    DATABASE: Behaviour(create=(database_fits,)),
    PRIVILEGE: Behaviour(create=(privilege_fits,), update=(privilege_fits, none_revoked)),
}
