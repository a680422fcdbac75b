"""Application Load Balancers: listeners, rules and server groups."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.alicloud.find import zone_of
from simulator.behaviour import Behaviour, Call, Refusal

BALANCER = "alicloud:alb/loadBalancer:LoadBalancer"
LISTENER = "alicloud:alb/listener:Listener"
RULE = "alicloud:alb/rule:Rule"
SERVERS = "alicloud:alb/serverGroup:ServerGroup"
FEWEST_ZONES = 2
OLDEST = "tls_cipher_policy_1_0"
POLICIES = (
    OLDEST, "tls_cipher_policy_1_1", "tls_cipher_policy_1_2", "tls_cipher_policy_1_2_strict",
    "tls_cipher_policy_1_2_strict_with_1_3",
)  # fmt: skip
"""TLS policies of the system (ALB API, ListSystemSecurityPolicies)."""
EDITIONS = ("Basic", "Standard", "StandardWithWaf")
MOST_PRIORITY = 10000
ENDS = ("ForwardGroup", "Redirect", "FixedResponse")
MOST_ACTIONS = 5
"""Of a rule, in the editions Standard and StandardWithWaf (ALB API, CreateRule)."""
LONGEST_VALUE = 128
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


def priority_fits(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """A rule's priority."""
    priority = inputs.get("priority")
    if isinstance(priority, int | float) and not 1 <= priority <= MOST_PRIORITY:
        yield f"priority: must lie between 1 and {MOST_PRIORITY}; got {priority:g}"


def rule_named(call: Call) -> None:
    """A rule's name is of its form."""
    if not NAME.match(call.inputs["ruleName"]):
        raise Refusal(f"IllegalParam.RuleName: a rule's name has {NAMING}; got {call.inputs['ruleName']}")


def rule_acts(call: Call) -> None:
    """One action ends a rule and comes last; a limit lets it say besides what it answers beyond the limit."""
    actions = sorted(call.inputs["ruleActions"], key=lambda action: action["order"])
    kinds = [action["type"] for action in actions]
    orders = [action["order"] for action in actions]
    ends = [kind for kind in kinds if kind in ENDS]
    limited = "TrafficLimit" in kinds
    if len(set(orders)) < len(orders) or (ends and kinds[-1] not in ENDS):
        raise Refusal("IllegalParam.Order: each order once, ForwardGroup, Redirect or FixedResponse last")
    if limited and kinds[-1] != "ForwardGroup":
        raise Refusal("MissingParam.ForwardGroup: TrafficLimit needs a ForwardGroup, which is the last action")
    if not 1 <= len(ends) <= 1 + limited:
        raise Refusal(f"IllegalParam.RuleActions: one of {', '.join(ENDS)}, and with TrafficLimit one more")
    if len(kinds) > MOST_ACTIONS:
        raise Refusal(f"QuotaExceeded.RuleActionsNum: a rule has at most {MOST_ACTIONS} actions")


def rule_asks(call: Call) -> None:
    """A header is compared with 1 to 128 characters."""
    for condition in call.inputs["ruleConditions"]:
        for value in (condition.get("headerConfig") or {}).get("values") or ():
            if not 1 <= len(value) <= LONGEST_VALUE:
                raise Refusal(f"IllegalParam.HeaderValue: 1 to {LONGEST_VALUE} characters")


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


RULE_FITS = (rule_named, rule_acts, rule_asks)
BEHAVIOURS = {
    BALANCER: Behaviour(create=(balancer_fits,), update=(balancer_fits, edition_fits), delete=(balancer_protected,)),
    LISTENER: Behaviour(create=(listener_fits,), update=(listener_fits,), answer=listener_answer),
    RULE: Behaviour(check=priority_fits, create=RULE_FITS, update=RULE_FITS),
    SERVERS: Behaviour(check=servers_of_type, create=(servers_named,), update=(servers_named,)),
}
