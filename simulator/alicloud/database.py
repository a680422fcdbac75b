"""ApsaraDB RDS for PostgreSQL: instances and their backups."""

from collections.abc import Mapping
from typing import Any

from simulator.alicloud.database_users import ACCOUNT, DATABASE, INSTANCE, PRIVILEGE
from simulator.alicloud.find import comma_separated, leave_behind, remnant, remove_contents, zone_of
from simulator.alicloud.ranges import ranged
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.find import by_id

BACKUP = "alicloud:rds/backupPolicy:BackupPolicy"
VERSIONS = tuple(f"{major}.0" for major in range(10, 19))
"""Versions of PostgreSQL (RDS API, CreateDBInstance, EngineVersion)."""
ENCRYPTS = "aliyunrdsinstanceencryptiondefaultrole"
FEWEST_DAYS = 2
PREPAID = "Prepaid"
KEEPING = ("Lastest", "All")
"""What backups outlive their instance; the API itself misspells the first."""


def instance_fits(call: Call) -> None:
    """An instance's engine, class, network and encryption go together."""
    asked = call.inputs
    engine_fits(call)
    in_zones(call)
    if asked.get("encryptionKey") and not asked.get("roleArn"):
        raise Refusal("MissingParameter.RoleArn: encryption with an own key needs roleArn")
    if asked.get("roleArn") and not str(asked["roleArn"]).lower().endswith(f":role/{ENCRYPTS}"):
        raise Refusal(f"InvalidRoleArn.NotFound: the role {asked['roleArn']} does not exist or does not trust RDS")


def engine_fits(call: Call) -> None:
    """PostgreSQL has its versions and its classes; no other engine is played."""
    asked = call.inputs
    if asked["engine"] != "PostgreSQL":
        raise Refusal(f"InvalidEngine: {asked['engine']} (the simulator plays PostgreSQL)")
    if asked["engineVersion"] not in VERSIONS:
        raise Refusal(f"InvalidEngineVersion: one of {', '.join(VERSIONS)}, not {asked['engineVersion']}")
    if not str(asked["instanceType"]).startswith("pg."):
        raise Refusal(f"InvalidDBInstanceClass.NotFound: {asked['instanceType']} is no class of PostgreSQL")


def still_encrypted(call: Call) -> None:
    """Transparent encryption that is on stays on."""
    if (call.old or {}).get("tdeStatus") == "Enabled" and call.inputs.get("tdeStatus") == "Disabled":
        raise Refusal("InvalidTDEStatus: transparent data encryption cannot be switched off")


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
    if zones[: len(wanted)] != wanted[: len(zones)]:
        raise Refusal(
            f"InvalidVSwitchId.Zone: the vSwitches lie in {', '.join(map(str, zones))}, the zones are "
            f"{', '.join(wanted)}; their order must be the same"
        )
    if asked.get("category") == "HighAvailability" and not asked.get("zoneIdSlaveA"):
        raise Refusal("InvalidZoneIdSlave1: the High-availability Edition needs a second zone")


def instance_answer(call: Call) -> Mapping[str, Any]:
    """Where an instance lies, and whether it speaks TLS; protection of a prepaid one is dropped without a word."""
    switches = comma_separated(call.inputs.get("vswitchId"))
    switch = by_id(call, "alicloud:vpc/switch:Switch", switches[0]) if switches else None
    known: dict[str, Any] = {"sslStatus": "Yes" if call.inputs.get("sslAction") == "Open" else "No"}
    if switch and not call.get("vpcId"):
        known |= {"vpcId": switch.properties.get("vpcId")}
    if switch and not call.get("zoneId"):
        known |= {"zoneId": switch.properties.get("zoneId")}
    if call.inputs.get("instanceChargeType") == PREPAID:
        known |= {"deletionProtection": False}
    return known


def instance_protected(call: Call) -> None:
    """A protected instance stays."""
    if (call.old or {}).get("deletionProtection"):
        raise Refusal(
            f"OperationDenied.DeletionProtection: deletion protection is enabled for the instance {call.id}; turn it "
            "off first"
        )


def instance_gone(call: Call) -> None:
    """A prepaid instance stays and is paid for; backups stay where it is said so. What was in it goes."""
    old = call.old or {}
    policy = remnant(call, BACKUP)
    wishes = (old.get("releasedKeepPolicy"), policy.properties.get("releasedKeepPolicy") if policy else None)
    remove_contents(call, ACCOUNT, DATABASE, PRIVILEGE)
    if policy:
        call.cloud.remove(policy)
    stays = old.get("instanceChargeType") == PREPAID and not old.get("forceDelete")
    if stays or any(wish in KEEPING for wish in wishes):
        leave_behind(call)


def policy_gone(call: Call) -> None:
    """A policy is reset and not removed: its word on backups after the instance's end still holds."""
    if (call.old or {}).get("releasedKeepPolicy") in KEEPING:
        leave_behind(call)


def backups_fit(call: Call) -> None:
    """A backup policy names two days at least."""
    days = call.inputs.get("preferredBackupPeriods") or call.inputs.get("backupPeriods")
    if days is not None and len(days) < FEWEST_DAYS:
        raise Refusal(f"InvalidPreferredBackupPeriod: at least {FEWEST_DAYS} days a week")


def clamped(call: Call) -> Mapping[str, Any]:
    """Logs are never kept longer than backups; more is cut off without a word."""
    return {"logBackupRetentionPeriod": min(call.get("backupRetentionPeriod"), call.get("logBackupRetentionPeriod"))}


BEHAVIOURS = {
    INSTANCE: Behaviour(
        create=(instance_fits,),
        update=(engine_fits, still_encrypted),
        answer=instance_answer,
        delete=(instance_protected,),
        gone=instance_gone,
    ),
    BACKUP: Behaviour(
        check=ranged(logBackupLocalRetentionNumber=(6, 100, (-1,))),
        create=(backups_fit,),
        update=(backups_fit,),
        answer=clamped,
        gone=policy_gone,
    ),
}
