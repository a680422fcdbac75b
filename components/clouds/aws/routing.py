"""Routing: from the gateway's listener to a service's targets."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.api_service.contract import WebArgs
from components.container import Route, WebSpec
from components.gateway import Gateway

HEALTHY_AFTER = 2
UNHEALTHY_AFTER = 3
CHECK_SECONDS = 10
"""Ready after 20 seconds, out of service after 30."""


@dataclass(frozen=True, kw_only=True)
class Routing:
    """A target group with rules that lead to it."""

    target_group: aws.lb.TargetGroup
    rules: Sequence[aws.lb.ListenerRule]
    label: pulumi.Output[str]
    """How the metric of requests names gateway and target group together."""


def create(name: str, spec: WebSpec, args: WebArgs, gateway: Gateway, opts: pulumi.ResourceOptions) -> Routing:
    """Create the target group and one rule per route."""
    target_group = _target_group(name, spec, args, opts)
    rules = [
        aws.lb.ListenerRule(
            f"{name}-route" if number == 1 else f"{name}-route-{number}",
            listener_arn=gateway.listener,
            priority=route.priority,
            conditions=_conditions(route),
            actions=[{"type": "forward", "target_group_arn": target_group.arn}],
            tags=args.platform.tags(name),
            opts=opts,
        )
        for number, route in enumerate(args.routes, start=1)
    ]
    label = pulumi.Output.concat(gateway.metric_name, "/", target_group.arn_suffix)
    return Routing(target_group=target_group, rules=rules, label=label)


def _target_group(name: str, spec: WebSpec, args: WebArgs, opts: pulumi.ResourceOptions) -> aws.lb.TargetGroup:
    grpc = spec.protocol == "grpc"
    return aws.lb.TargetGroup(
        f"{name}-target",
        vpc_id=args.network.network_id,
        target_type="ip",
        port=spec.port,
        protocol="HTTP",
        protocol_version="GRPC" if grpc else "HTTP1",
        load_balancing_algorithm_type="least_outstanding_requests",
        deregistration_delay=spec.stop_seconds,
        health_check={
            "enabled": True,
            "protocol": "HTTP",
            "path": spec.check.ready,
            "matcher": "0" if grpc else "200-399",
            "interval": CHECK_SECONDS,
            "timeout": CHECK_SECONDS // 2,
            "healthy_threshold": HEALTHY_AFTER,
            "unhealthy_threshold": UNHEALTHY_AFTER,
        },
        tags=args.platform.tags(name),
        opts=opts,
    )


def _conditions(route: Route) -> list[aws.lb.ListenerRuleConditionArgsDict]:
    """`/api` matches itself and all below it; `/` matches everything."""
    below = route.path.rstrip("/")
    conditions: list[aws.lb.ListenerRuleConditionArgsDict] = [
        {"path_pattern": {"values": [below, f"{below}/*"] if below else ["/*"]}}
    ]
    if route.host is not None:
        conditions.append({"host_header": {"values": [route.host]}})
    return conditions
