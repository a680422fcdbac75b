"""Tair (Redis-compatible) instances."""

from simulator.alicloud.database import ENCRYPTS
from simulator.alicloud.find import SECURITY_GROUP, comma_separated, leave_behind, zone_of
from simulator.alicloud.passwords import check_password
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.find import by_id

INSTANCE = "alicloud:redis/tairInstance:TairInstance"
BACKUP = "alicloud:kvstore/backupPolicy:BackupPolicy"


def instance_fits(call: Call) -> None:
    """An instance's class, zones, TLS and encryption go together."""
    asked = call.inputs
    family = str(asked["instanceType"]).replace("_", ".")
    if not str(asked["instanceClass"]).startswith(f"{family}."):
        raise Refusal(f"InvalidInstanceClass.NotFound: {asked['instanceClass']} is no class of {asked['instanceType']}")
    zone = zone_of(call, asked["vswitchId"])
    if zone != asked["zoneId"]:
        raise Refusal(f"InvalidvSwitchId: the vSwitch lies in {zone}, the instance in {asked['zoneId']}")
    if asked.get("secondaryZoneId") == asked["zoneId"]:
        raise Refusal("InvalidSecondaryZoneId: the second zone must be another one")
    if asked.get("sslEnabled") == "Enable" and call.get("nodeType") == "STAND_ALONE":
        raise Refusal("IncorrectEngineVersion: TLS needs an instance of a master and a replica")
    if asked.get("encryptionKey") and not str(asked.get("roleArn")).lower().endswith(f":role/{ENCRYPTS}"):
        raise Refusal(f"InvalidRoleArn.NotFound: the role {asked.get('roleArn')} does not exist or does not trust Tair")
    reachable(call)


def reachable(call: Call) -> None:
    """The security groups exist and the password is strong."""
    for group in comma_separated(call.inputs.get("securityGroupId")):
        if by_id(call, SECURITY_GROUP, group) is None:
            raise Refusal(f"InvalidSecurityGroupId.NotFound: The specified security group does not exist: {group}")
    if call.inputs.get("password"):
        check_password(call.inputs["password"])


def instance_gone(call: Call) -> None:
    """Its backups go with it; a subscription stays and is paid for until it ends."""
    policy = by_id(call, BACKUP, call.id)
    if policy:
        call.cloud.remove(policy)
    if (call.old or {}).get("paymentType") == "Subscription":
        leave_behind(call)


def group_unused(call: Call) -> None:
    """A security group that an instance lets in stays."""
    for instance in call.find(INSTANCE):
        if call.id in comma_separated(instance.properties.get("securityGroupId")):
            raise Refusal(
                f"DependencyViolation: There is still instance(s) or security group(s) using the specified security "
                f"group {call.id}: {instance.id}"
            )


BEHAVIOURS = {
    INSTANCE: Behaviour(create=(instance_fits,), update=(reachable,), gone=instance_gone),
    SECURITY_GROUP: Behaviour(delete=(group_unused,)),
}
