"""The way to a part inside the network that answers HTTP on one port: an application load balancer."""

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import candidate, load_balancer, names, servers
from components.clouds.alicloud.door import Inside
from components.clouds.alicloud.load_balancer import Balancing
from components.clouds.alicloud.route_rules import forward
from components.clouds.alicloud.servers import Servers, Whose

FIRST, SECOND = 1, 2
"""Places of the rules of a listener of this kind: it has no others."""


def create(name: str, group: pulumi.Input[str], whose: Whose, opts: pulumi.ResourceOptions) -> Inside:
    """Create the balancer, a member of `group`, and its servers; leading to them makes the listener.

    Where versions have groups of their own the listener is there before, and leads on by rules.
    """
    args, port = whose.args, whose.spec.port
    balancer = load_balancer.create(f"{name}-inside", Balancing(part=name, group=group, public=False), args, opts)
    behind = servers.create(f"{name}-inside-servers", whose, opts)

    def listen(to: pulumi.Input[str], opts: pulumi.ResourceOptions) -> alicloud.alb.Listener:
        return alicloud.alb.Listener(
            f"{name}-inside-listener",
            load_balancer_id=balancer.id,
            listener_port=port,
            listener_protocol="HTTP",
            listener_description=names.of(name, args.platform.args),
            default_actions=[load_balancer.forward(to)],
            idle_timeout=load_balancer.LONGEST_SECONDS,
            request_timeout=load_balancer.LONGEST_SECONDS,
            tags=args.platform.tags(name),
            opts=opts,
        )

    joined = [Servers(group=behind, port=port)]
    if whose.version is None:
        return Inside(address=balancer.dns_name, servers=joined, lead=lambda opts: [listen(behind.id, opts)])
    nobody = servers.nobody(f"{name}-inside-nobody", name, args, opts)
    listener = listen(nobody.id, opts)
    version = (whose.version, behind.id)
    asked = candidate.ask(f"{name}-inside", listener.id, FIRST, version, args.platform.args, opts)

    def move(opts: pulumi.ResourceOptions) -> list[pulumi.Resource]:
        rule = alicloud.alb.Rule(
            f"{name}-inside-route",
            listener_id=listener.id,
            rule_name=names.of(f"{name}-inside", args.platform.args),
            priority=SECOND,
            rule_conditions=[{"type": "Path", "path_config": {"values": ["/*"]}}],
            rule_actions=forward(behind.id, None),
            opts=opts,
        )
        return [rule]

    return Inside(address=balancer.dns_name, servers=joined, lead=move, ready=[listener, asked])
