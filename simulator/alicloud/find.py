"""Finds the things that a call names."""

from typing import Any

from simulator.behaviour import Call
from simulator.cloud import LEFT, Record
from simulator.find import by_id

SWITCH = "alicloud:vpc/switch:Switch"
NETWORK = "alicloud:vpc/network:Network"
SECURITY_GROUP = "alicloud:ecs/securityGroup:SecurityGroup"
ROLE = "alicloud:ram/role:Role"
STORE = "alicloud:log/store:Store"


def zone_of(call: Call, switch: Any) -> str | None:
    """The zone of a vSwitch; None when there is no such vSwitch."""
    found = by_id(call, SWITCH, switch)
    return found.properties.get("zoneId") if found else None


def comma_separated(value: Any) -> list[str]:
    """The members of comma-separated text."""
    return [part.strip() for part in str(value or "").split(",") if part.strip()]


def remnant(call: Call, type_: str) -> Record | None:
    """The settings of that type of the call's thing, also those that outlived their deletion."""
    left = (each for each in call.cloud.find_in(LEFT, type_, call.region) if each.id == call.id)
    return by_id(call, type_, call.id) or next(left, None)


def remove_contents(call: Call, *types: str) -> None:
    """Removes what was in the call's thing: the records of those types whose ids begin with its own."""
    for type_ in types:
        for record in call.find(type_):
            if record.id.split(":")[0] == call.id:
                call.cloud.remove(record)


def leave_behind(call: Call) -> None:
    """Keeps a deleted thing as left behind."""
    call.cloud.put(Record(call.type.token, call.region, call.id, call.id, call.urn, dict(call.old or {}), LEFT))
