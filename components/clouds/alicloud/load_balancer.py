"""Load balancers: one public before the stack, and one inside for every part that others call by name."""

from dataclasses import dataclass
from typing import Protocol

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import firewall, names, preflight
from components.clouds.alicloud.logs import LogStore
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


@dataclass(frozen=True, kw_only=True)
class Balancing:
    """How one balancer differs from another."""

    part: str
    """Whose requests it takes."""
    group: pulumi.Input[str]
    """The security group that it is a member of."""
    public: bool
    """Reached from the internet, or from inside the network only."""
    logs: LogStore | None = None
    """Where every request is recorded, if it is."""
    firewall: bool = False
    """Web Application Firewall 3.0 judges every request."""


def create(name: str, wanted: Balancing, args: Placed, opts: pulumi.ResourceOptions) -> alicloud.alb.LoadBalancer:
    """Create a balancer in every zone, and make it a member of its security group."""
    network, platform, logs = args.network, args.platform, wanted.logs
    if wanted.firewall:
        firewall.check(platform.args.region)
        preflight.check_firewall(opts)
    switches = network.public_subnet_ids if wanted.public else network.app_subnet_ids
    balancer = alicloud.alb.LoadBalancer(
        name,
        load_balancer_name=names.of(name, platform.args),
        load_balancer_edition=firewall.EDITION if wanted.firewall else "Standard",
        load_balancer_billing_config={"pay_type": "PayAsYouGo"},
        address_type="Internet" if wanted.public else "Intranet",
        address_allocated_mode="Dynamic",
        vpc_id=network.network_id,
        zone_mappings=[
            {"vswitch_id": switch, "zone_id": zone} for switch, zone in zip(switches, network.zones, strict=True)
        ],
        deletion_protection_enabled=wanted.public and not platform.args.disposable,
        access_log_config={"log_project": logs.project, "log_store": logs.name} if logs else None,
        tags=platform.tags(wanted.part),
        opts=opts,
    )
    alicloud.alb.LoadBalancerSecurityGroupAttachment(
        f"{name}-group", load_balancer_id=balancer.id, security_group_id=wanted.group, opts=opts
    )
    return balancer


def forward(servers: pulumi.Input[str]) -> alicloud.alb.ListenerDefaultActionArgsDict:
    """What a listener does with requests that no rule speaks of."""
    return {"type": "ForwardGroup", "forward_group_config": {"server_group_tuples": [{"server_group_id": servers}]}}
