"""Private names: how other parts find a part's instances, through a load balancer inside the network."""

import pulumi
import pulumi_alicloud as alicloud

from components.api_service.contract import WebArgs
from components.clouds.alicloud import load_balancer, names, servers
from components.clouds.alicloud.load_balancer import Balancing
from components.clouds.alicloud.rules import Peer, Rules, Way
from components.container import WebSpec
from components.present import present

RECORD_SECONDS = 60


def register(name: str, spec: WebSpec, args: WebArgs, opts: pulumi.ResourceOptions) -> servers.Servers:
    """Give a part its name `<name>.<application>-<stack>.internal`; whoever may open its port is admitted.

    The balancer is a member of the part's own group: it may reach the instances because the group admits itself.
    """
    group = args.network.security_group_ids[name]
    rules = Rules(name=f"{name}-inside", opts=opts)
    way = Way(port=spec.port, peer=Peer(group=group))
    rules.ingress(group, name, name, way)
    rules.egress(group, name, name, way)
    balancer = load_balancer.create(f"{name}-inside", Balancing(part=name, group=group, public=False), args, opts)
    behind = servers.create(f"{name}-inside-servers", name, spec, args, opts)
    listener = alicloud.alb.Listener(
        f"{name}-inside-listener",
        load_balancer_id=balancer.id,
        listener_port=spec.port,
        listener_protocol="HTTP",
        listener_description=names.of(name, args.platform.args),
        default_actions=[load_balancer.forward(behind.id)],
        idle_timeout=load_balancer.LONGEST_SECONDS,
        request_timeout=load_balancer.LONGEST_SECONDS,
        tags=args.platform.tags(name),
        opts=opts,
    )
    record = alicloud.pvtz.ZoneRecord(
        f"{name}-name",
        zone_id=present(args.network.namespace, "namespace"),
        rr=name,
        type="CNAME",
        value=balancer.dns_name,
        ttl=RECORD_SECONDS,
        opts=opts,
    )
    return servers.Servers(group=behind, ready=(listener, record))
