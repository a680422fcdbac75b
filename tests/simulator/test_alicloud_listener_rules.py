"""What rules of a listener may do and ask, for requests and for answers."""

from typing import Any

import pytest

from simulator.cloud import Record
from simulator.values import UNKNOWN
from tests.simulator.alicloud_balancing import inputs, listening, ruling
from tests.simulator.alicloud_builders import Network, servers
from tests.simulator.world import World

BALANCER = "alicloud:alb/loadBalancer:LoadBalancer"
LISTENER = "alicloud:alb/listener:Listener"
RULE = "alicloud:alb/rule:Rule"


@pytest.fixture
def balancer(ali: World, net: Network) -> Record:
    """A balancer in two zones."""
    return ali.make(BALANCER, "web", **inputs(net))


@pytest.fixture
def group(ali: World, net: Network) -> Record:
    """A server group."""
    return servers(ali, net)


@pytest.mark.parametrize("priority", [0, 10001])
def test_a_rules_priority_lies_between_bounds(ali: World, balancer: Record, group: Record, priority: int) -> None:
    asked = ruling(balancer, group, priority=priority)
    assert ali.problems(RULE, None, **asked) == [f"priority: must lie between 1 and 10000; got {priority}"]
    for allowed in (1, 10000, UNKNOWN):
        assert ali.problems(RULE, None, **{**asked, "priority": allowed}) == []


LIMIT = {"order": 1, "type": "TrafficLimit", "trafficLimitConfig": {"perIpQps": 30}}
REFUSAL = {"order": 2, "type": "FixedResponse", "fixedResponseConfig": {"content": "no", "httpCode": "429"}}
ORDER = "IllegalParam.Order: each order once, ForwardGroup, Redirect or FixedResponse last"
ENDS = "IllegalParam.RuleActions: one of ForwardGroup, Redirect, FixedResponse, and with TrafficLimit one more"
FORWARDS = "MissingParam.ForwardGroup: TrafficLimit needs a ForwardGroup, which is the last action"


def forwarding(group: Record, order: int) -> dict[str, Any]:
    return {
        "order": order,
        "type": "ForwardGroup",
        "forwardGroupConfig": {"serverGroupTuples": [{"serverGroupId": group.id}]},
    }


def test_what_a_rule_does_beyond_a_limit(ali: World, balancer: Record, group: Record) -> None:
    """A limit takes an answer of its own beside the group; without a limit, one action ends a rule."""
    listener = ali.make(LISTENER, "l", **listening(balancer, group))
    last = forwarding(group, 3)
    limited = ali.make(RULE, "r", **ruling(listener, group, ruleActions=[LIMIT, REFUSAL, last]))
    for actions, words in (
        ([REFUSAL, last], ENDS),
        ([LIMIT], FORWARDS),
        ([LIMIT, REFUSAL], FORWARDS),
        ([{**LIMIT, "order": 3}, forwarding(group, 1)], ORDER),
        ([LIMIT, forwarding(group, 1)], ORDER),
        ([LIMIT, REFUSAL, {**REFUSAL, "order": 3}, forwarding(group, 4)], ENDS),
        (
            [LIMIT, REFUSAL, *({**LIMIT, "order": number} for number in range(3, 6)), forwarding(group, 6)],
            "QuotaExceeded.RuleActionsNum: a rule has at most 5 actions",
        ),
    ):
        assert ali.refused(RULE, **ruling(listener, group, priority=11, ruleActions=actions)) == words
        assert ali.change_refused(limited, **ruling(listener, group, ruleActions=actions)) == words


def test_a_header_is_compared_with_128_characters(ali: World, balancer: Record, group: Record) -> None:
    listener = ali.make(LISTENER, "l", **listening(balancer, group))
    for value, fits in (("x", True), ("x" * 128, True), ("", False), ("x" * 129, False)):
        header = [{"type": "Header", "headerConfig": {"key": "X-Token", "values": [value]}}]
        asked = ruling(listener, group, priority=50 + len(value), ruleConditions=header)
        if fits:
            ali.make(RULE, f"r{len(value)}", **asked)
        else:
            assert ali.refused(RULE, **asked) == "IllegalParam.HeaderValue: 1 to 128 characters"


def header(order: int, key: str = "X-A", value: str = "a", kind: str = "UserDefined") -> dict[str, Any]:
    return {
        "order": order,
        "type": "InsertHeader",
        "insertHeaderConfig": {"key": key, "value": value, "valueType": kind},
    }


