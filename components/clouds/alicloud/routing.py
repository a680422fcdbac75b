"""Routing: from the gateway's listener to a part's instances."""

import pulumi

from components import options
from components.api_service.contract import WebArgs
from components.clouds.alicloud import client, rate_limit
from components.clouds.alicloud.route_rules import RouteRules, forward
from components.container import WebSpec
from components.gateway import Gateway


def create(
    name: str, spec: WebSpec, args: WebArgs, gateway: Gateway, behind: pulumi.Input[str], opts: pulumi.ResourceOptions
) -> list[pulumi.Resource]:
    """Create one rule per route to the servers `behind`, with those that turn requests away before and after it."""
    make = RouteRules(name=name, listener=gateway.listener, platform=args.platform)
    refused = [route for route in args.routes if route.refused]
    closed = [make.refuse(number, route, opts) for number, route in enumerate(refused, start=1)]
    token = None if args.entry_token is None else pulumi.Output.secret(args.entry_token)
    rules: list[pulumi.Resource] = []
    for number, route in enumerate((route for route in args.routes if not route.refused), start=1):
        limit = rate_limit.of(name, spec, route, gateway)
        actions = forward(behind, limit, [client.told(route, gateway)])
        led = make.lead(number, route, actions, token, options.after(opts, *closed))
        rules.append(led)
        if route.guard_priority is not None:
            rules.append(make.guard(number, route, route.guard_priority, options.after(opts, led)))
    return rules
