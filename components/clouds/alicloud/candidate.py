"""The version that requests are about to move to: a load balancer asks only servers that some rule leads to."""

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import names
from components.clouds.alicloud.route_rules import forward
from components.platform import PlatformArgs

HEADER = "X-Candidate"
"""Requests that bring the version's name here reach it early: no others do."""


def ask(
    name: str,
    listener: pulumi.Input[str],
    priority: int,
    candidate: tuple[pulumi.Input[str], pulumi.Input[str]],
    args: PlatformArgs,
    opts: pulumi.ResourceOptions,
) -> alicloud.alb.Rule:
    """Lead to the servers of a version, so that their health is known before they get requests.

    `candidate` is the version's name and its server group.
    """
    version, behind = candidate
    return alicloud.alb.Rule(
        f"{name}-candidate",
        listener_id=listener,
        rule_name=names.of(f"{name}-candidate", args),
        priority=priority,
        rule_conditions=[{"type": "Header", "header_config": {"key": HEADER, "values": [version]}}],
        rule_actions=forward(behind, None),
        opts=opts,
    )
