"""Blue/green: ECS starts all of a new version beside the old one, and then leads all requests to it at once."""

from collections.abc import Mapping, Sequence
from typing import Any

import pulumi
import pulumi_aws as aws

from components.clouds.aws import identity, policy
from components.clouds.aws.doors import Door
from components.clouds.aws.identity import Identity
from components.connection import Statement
from components.platform import Platform

BAKE_MINUTES = 5
"""Time that the old version stays, and requests can be led back to it at once."""

CONTROLLER = "ecs.amazonaws.com"

DEPLOYMENT: Mapping[str, Any] = {
    "deployment_configuration": {"strategy": "BLUE_GREEN", "bake_time_in_minutes": str(BAKE_MINUTES)}
}
"""What the service is told."""


def deployer(
    name: str,
    doors: Sequence[Door],
    rules: Sequence[aws.lb.ListenerRule],
    platform: Platform,
    opts: pulumi.ResourceOptions,
) -> Identity:
    """Create the identity with which ECS moves the requests of these rules between these target groups."""
    groups = tuple(group.arn for door in doors for group in door.groups)
    return identity.create(f"{name}-deployer", name, CONTROLLER, _statements(groups, rules), platform, opts)


def _statements(groups: tuple[pulumi.Output[str], ...], rules: Sequence[aws.lb.ListenerRule]) -> list[Statement]:
    """As in AWS's policy AmazonECSInfrastructureRolePolicyForLoadBalancers, for exactly these resources."""
    return [
        policy.any_resource(
            "elasticloadbalancing:DescribeListeners",
            "elasticloadbalancing:DescribeRules",
            "elasticloadbalancing:DescribeTargetGroups",
            "elasticloadbalancing:DescribeTargetHealth",
        ),
        Statement(
            actions=("elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"),
            resources=groups,
        ),
        Statement(actions=("elasticloadbalancing:ModifyRule",), resources=tuple(rule.arn for rule in rules)),
    ]


def second(door: Door, rule: aws.lb.ListenerRule, moves: Identity) -> Mapping[str, Any]:
    """What ECS is told about one route besides the target group that is first."""
    return {
        "advanced_configuration": {
            "alternate_target_group_arn": door.groups[1].arn,
            "production_listener_rule": rule.arn,
            "role_arn": moves.arn,
        }
    }
