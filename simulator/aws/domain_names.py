"""Route 53 zones and records."""

import hashlib
from collections.abc import Mapping
from typing import Any

from simulator.behaviour import Behaviour, Call, Refusal
from simulator.cloud import GLOBAL, LIVE, OWNED, Cloud, Record

ZONE = "aws:route53/zone:Zone"
RECORD = "aws:route53/record:Record"
ALIASES = (("aws:lb/loadBalancer:LoadBalancer", "dnsName"), ("aws:cloudfront/distribution:Distribution", "domainName"))
"""What an alias may lead to beside another record."""


def bare(name: str) -> str:
    """A domain name as Route 53 keeps it."""
    return name.lower().rstrip(".")


def owned_zone(cloud: Cloud, name: str) -> Record:
    """The zone of a name: one that a stack made, else one that the account has had before."""
    for state in (LIVE, OWNED):
        for zone in cloud.find_in(state, ZONE):
            if bare(zone.properties["name"]) == bare(name):
                return zone
    id_ = "Z" + hashlib.sha256(bare(name).encode()).hexdigest()[:20].upper()
    properties = {
        "name": bare(name),
        "zoneId": id_,
        "arn": f"arn:aws:route53:::hostedzone/{id_}",
        "nameServers": name_servers(id_),
    }
    zone = Record(ZONE, GLOBAL, id_, id_, "", properties, OWNED)
    cloud.put(zone)
    return zone


def find_zone(cloud: Cloud, id_: str) -> Record | None:
    """The zone of an id, whoever made it."""
    wanted = id_.removeprefix("/hostedzone/")
    zones = (zone for state in (LIVE, OWNED) for zone in cloud.find_in(state, ZONE))
    return next((zone for zone in zones if zone.id == wanted), None)


def name_servers(zone: str) -> list[str]:
    """The four name servers of a zone."""
    digits = int(hashlib.sha256(zone.encode()).hexdigest(), 16)
    ends = ("com", "net", "org", "co.uk")
    return sorted(
        f"ns-{(digits >> (12 * place)) % 512 + 512 * place}.awsdns-{(digits >> (7 * place)) % 64:02}.{end}"
        for place, end in enumerate(ends)
    )


def fqdn(call: Call) -> str:
    """A record's full name: what does not end in the zone's name gets it."""
    zone, name = find_zone(call.cloud, str(call.inputs["zoneId"])), bare(call.inputs["name"])
    domain = bare(zone.properties["name"]) if zone else ""
    return name if name == domain or name.endswith(f".{domain}") else f"{name}.{domain}" if name else domain


def record_fits(call: Call) -> None:
    """A record has no twin, and an alias leads somewhere."""
    name, kind = fqdn(call), call.inputs["type"]
    for other in call.cloud.find(RECORD, zoneId=call.inputs["zoneId"], fqdn=name, type=kind):
        twin = other.id != call.id and other.properties.get("setIdentifier") == call.inputs.get("setIdentifier")
        if twin and not call.inputs.get("allowOverwrite"):
            raise Refusal(
                f"InvalidChangeBatch: [Tried to create resource record set [name='{name}.', type='{kind}'] but it "
                "already exists]"
            )
    for alias in call.inputs.get("aliases") or ():
        target = bare(alias["name"])
        if not leads_somewhere(call, target):
            raise Refusal(
                f"InvalidChangeBatch: [Tried to create an alias that targets {target}., but the alias target name "
                "does not exist]"
            )


def leads_somewhere(call: Call, name: str) -> bool:
    """Whether an alias's target exists."""
    if (
        call.cloud.find(RECORD, fqdn=name)
        or ".s3-website" in name
        or name.endswith((".vpce.amazonaws.com", ".awsglobalaccelerator.com"))
    ):
        return True
    plain = name.removeprefix("dualstack.")
    return any(call.cloud.find(token, **{attribute: plain}) for token, attribute in ALIASES)


def record_answer(call: Call) -> Mapping[str, Any]:
    """A record's id is made of zone, name and type."""
    name, label = fqdn(call), call.inputs.get("setIdentifier")
    return {
        "fqdn": name,
        "id": "_".join(part for part in (call.inputs["zoneId"], name, call.inputs["type"], label) if part),
    }


def zone_answer(call: Call) -> Mapping[str, Any]:
    """A zone's name servers."""
    servers = name_servers(call.outputs["id"])
    return {"nameServers": servers, "primaryNameServer": servers[0]}


BEHAVIOURS = {
    RECORD: Behaviour(create=(record_fits,), update=(record_fits,), answer=record_answer),
    ZONE: Behaviour(answer=zone_answer),
}
