"""vSwitches of the three tiers, and the zones they lie in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from components import options
from components.network import addresses
from components.network.contract import NetworkArgs


@dataclass(frozen=True, kw_only=True)
class Switches:
    """vSwitches of every tier, one a zone."""

    vpc_id: pulumi.Output[str]
    public: Sequence[alicloud.vpc.Switch]
    app: Sequence[alicloud.vpc.Switch]
    data: Sequence[alicloud.vpc.Switch]


def create(name: str, args: NetworkArgs, vpc_id: pulumi.Output[str], opts: pulumi.ResourceOptions) -> Switches:
    """Create the vSwitches; the data tier has a route table of its own, with no route but the network's."""
    zones = _zones(args, opts)
    tiers = addresses.plan(args.spec.cidr, args.spec.zones)
    tags = args.platform.tags(name)
    # A zone that the region offers later may come before ours in the alphabet: vSwitches stay where they are.
    stay = options.ignoring(opts, "zoneId")

    def tier(tier_name: str, ranges: Sequence[str]) -> list[alicloud.vpc.Switch]:
        return [
            alicloud.vpc.Switch(
                f"{name}-{tier_name}-{number}",
                vpc_id=vpc_id,
                cidr_block=cidr,
                zone_id=zone,
                vswitch_name=f"{name}-{tier_name}-{number}",
                tags={**tags, "tier": tier_name},
                opts=stay,
            )
            for number, (cidr, zone) in enumerate(zip(ranges, zones, strict=True), start=1)
        ]

    public, app, data = tier("public", tiers.public), tier("app", tiers.app), tier("data", tiers.data)
    closed = alicloud.vpc.RouteTable(
        f"{name}-data-routes", vpc_id=vpc_id, route_table_name=f"{name}-data", tags=tags, opts=opts
    )
    attach(f"{name}-data", data, [closed] * len(data), opts)
    return Switches(vpc_id=vpc_id, public=public, app=app, data=data)


def attach(
    name: str,
    switches: Sequence[alicloud.vpc.Switch],
    tables: Sequence[alicloud.vpc.RouteTable],
    opts: pulumi.ResourceOptions,
) -> list[alicloud.vpc.RouteTableAttachment]:
    """Give every vSwitch its own route table, so that none falls back to the network's main one."""
    return [
        alicloud.vpc.RouteTableAttachment(
            f"{name}-{number}-routes", vswitch_id=switch.id, route_table_id=table.id, opts=opts
        )
        for number, (switch, table) in enumerate(zip(switches, tables, strict=True), start=1)
    ]


def _zones(args: NetworkArgs, opts: pulumi.ResourceOptions) -> list[str]:
    """The first zones that offer all that the stack needs; RunError where there are too few."""
    invoke = pulumi.InvokeOptions(parent=opts.parent)
    offered = set(alicloud.get_zones(available_resource_creation="VSwitch", opts=invoke).ids)
    for other in _needed(args, invoke):
        offered &= set(other)
    if len(offered) < args.spec.zones:
        raise pulumi.RunError(
            f"network.zones: {args.spec.zones} asked for, but region {args.platform.args.region} has {len(offered)}"
            f" that offer all that is needed: {', '.join(sorted(offered)) or 'none'}"
        )
    return sorted(offered)[: args.spec.zones]


def _needed(args: NetworkArgs, invoke: pulumi.InvokeOptions) -> Iterable[Sequence[str]]:
    """Zones of each service that the stack uses."""
    if "gateway" in args.parts:
        yield alicloud.alb.get_zones(opts=invoke).ids
    if "database" in args.parts:
        yield alicloud.rds.get_zones(engine="PostgreSQL", instance_charge_type="PostPaid", opts=invoke).ids
    if "cache" in args.parts:
        yield alicloud.kvstore.get_zones(instance_charge_type="PostPaid", opts=invoke).ids
