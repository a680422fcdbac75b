"""What stands behind a route: one target group, or two of which one gets all requests while the other waits."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components import options
from components.api_service.contract import WebArgs
from components.clouds.aws import target_group
from components.clouds.aws.route_rules import Action
from components.container import WebSpec

MOST_PAIRS = 5
"""Load balancers of an ECS service (Amazon ECS service quotas, "Target groups per service")."""

ALL, NONE = 100, 0
"""Weights of target groups: of all requests, in percent."""


@dataclass(frozen=True, kw_only=True)
class Door:
    """One or two target groups, and the action of a rule that leads to them."""

    groups: Sequence[aws.lb.TargetGroup]
    action: Action

    @property
    def moves(self) -> bool:
        """Whether ECS decides which of the target groups gets the requests."""
        return len(self.groups) > 1

    def rule_options(self, opts: pulumi.ResourceOptions) -> pulumi.ResourceOptions:
        """Options of a rule that leads here: where ECS has led the requests is not undone."""
        return options.ignoring(opts, "actions") if self.moves else opts


def create(name: str, spec: WebSpec, args: WebArgs, routes: int, opts: pulumi.ResourceOptions) -> Sequence[Door]:
    """Create what stands behind each of a part's routes; RunError where ECS cannot move so many of them together."""
    if spec.rollout == "rolling":
        group = target_group.create(f"{name}-target", name, spec, args, opts)
        return [Door(groups=[group], action={"type": "forward", "target_group_arn": group.arn})] * routes
    if routes > MOST_PAIRS:
        raise pulumi.RunError(
            f"{name}.rollout: blue_green moves at most {MOST_PAIRS} routes together on this cloud, and {routes} "
            "lead there; allowed: rolling, or fewer routes"
        )
    return [_pair(name, number, spec, args, opts) for number in range(1, routes + 1)]


def _pair(name: str, number: int, spec: WebSpec, args: WebArgs, opts: pulumi.ResourceOptions) -> Door:
    """ECS moves one rule by one pair of target groups: every route has its own."""
    suffix = "" if number == 1 else f"-{number}"
    blue, green = (
        target_group.create(f"{name}-{kind}{suffix}", name, spec, args, opts) for kind in ("target", "green")
    )
    shares: list[aws.lb.ListenerRuleActionForwardTargetGroupArgsDict] = [
        {"arn": blue.arn, "weight": ALL},
        {"arn": green.arn, "weight": NONE},
    ]
    return Door(groups=[blue, green], action={"type": "forward", "forward": {"target_groups": shares}})
