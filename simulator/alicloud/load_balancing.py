"""Application Load Balancers: listeners and server groups."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.alicloud.find import zone_of
from simulator.behaviour import Behaviour, Call, Refusal

BALANCER = "alicloud:alb/loadBalancer:LoadBalancer"
LISTENER = "alicloud:alb/listener:Listener"
SERVERS = "alicloud:alb/serverGroup:ServerGroup"
FEWEST_ZONES = 2
OLDEST = "tls_cipher_policy_1_0"
POLICIES = (
    OLDEST, "tls_cipher_policy_1_1", "tls_cipher_policy_1_2", "tls_cipher_policy_1_2_strict",
    "tls_cipher_policy_1_2_strict_with_1_3",
)  # fmt: skip
"""TLS policies of the system (ALB API, ListSystemSecurityPolicies)."""
EDITIONS = ("Basic", "Standard", "StandardWithWaf")
NAME = re.compile(r"^[A-Za-z][A-Za-z0-9._-]{1,127}$")
"""The name of a server group or of a rule (ALB API, CreateServerGroup, CreateRule)."""
NAMING = "2 to 128 letters, digits, periods, underscores and hyphens, the first a letter"


def balancer_fits(call: Call) -> None:
    """A balancer lies in two zones, in one vSwitch of each."""
    asked = call.inputs
    if asked["loadBalancerEdition"] not in EDITIONS:
        raise Refusal(f"IllegalParam.LoadBalancerEdition: one of {', '.join(EDITIONS)}")
    zones_fit(call)


def zones_fit(call: Call) -> None:
    """Two zones at least, each once, with a vSwitch that lies there."""
    mappings = call.inputs["zoneMappings"]
    zones = {mapping["zoneId"] for mapping in mappings}
    if len(zones) < FEWEST_ZONES or len(zones) < len(mappings):
        raise Refusal(f"IllegalParam.ZoneMappings: at least {FEWEST_ZONES} zones, each of them once")
    for mapping in mappings:
        zone = zone_of(call, mapping["vswitchId"])
        if zone != mapping["zoneId"]:
            raise Refusal(f"Mismatch.ZoneAndVSwitch: the vSwitch {mapping['vswitchId']} lies in {zone}")


def balancer_protected(call: Call) -> None:
    """A protected balancer stays."""
    old = call.old or {}
    if old.get("deletionProtectionEnabled") or (old.get("deletionProtectionConfig") or {}).get("enabled"):
        raise Refusal(f"ResourceInDeleteProtection.LoadBalancer: {call.id} is protected against deletion")


def listener_fits(call: Call) -> None:
    """HTTPS has a certificate; a TLS policy is one that there is."""
    asked = call.inputs
    if asked["listenerProtocol"] == "HTTPS" and not (asked.get("certificates") or {}).get("certificateId"):
        raise Refusal("MissingParam.Certificates: an HTTPS listener needs a certificate")
    policy = asked.get("securityPolicyId")
    if policy and policy not in POLICIES:
        raise Refusal(f"ResourceNotFound.SecurityPolicy: one of {', '.join(POLICIES)}, not {policy}")
    if asked["listenerProtocol"] != "HTTPS" and policy:
        raise Refusal("OperationDenied.SecurityPolicyNotSupported: only HTTPS has a TLS policy")


def listener_answer(call: Call) -> Mapping[str, Any]:
    """HTTPS without a word on TLS speaks its oldest version."""
    https = call.inputs["listenerProtocol"] == "HTTPS"
    return {"securityPolicyId": OLDEST} if https and not call.get("securityPolicyId") else {}


def edition_fits(call: Call) -> None:
    """An edition changes in place, but never back to the least (ALB API, UpdateLoadBalancerEdition)."""
    asked = call.inputs["loadBalancerEdition"]
    if call.changed("loadBalancerEdition") and asked == "Basic":
        raise Refusal(f"OperationDenied.LoadBalancerEditionDowngrade: {call.id} cannot become Basic")


def servers_named(call: Call) -> None:
    """A server group's name is of its form."""
    if not NAME.match(call.inputs["serverGroupName"]):
        name = call.inputs["serverGroupName"]
        raise Refusal(f"IllegalParam.ServerGroupName: a server group's name has {NAMING}; got {name}")


def servers_of_type(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """Functions lie in no VPC and speak no protocol of their own."""
    if inputs.get("serverGroupType") == "Fc":
        yield from (f"{name}: a server group of type Fc has none" for name in ("vpcId", "protocol") if inputs.get(name))


BEHAVIOURS = {
    BALANCER: Behaviour(create=(balancer_fits,), update=(balancer_fits, edition_fits), delete=(balancer_protected,)),
    LISTENER: Behaviour(create=(listener_fits,), update=(listener_fits,), answer=listener_answer),
    SERVERS: Behaviour(check=servers_of_type, create=(servers_named,), update=(servers_named,)),
}
