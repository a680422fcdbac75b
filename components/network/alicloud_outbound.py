"""The way out of the app tier on Alibaba Cloud: NAT gateways, and an endpoint of OSS."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from components import options
from components.clouds.alicloud import names, policy
from components.network.alicloud_switches import Switches, attach
from components.network.contract import NetworkArgs

BANDWIDTH_MBPS = "200"
"""The most that a pay-by-traffic address may carry (AllocateEipAddress); it costs by the gigabyte, not by this."""

ANY_OSS = {"Effect": "Allow", "Principal": "*", "Action": ["oss:*"], "Resource": ["acs:oss:*:*:*"]}
"""The endpoint admits all of OSS: who may do what is said by the containers' roles and the buckets' policies."""


@dataclass(frozen=True, kw_only=True)
class Gateway:
    """A NAT gateway with its public address bound to it."""

    nat: alicloud.vpc.NatGateway
    address: alicloud.ecs.EipAddress
    bound: alicloud.ecs.EipAssociation


def create(name: str, args: NetworkArgs, switches: Switches, opts: pulumi.ResourceOptions) -> list[pulumi.Resource]:
    """Create routes of the app tier; returns everything a container needs in order to fetch its image."""
    tags = args.platform.tags(name)
    tables = [
        alicloud.vpc.RouteTable(
            f"{name}-app-{number}-routes",
            vpc_id=switches.vpc_id,
            route_table_name=f"{name}-app-{number}",
            tags=tags,
            opts=opts,
        )
        for number in range(1, len(switches.app) + 1)
    ]
    joined = attach(f"{name}-app", switches.app, tables, opts)
    storage = _storage(name, args, switches, tables, opts)
    if args.spec.nat == "none":
        return [*joined, *storage]
    homes = switches.public if args.spec.nat == "per_zone" else switches.public[:1]
    gateways = [
        _gateway(f"{name}-nat-{number}", args, switches.vpc_id, home, opts)
        for number, home in enumerate(homes, start=1)
    ]
    ways: list[pulumi.Resource] = []
    for number, (switch, table) in enumerate(zip(switches.app, tables, strict=True), start=1):
        gateway = gateways[(number - 1) % len(gateways)]
        ways += [
            _route(f"{name}-app-{number}-internet", table, gateway, opts),
            _translate(f"{name}-app-{number}-address", switch, gateway, opts),
        ]
    return [*joined, *storage, *ways]


def _storage(
    name: str,
    args: NetworkArgs,
    switches: Switches,
    tables: Sequence[alicloud.vpc.RouteTable],
    opts: pulumi.ResourceOptions,
) -> list[pulumi.Resource]:
    """Free, and what goes to OSS does not pass the NAT gateway."""
    endpoint = alicloud.vpc.GatewayEndpoint(
        f"{name}-oss",
        vpc_id=switches.vpc_id,
        service_name=f"com.aliyun.{args.platform.args.region}.oss",
        gateway_endpoint_name=names.of(f"{name}-oss", args.platform.args),
        policy_document=policy.json_text({"Version": policy.VERSION, "Statement": [ANY_OSS]}),
        tags=args.platform.tags(name),
        # Which tables lead to it is said by the attachments below.
        opts=options.ignoring(opts, "routeTables"),
    )
    return [
        alicloud.vpc.GatewayEndpointRouteTableAttachment(
            f"{name}-oss-{number}", gateway_endpoint_id=endpoint.id, route_table_id=table.id, opts=opts
        )
        for number, table in enumerate(tables, start=1)
    ]


def _gateway(
    name: str,
    args: NetworkArgs,
    vpc_id: pulumi.Output[str],
    home: alicloud.vpc.Switch,
    opts: pulumi.ResourceOptions,
) -> Gateway:
    tags = args.platform.tags("network")
    # Partners admit the stack by these addresses: they are not lost by mistake.
    protect = args.platform.protects("network")
    nat = alicloud.vpc.NatGateway(
        name,
        vpc_id=vpc_id,
        vswitch_id=home.id,
        nat_gateway_name=names.of(name, args.platform.args),
        nat_type="Enhanced",
        network_type="internet",
        payment_type="PayAsYouGo",
        internet_charge_type="PayByLcu",
        deletion_protection=protect,
        tags=tags,
        opts=opts,
    )
    address = alicloud.ecs.EipAddress(
        f"{name}-address",
        address_name=names.of(name, args.platform.args),
        payment_type="PayAsYouGo",
        internet_charge_type="PayByTraffic",
        bandwidth=BANDWIDTH_MBPS,
        deletion_protection=protect,
        tags=tags,
        opts=opts,
    )
    bound = alicloud.ecs.EipAssociation(
        f"{name}-bound", allocation_id=address.id, instance_id=nat.id, instance_type="Nat", opts=opts
    )
    return Gateway(nat=nat, address=address, bound=bound)


def _route(
    name: str, table: alicloud.vpc.RouteTable, gateway: Gateway, opts: pulumi.ResourceOptions
) -> alicloud.vpc.RouteEntry:
    return alicloud.vpc.RouteEntry(
        name,
        name=name,
        route_table_id=table.id,
        destination_cidrblock="0.0.0.0/0",
        nexthop_type="NatGateway",
        nexthop_id=gateway.nat.id,
        opts=opts,
    )


def _translate(
    name: str, switch: alicloud.vpc.Switch, gateway: Gateway, opts: pulumi.ResourceOptions
) -> alicloud.vpc.SnatEntry:
    """An address can translate only when it is bound, and is set free only when it translates no more."""
    return alicloud.vpc.SnatEntry(
        name,
        snat_table_id=gateway.nat.snat_table_ids,
        snat_ip=gateway.address.ip_address,
        source_vswitch_id=switch.id,
        opts=options.after(opts, gateway.bound),
    )