def answering(listener: Record, group: Record, *actions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return ruling(listener, group, priority=9999, direction="Response", ruleActions=[*actions], **more)


def test_a_rule_for_answers_changes_headers_and_leads_nowhere(ali: World, balancer: Record, group: Record) -> None:
    listener = ali.make(LISTENER, "l", **listening(balancer, group))
    five = [header(number, f"X-{number}") for number in range(1, 6)]
    made = ali.make(RULE, "headers", **answering(listener, group, *five))
    assert made.properties["direction"] == "Response"
    takes = "IllegalParam.RuleActions: a rule for answers takes InsertHeader, RemoveHeader, FixedResponse; got"
    limit = {**LIMIT, "order": 3}
    for actions, words in (
        ([*five, header(6)], "QuotaExceeded.RuleActionsNum: a rule has at most 5 actions"),
        ([header(1), forwarding(group, 2)], f"{takes} ForwardGroup"),
        ([header(1), limit], f"{takes} TrafficLimit"),
        ([header(1), header(1, "X-B")], ORDER),
    ):
        assert ali.refused(RULE, **{**answering(listener, group, *actions), "priority": 9998}) == words
        assert ali.change_refused(made, **answering(listener, group, *actions)) == words
    assert ali.refused(RULE, **ruling(listener, group, priority=11, ruleActions=[header(1)])) == ENDS


def test_places_of_rules_are_taken_whatever_their_direction(ali: World, balancer: Record, group: Record) -> None:
    listener = ali.make(LISTENER, "l", **listening(balancer, group))
    ali.make(RULE, "headers", **answering(listener, group, header(1)))
    words = "Conflict.Priority: There is already a rule of priority 9999"
    assert ali.refused(RULE, **ruling(listener, group, priority=9999)) == words


def test_only_a_rule_for_answers_looks_at_one(ali: World, balancer: Record, group: Record) -> None:
    listener = ali.make(LISTENER, "l", **listening(balancer, group))
    when = [{"type": "ResponseStatusCode", "responseStatusCodeConfig": {"values": ["500"]}}]
    words = "IllegalParam.RuleConditions: ResponseStatusCode is asked of answers only"
    assert ali.refused(RULE, **ruling(listener, group, ruleConditions=when)) == words
    ali.make(RULE, "headers", **answering(listener, group, header(1), ruleConditions=when))


def test_the_least_edition_has_no_rules_for_answers(ali: World, net: Network, group: Record) -> None:
    basic = ali.make(BALANCER, "basic", **inputs(net, loadBalancerEdition="Basic"))
    listener = ali.make(LISTENER, "l", **listening(basic, group))
    ali.make(RULE, "route", **ruling(listener, group))
    words = "OperationDenied.EditionNotSupported: the edition Basic has no rules for answers"
    assert ali.refused(RULE, **answering(listener, group, header(1))) == words


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (
            header(1, value="ClientIp", kind="SystemDefined"),
            (
                "IllegalParam.HeaderValue: SystemDefined is one of ClientSrcPort, ClientSrcIp, Protocol, SLBId, "
                "SLBPort; got ClientIp"
            ),
        ),
        (
            header(1, value="Ali-Cdn-Real-Ip", kind="ReferenceHeader"),
            "IllegalParam.HeaderValue: ReferenceHeader is lower-case letters, digits, - and _; got Ali-Cdn-Real-Ip",
        ),
        (header(1, "X-Forwarded-For"), "IllegalParam.HeaderKey: X-Forwarded-For is the balancer's own"),
        (
            {"order": 1, "type": "InsertHeader"},
            "MissingParam.InsertHeaderConfig: InsertHeader needs a key and a value",
        ),
    ],
)
def test_a_header_is_set_to_what_the_balancer_can_say(
    ali: World, balancer: Record, group: Record, action: dict[str, Any], words: str
) -> None:
    listener = ali.make(LISTENER, "l", **listening(balancer, group))
    for number, (value, kind) in enumerate((("ClientSrcIp", "SystemDefined"), ("ali-cdn-real-ip", "ReferenceHeader"))):
        told = [header(1, value=value, kind=kind), forwarding(group, 2)]
        ali.make(RULE, f"r{number}", **ruling(listener, group, priority=20 + number, ruleActions=told))
    assert ali.refused(RULE, **ruling(listener, group, ruleActions=[action, forwarding(group, 2)])) == words
