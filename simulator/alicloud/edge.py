"""Alibaba Cloud CDN and DNS."""

from simulator.alicloud.account import is_filed
from simulator.behaviour import Behaviour, Call, Refusal

DOMAIN = "alicloud:cdn/domainNew:DomainNew"
RECORD = "alicloud:dns/alidnsRecord:AlidnsRecord"


def may_be_served(call: Call) -> None:
    """A domain that is served in the mainland has an ICP filing."""
    name = str(call.inputs["domainName"])
    if call.inputs.get("scope", "domestic") != "overseas" and not is_filed(name):
        raise Refusal(f"DomainNotRegistration: the domain {name} has no ICP filing; scope overseas needs none")


def record_free(call: Call) -> None:
    """A host has one CNAME and nothing beside it; other records are there once."""
    for other in call.find(RECORD, domainName=call.inputs["domainName"], rr=call.inputs["rr"]):
        if other.id == call.id:
            continue
        kinds = {other.properties["type"], call.inputs["type"]}
        if "CNAME" in kinds or other.properties["value"] == call.inputs["value"]:
            host = f"{call.inputs['rr']}.{call.inputs['domainName']}"
            raise Refusal(f"DomainRecordConflict: {host} has a {other.properties['type']} record already")


BEHAVIOURS = {
    DOMAIN: Behaviour(create=(may_be_served,), update=(may_be_served,)),
    RECORD: Behaviour(create=(record_free,), update=(record_free,)),
}
