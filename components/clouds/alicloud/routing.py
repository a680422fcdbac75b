"""Routing: from the gateway's listener to a part's instances."""

import pulumi
import pulumi_alicloud as alicloud

from components.api_service.contract import WebArgs
from components.clouds.alicloud import names, servers
from components.container import Route, WebSpec
from components.gateway import Gateway


def create(name: str, spec: WebSpec, args: WebArgs, gateway: Gateway, opts: pulumi.ResourceOptions) -> servers.Servers:
    """Create the server group and one rule per route."""
    behind = servers.create(f"{name}-servers", name, spec, args, opts)
    rules = [
        alicloud.alb.Rule(
            f"{name}-route" if number == 1 else f"{name}-route-{number}",
            listener_id=gateway.listener,
            rule_name=names.of(f"{name}-{number}", args.platform.args),
            priority=route.priority,
            rule_conditions=_conditions(route),
            rule_actions=[
                {
                    "order": 1,
                    "type": "ForwardGroup",
                    "forward_group_config": {"server_group_tuples": [{"server_group_id": behind.id, "weight": 100}]},
                }
            ],
            opts=opts,
        )
        for number, route in enumerate(args.routes, start=1)
    ]
    return servers.Servers(group=behind, ready=rules)


def _conditions(route: Route) -> list[alicloud.alb.RuleRuleConditionArgsDict]:
    """`/api` matches itself and all below it; `/` matches everything."""
    below = route.path.rstrip("/")
    conditions: list[alicloud.alb.RuleRuleConditionArgsDict] = [
        {"type": "Path", "path_config": {"values": [below, f"{below}/*"] if below else ["/*"]}}
    ]
    if route.host is not None:
        conditions.append({"type": "Host", "host_config": {"values": [route.host]}})
    return conditions
