"""CloudMonitor's alarms and contacts, and Simple Log Service."""

from collections.abc import Mapping
from typing import Any

from simulator.behaviour import Behaviour, Call, Refusal

CONTACT = "alicloud:cms/alarmContact:AlarmContact"
ALARM = "alicloud:cms/alarm:Alarm"
INDEX = "alicloud:log/storeIndex:StoreIndex"
STORE = "alicloud:log/store:Store"
DASHBOARD = "alicloud:log/dashboard:Dashboard"
PROJECT = "alicloud:log/project:Project"
ALERT = "alicloud:sls/alert:Alert"
CHANNELS = ("channelsMail", "channelsSms")
"""Ways to a person who must confirm them before they count."""
LEVELS = ("escalationsCritical", "escalationsWarn", "escalationsInfo", "compositeExpression", "prometheuses")


def unconfirmed(call: Call) -> Mapping[str, Any]:
    """Nobody has confirmed the address yet, so it reads as empty."""
    return {name: "" for name in CHANNELS if call.inputs.get(name)}


def alarm_fits(call: Call) -> None:
    """An alarm has a level with a threshold."""
    if not any(call.inputs.get(name) for name in LEVELS):
        raise Refusal(f"ParameterInvalid: an alarm needs one of {', '.join(LEVELS)}")


def index_fits(call: Call) -> None:
    """An index covers the text or fields."""
    if not call.inputs.get("fullText") and not call.inputs.get("fieldSearches"):
        raise Refusal("one of fullText, fieldSearches must be set")


def store_answer(call: Call) -> Mapping[str, Any]:
    """A store's shards are split and merged by the service alone, whatever is asked for later."""
    return {"shardCount": call.old["shardCount"]} if call.old and call.old.get("shardCount") else {}


def project_gone(call: Call) -> None:
    """A project takes all that is in it along."""
    for type_, name in ((STORE, "projectName"), (INDEX, "project"), (DASHBOARD, "projectName"), (ALERT, "projectName")):
        for record in call.find(type_, **{name: call.id}):
            call.cloud.remove(record)


BEHAVIOURS = {
    CONTACT: Behaviour(answer=unconfirmed),
    ALARM: Behaviour(create=(alarm_fits,), update=(alarm_fits,)),
    STORE: Behaviour(answer=store_answer),
    INDEX: Behaviour(create=(index_fits,), update=(index_fits,)),
    PROJECT: Behaviour(gone=project_gone),
}
