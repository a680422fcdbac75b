"""Load balancers: one public before the stack, and one inside for every part that others call by name."""

from typing import Protocol

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import names
from components.network import Network
from components.platform import Platform

LONGEST_SECONDS = 600
"""The longest silence on a connection, and the longest wait for an answer, that the provider lets a listener have."""


class Placed(Protocol):
    """What tells where a balancer lies."""

    @property
    def platform(self) -> Platform:
        """Whose it is."""
        ...

    @property
    def network(self) -> Network:
        """The network it lies in."""
        ...


def create(  # noqa: PLR0913 - a balancer differs in exactly these
    name: str,
    part: str,
    group: pulumi.Input[str],
    args: Placed,
    opts: pulumi.ResourceOptions,
    *,
    public: bool,
    logs: alicloud.log.Store | None = None,
) -> alicloud.alb.LoadBalancer:
    """Create a balancer in every zone, a member of a security group; with `logs` it records every request."""
    network, platform = args.network, args.platform
    switches = network.public_subnet_ids if public else network.app_subnet_ids
    balancer = alicloud.alb.LoadBalancer(
        name,
        load_balancer_name=names.of(name, platform.args),
        load_balancer_edition="Standard",
        load_balancer_billing_config={"pay_type": "PayAsYouGo"},
        address_type="Internet" if public else "Intranet",
        address_allocated_mode="Dynamic",
        vpc_id=network.network_id,
        zone_mappings=[
            {"vswitch_id": switch, "zone_id": zone} for switch, zone in zip(switches, network.zones, strict=True)
        ],
        deletion_protection_enabled=public and not platform.args.disposable,
        access_log_config={"log_project": logs.project_name, "log_store": logs.logstore_name} if logs else None,
        tags=platform.tags(part),
        opts=opts,
    )
    alicloud.alb.LoadBalancerSecurityGroupAttachment(
        f"{name}-group", load_balancer_id=balancer.id, security_group_id=group, opts=opts
    )
    return balancer


def forward(servers: pulumi.Input[str]) -> alicloud.alb.ListenerDefaultActionArgsDict:
    """What a listener does with requests that no rule speaks of."""
    return {"type": "ForwardGroup", "forward_group_config": {"server_group_tuples": [{"server_group_id": servers}]}}
