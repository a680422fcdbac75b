"""Routing: from the gateway's listener to a service's targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pulumi
import pulumi_aws as aws

from components import options
from components.api_service.contract import WebArgs
from components.clouds.aws import blue_green, doors
from components.clouds.aws.doors import Door
from components.clouds.aws.route_rules import RouteRules
from components.clouds.aws.scaling import Counted
from components.container import Route, WebSpec
from components.gateway import Gateway


@dataclass(frozen=True, kw_only=True)
class Routing:
    """Target groups with rules that lead to them."""

    balancers: Sequence[Mapping[str, Any]]
    """What the service is told about each target group that it begins with, but for its container."""
    ready: Sequence[pulumi.Resource]
    """What must exist before the service."""
    counted: Sequence[Counted]
    """Where its requests are counted."""
    deployment: Mapping[str, Any] = field(default_factory=dict)
    """What the service is told about its deployments."""


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The rules of a part."""

    leading: Sequence[aws.lb.ListenerRule]
    """One for each route that is open."""
    guards: Sequence[aws.lb.ListenerRule]

    @property
    def all(self) -> Sequence[aws.lb.ListenerRule]:
        """Every rule that requests meet on their way."""
        return (*self.leading, *self.guards)


def create(name: str, spec: WebSpec, args: WebArgs, gateway: Gateway, opts: pulumi.ResourceOptions) -> Routing:
    """Create the target groups and the rules of its routes."""
    routes = [route for route in args.routes if not route.refused]
    behind = doors.create(name, spec, args, len(routes), opts)
    rules = _rules(name, args, gateway, dict(zip(routes, behind, strict=True)), opts)
    groups = dict.fromkeys(group for door in behind for group in door.groups)
    counted = [Counted(balancer=gateway.metric_name, group=group.arn_suffix) for group in groups]
    if spec.rollout == "rolling":
        return Routing(balancers=[_first(behind[0])], ready=rules.all, counted=counted)
    deployer = blue_green.deployer(name, behind, rules.leading, args.platform, opts)
    return Routing(
        balancers=[
            {**_first(door), **blue_green.second(door, rule, deployer)}
            for door, rule in zip(behind, rules.leading, strict=True)
        ],
        ready=(*rules.all, *deployer.grants),
        counted=counted,
        deployment=blue_green.DEPLOYMENT,
    )


def _first(door: Door) -> Mapping[str, Any]:
    return {"target_group_arn": door.groups[0].arn}


def _rules(
    name: str, args: WebArgs, gateway: Gateway, behind: Mapping[Route, Door], opts: pulumi.ResourceOptions
) -> Rules:
    """One rule per route, none of which is open before what it must not show is closed."""
    make = RouteRules(name=name, listener=gateway.listener, platform=args.platform)
    token = None if args.entry_token is None else pulumi.Output.secret(args.entry_token)
    refused = [route for route in args.routes if route.refused]
    closed = [make.refuse(number, route, opts) for number, route in enumerate(refused, start=1)]
    leading: list[aws.lb.ListenerRule] = []
    guards: list[aws.lb.ListenerRule] = []
    for number, (route, door) in enumerate(behind.items(), start=1):
        led = make.lead(number, route, door.action, token, door.rule_options(options.after(opts, *closed)))
        leading.append(led)
        if route.guard_priority is not None:
            guards.append(make.guard(number, route, route.guard_priority, options.after(opts, led)))
    return Rules(leading=leading, guards=guards)
