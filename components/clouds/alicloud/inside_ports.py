"""The way to a part inside the network that has further ports: a network load balancer, which any protocol passes."""

from collections.abc import Mapping

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import names, servers
from components.clouds.alicloud.door import Inside
from components.clouds.alicloud.servers import Servers, Whose

LONGEST_SECONDS = 900
"""The longest silence on a connection that NLB allows (CreateListener)."""


def create(name: str, group: pulumi.Input[str], whose: Whose, opts: pulumi.ResourceOptions) -> Inside:
    """Create the balancer, a member of `group`, and servers for every port: one address leads to all of them."""
    spec = whose.spec
    balancer = _balancer(f"{name}-inside", group, whose, opts)
    ports = {f"{name}-inside": spec.port}
    ports |= {f"{name}-inside-{called}": port for called, port in spec.private_ports.items()}
    behind = {
        called: Servers(group=servers.of_connections(f"{called}-servers", whose, opts), port=port)
        for called, port in ports.items()
    }
    return Inside(
        address=balancer.dns_name,
        servers=list(behind.values()),
        lead=lambda opts: _listen(balancer, behind, whose, opts),
    )


def _balancer(
    name: str, group: pulumi.Input[str], whose: Whose, opts: pulumi.ResourceOptions
) -> alicloud.nlb.LoadBalancer:
    network, platform = whose.args.network, whose.args.platform
    return alicloud.nlb.LoadBalancer(
        name,
        load_balancer_name=names.of(name, platform.args),
        load_balancer_type="Network",
        address_type="Intranet",
        payment_type="PayAsYouGo",
        cross_zone_enabled=True,
        vpc_id=network.network_id,
        zone_mappings=[
            {"vswitch_id": switch, "zone_id": zone}
            for switch, zone in zip(network.app_subnet_ids, network.zones, strict=True)
        ],
        security_group_ids=[group],
        deletion_protection_enabled=False,
        tags=platform.tags(whose.part),
        opts=opts,
    )


def _listen(
    balancer: alicloud.nlb.LoadBalancer, behind: Mapping[str, Servers], whose: Whose, opts: pulumi.ResourceOptions
) -> list[pulumi.Resource]:
    platform = whose.args.platform
    return [
        alicloud.nlb.Listener(
            f"{called}-listener",
            load_balancer_id=balancer.id,
            listener_port=each.port,
            listener_protocol="TCP",
            listener_description=names.of(called, platform.args),
            server_group_id=each.group.id,
            idle_timeout=LONGEST_SECONDS,
            tags=platform.tags(whose.part),
            opts=opts,
        )
        for called, each in behind.items()
    ]
