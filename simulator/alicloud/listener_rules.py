"""Rules of an Application Load Balancer's listener: what they ask and do, for requests and for answers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simulator.alicloud.load_balancing import BALANCER, LISTENER, NAME, NAMING
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.find import by_id

RULE = "alicloud:alb/rule:Rule"
MOST_PRIORITY = 10000
ENDS = ("ForwardGroup", "Redirect", "FixedResponse")
MOST_ACTIONS = 5
"""Of a rule, in the editions Standard and StandardWithWaf (ALB API, CreateRule)."""
LONGEST_VALUE = 128
OF_ANSWERS = ("InsertHeader", "RemoveHeader", "FixedResponse")
"""What a rule for answers may do (ALB user guide, "Listener forwarding rules", table 2)."""
ASKS_ANSWERS = ("ResponseHeader", "ResponseStatusCode")
"""What only a rule for answers may ask."""
KNOWN = ("ClientSrcPort", "ClientSrcIp", "Protocol", "SLBId", "SLBPort")
"""What the balancer itself knows of a request, and a header may say (ALB API, CreateRule)."""
REFERENCE = re.compile(r"^[a-z0-9_-]{1,128}$")
OWN_HEADERS = frozenset(
    {
        "authority", "connection", "content-length", "cookie", "host", "keep-alive", "remoteip", "slb-id", "slb-ip",
        "te", "transfer-encoding", "upgrade", "x-forwarded-client-srcport", "x-forwarded-eip", "x-forwarded-for",
        "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto",
    }
)  # fmt: skip
"""Headers that no rule sets (ALB API, CreateRule)."""


def priority_fits(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """A rule's priority."""
    priority = inputs.get("priority")
    if isinstance(priority, int | float) and not 1 <= priority <= MOST_PRIORITY:
        yield f"priority: must lie between 1 and {MOST_PRIORITY}; got {priority:g}"


def named(call: Call) -> None:
    """A rule's name is of its form."""
    if not NAME.match(call.inputs["ruleName"]):
        raise Refusal(f"IllegalParam.RuleName: a rule's name has {NAMING}; got {call.inputs['ruleName']}")


def acts(call: Call) -> None:
    """Its actions have orders of their own, and there are not too many of them."""
    actions = sorted(call.inputs["ruleActions"], key=lambda action: action["order"])
    kinds = [action["type"] for action in actions]
    ends = [kind for kind in kinds if kind in ENDS]
    if len({action["order"] for action in actions}) < len(actions) or (ends and kinds[-1] not in ENDS):
        raise Refusal("IllegalParam.Order: each order once, ForwardGroup, Redirect or FixedResponse last")
    if _of_answers(call):
        _changes_answers(kinds)
    else:
        _ends(kinds, ends)
    if len(kinds) > MOST_ACTIONS:
        raise Refusal(f"QuotaExceeded.RuleActionsNum: a rule has at most {MOST_ACTIONS} actions")


def _of_answers(call: Call) -> bool:
    """Whether a rule looks at answers; others look at requests."""
    return call.inputs.get("direction") == "Response"


def _ends(kinds: Sequence[str], ends: Sequence[str]) -> None:
    """One action ends a rule for requests; a limit lets it say besides what it answers beyond the limit."""
    limited = "TrafficLimit" in kinds
    if limited and kinds[-1] != "ForwardGroup":
        raise Refusal("MissingParam.ForwardGroup: TrafficLimit needs a ForwardGroup, which is the last action")
    if not 1 <= len(ends) <= 1 + limited:
        raise Refusal(f"IllegalParam.RuleActions: one of {', '.join(ENDS)}, and with TrafficLimit one more")


def _changes_answers(kinds: Sequence[str]) -> None:
    """A rule for answers leads nowhere."""
    for kind in kinds:
        if kind not in OF_ANSWERS:
            raise Refusal(f"IllegalParam.RuleActions: a rule for answers takes {', '.join(OF_ANSWERS)}; got {kind}")


def sets_headers(call: Call) -> None:
    """A header is set to a text, to what another one says, or to what the balancer knows."""
    for action in call.inputs["ruleActions"]:
        config = action.get("insertHeaderConfig") or {}
        kind, value, key = (config.get(name) for name in ("valueType", "value", "key"))
        if action["type"] == "InsertHeader" and not (key and value):
            raise Refusal("MissingParam.InsertHeaderConfig: InsertHeader needs a key and a value")
        if str(key).lower() in OWN_HEADERS:
            raise Refusal(f"IllegalParam.HeaderKey: {key} is the balancer's own")
        if kind == "SystemDefined" and value not in KNOWN:
            raise Refusal(f"IllegalParam.HeaderValue: SystemDefined is one of {', '.join(KNOWN)}; got {value}")
        if kind == "ReferenceHeader" and not REFERENCE.match(str(value)):
            raise Refusal(
                f"IllegalParam.HeaderValue: ReferenceHeader is lower-case letters, digits, - and _; got {value}"
            )


def asks(call: Call) -> None:
    """A header is compared with 1 to 128 characters; only a rule for answers looks at one."""
    for condition in call.inputs["ruleConditions"]:
        if condition["type"] in ASKS_ANSWERS and not _of_answers(call):
            raise Refusal(f"IllegalParam.RuleConditions: {condition['type']} is asked of answers only")
        for value in (condition.get("headerConfig") or {}).get("values") or ():
            if not 1 <= len(value) <= LONGEST_VALUE:
                raise Refusal(f"IllegalParam.HeaderValue: 1 to {LONGEST_VALUE} characters")


def edition_knows(call: Call) -> None:
    """Rules for answers are not for the least edition (ALB user guide, "Listener forwarding rules")."""
    if not _of_answers(call):
        return
    listener = by_id(call, LISTENER, call.inputs["listenerId"])
    balancer = by_id(call, BALANCER, listener.properties["loadBalancerId"]) if listener else None
    if balancer and balancer.properties["loadBalancerEdition"] == "Basic":
        raise Refusal("OperationDenied.EditionNotSupported: the edition Basic has no rules for answers")


FITS = (named, acts, sets_headers, asks, edition_knows)
BEHAVIOURS = {RULE: Behaviour(check=priority_fits, create=FITS, update=FITS)}
