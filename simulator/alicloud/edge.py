"""Alibaba Cloud CDN, DNS and Private DNS."""

import re

from simulator.alicloud.account import is_filed
from simulator.behaviour import Behaviour, Call, Refusal

DOMAIN = "alicloud:cdn/domainNew:DomainNew"
RECORD = "alicloud:dns/alidnsRecord:AlidnsRecord"
FUNCTION = "alicloud:cdn/domainConfig:DomainConfig"
SIGNING = ("type_a", "type_b", "type_c", "type_d", "type_e", "type_f")
"""How links can be signed (CDN developer reference, `aliauth`)."""
SIGNING_KEY = re.compile(r"[A-Za-z0-9]{16,128}")
PRIVATE_RECORD = "alicloud:pvtz/zoneRecord:ZoneRecord"


def may_be_served(call: Call) -> None:
    """A domain that is served in the mainland has an ICP filing."""
    name = str(call.inputs["domainName"])
    if call.inputs.get("scope", "domestic") != "overseas" and not is_filed(name):
        raise Refusal(f"DomainNotRegistration: the domain {name} has no ICP filing; scope overseas needs none")


def links_can_be_signed(call: Call) -> None:
    """Links are signed in a way that the CDN knows, with a key of 16 to 128 letters and digits; no key is repeated."""
    if call.inputs["functionName"] != "aliauth":
        return
    given = {each["argName"]: str(each["argValue"]) for each in call.inputs["functionArgs"]}
    kind = given.get("auth_type")
    if kind == "no_auth":
        return
    if kind not in SIGNING:
        raise Refusal(f"InvalidFunctionArgs: auth_type is one of no_auth, {', '.join(SIGNING)}; got {kind}")
    for name in ("auth_key1", "auth_key2"):
        if not SIGNING_KEY.fullmatch(given.get(name, "" if name == "auth_key1" else "0" * 16)):
            raise Refusal(f"InvalidFunctionArgs: {name} has 16 to 128 letters and digits")


def record_fits(call: Call) -> None:
    """A record for mail has a priority; a forwarding one is on the default line."""
    asked = call.inputs
    if asked["type"] == "MX" and not asked.get("priority"):
        raise Refusal("priority is required for a record of type MX")
    if asked["type"] == "FORWARD_URL" and asked.get("line", "default") != "default":
        raise Refusal(f"a record of type FORWARD_URL takes only the line default; got {asked['line']}")


def host_given(call: Call) -> None:
    """A record of a private zone says its host."""
    if not call.inputs.get("rr") and not call.inputs.get("resourceRecord"):
        raise Refusal("one of rr, resourceRecord must be set")


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
    FUNCTION: Behaviour(create=(links_can_be_signed,), update=(links_can_be_signed,)),
    RECORD: Behaviour(create=(record_fits, record_free), update=(record_fits, record_free)),
    PRIVATE_RECORD: Behaviour(create=(host_given,), update=(host_given,)),
}
