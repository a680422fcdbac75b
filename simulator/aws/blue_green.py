"""ECS's blue/green deployments: what they need, and how they move requests from one target group to the other."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from simulator.aws.access import lets, trusts
from simulator.aws.find import ROLE, by_arn
from simulator.aws.load_balancing import RULE, TARGET_GROUP, TARGETS
from simulator.behaviour import Call, Refusal
from simulator.cloud import Record
from simulator.references import values_at

CONTROLLER = "ecs.amazonaws.com"
MOST_GROUPS = 5
"""Target groups of a service (Amazon ECS service quotas)."""
ALL, NONE = 100, 0
"""Weights, in percent."""


def moves(inputs: Mapping[str, Any]) -> bool:
    """Whether a service's deployments move its requests."""
    return (inputs.get("deploymentConfiguration") or {}).get("strategy") == "BLUE_GREEN"


def pairs_fit(call: Call) -> None:
    """Each load balancer of a blue/green service has two target groups, a rule and a role that may change it."""
    balancers = call.inputs.get("loadBalancers") or []
    if len(balancers) > MOST_GROUPS:
        raise Refusal(f"InvalidParameterException: a service has at most {MOST_GROUPS} target groups")
    for problem in (problem for balancer in balancers for problem in problems(call, balancer)):
        raise Refusal(f"InvalidParameterException: {problem}")


def problems(call: Call, balancer: Mapping[str, Any]) -> Iterator[str]:
    """What one of them lacks."""
    pair = balancer.get("advancedConfiguration")
    if moves(call.inputs) != bool(pair):
        yield "advancedConfiguration is given for deployments of strategy BLUE_GREEN, and for no other"
    if not pair:
        return
    rule = by_arn(call, RULE, pair["productionListenerRule"])
    if rule is None:
        yield f"The listener rule {pair['productionListenerRule']} does not exist"
        return
    led = {arn for path in TARGETS for arn in values_at(rule.properties, ("actions", *path))}
    if not led & {balancer.get("targetGroupArn"), pair["alternateTargetGroupArn"]}:
        yield f"The listener rule {rule.id} does not forward to target group {balancer.get('targetGroupArn')}"
    if by_arn(call, TARGET_GROUP, pair["alternateTargetGroupArn"]) is None:
        yield f"The target group {pair['alternateTargetGroupArn']} does not exist"
    yield from role_problems(call, by_arn(call, ROLE, pair["roleArn"]), rule, balancer)


def role_problems(call: Call, role: Record | None, rule: Record, balancer: Mapping[str, Any]) -> Iterator[str]:
    """What keeps ECS from moving requests with a role."""
    pair = balancer["advancedConfiguration"]
    if role is None or not trusts(role.properties, CONTROLLER):
        yield f"ECS was unable to assume the role {pair['roleArn']} (its trust policy does not name {CONTROLLER})"
        return
    needed = [
        ("elasticloadbalancing:DescribeRules", "*"),
        ("elasticloadbalancing:DescribeTargetHealth", "*"),
        ("elasticloadbalancing:ModifyRule", str(rule.properties["arn"])),
        ("elasticloadbalancing:RegisterTargets", str(balancer["targetGroupArn"])),
        ("elasticloadbalancing:RegisterTargets", str(pair["alternateTargetGroupArn"])),
        ("elasticloadbalancing:DeregisterTargets", str(pair["alternateTargetGroupArn"])),
    ]
    for action, resource in needed:
        if not lets(call, role, action, resource):
            yield f"The role {pair['roleArn']} is not authorized to perform {action} on {resource}"


def deploy(call: Call) -> None:
    """A new version gets all requests: those of each rule go to the target group that had none."""
    if not moves(call.inputs) or not call.changed("taskDefinition"):
        return
    for balancer in call.inputs.get("loadBalancers") or ():
        pair = balancer["advancedConfiguration"]
        rule = by_arn(call, RULE, pair["productionListenerRule"])
        if rule is not None:
            call.cloud.put(moved(rule, str(balancer["targetGroupArn"]), str(pair["alternateTargetGroupArn"])))


def moved(rule: Record, first: str, second: str) -> Record:
    """The same rule, leading to the other of two target groups."""
    weights = {
        group["arn"]: group.get("weight", 1)
        for action in rule.properties["actions"]
        for group in (action.get("forward") or {}).get("targetGroups") or ()
    }
    now = second if weights.get(second, NONE) > NONE else first
    target = first if now == second else second
    shares = [{"arn": arn, "weight": ALL if arn == target else NONE} for arn in (first, second)]
    actions = [{"type": "forward", "order": 1, "forward": {"targetGroups": shares}}]
    return replace(rule, properties={**rule.properties, "actions": actions})
