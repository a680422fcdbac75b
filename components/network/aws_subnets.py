"""Subnets of the three tiers on AWS, and the routes of the public and the data tier."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components import options
from components.network import addresses
from components.network.contract import NetworkArgs


@dataclass(frozen=True, kw_only=True)
class Subnets:
    """Subnets of every tier, one a zone, and the way from the public ones to the internet."""

    vpc_id: pulumi.Output[str]
    public: Sequence[aws.ec2.Subnet]
    app: Sequence[aws.ec2.Subnet]
    data: Sequence[aws.ec2.Subnet]
    internet_gateway: aws.ec2.InternetGateway
    open_ids: Sequence[pulumi.Output[str]]
    """Public subnets, known once they lead to the internet: AWS refuses a public load balancer before."""


def create(name: str, args: NetworkArgs, vpc_id: pulumi.Output[str], opts: pulumi.ResourceOptions) -> Subnets:
    """Create the subnets; the data tier has no route but the network's own."""
    zones = _zones(args, opts)
    tiers = addresses.plan(args.spec.cidr, args.spec.zones)
    tags = args.platform.tags(name)

    def tier(tier_name: str, ranges: Sequence[str]) -> list[aws.ec2.Subnet]:
        # A new zone of the region may come before ours in the alphabet: subnets stay where they are.
        stay = options.ignoring(opts, "availabilityZone")
        return [
            aws.ec2.Subnet(
                f"{name}-{tier_name}-{number}",
                vpc_id=vpc_id,
                cidr_block=cidr,
                availability_zone=zone,
                map_public_ip_on_launch=False,
                tags={**tags, "tier": tier_name},
                opts=stay,
            )
            for number, (cidr, zone) in enumerate(zip(ranges, zones, strict=True), start=1)
        ]

    public, app, data = tier("public", tiers.public), tier("app", tiers.app), tier("data", tiers.data)
    gateway = aws.ec2.InternetGateway(f"{name}-internet", vpc_id=vpc_id, tags=tags, opts=opts)
    routes = aws.ec2.RouteTable(f"{name}-public-routes", vpc_id=vpc_id, tags=tags, opts=opts)
    way = aws.ec2.Route(
        f"{name}-public-internet",
        route_table_id=routes.id,
        destination_cidr_block="0.0.0.0/0",
        gateway_id=gateway.id,
        opts=opts,
    )
    joined = associate(f"{name}-public", public, [routes] * len(public), opts)
    closed = aws.ec2.RouteTable(f"{name}-data-routes", vpc_id=vpc_id, tags=tags, opts=opts)
    associate(f"{name}-data", data, [closed] * len(data), opts)
    return Subnets(
        vpc_id=vpc_id,
        public=public,
        app=app,
        data=data,
        internet_gateway=gateway,
        open_ids=[pulumi.Output.all(item.subnet_id, way.id).apply(lambda ids: ids[0]) for item in joined],
    )


def associate(
    name: str,
    subnets: Sequence[aws.ec2.Subnet],
    tables: Sequence[aws.ec2.RouteTable],
    opts: pulumi.ResourceOptions,
) -> list[aws.ec2.RouteTableAssociation]:
    """Give every subnet its own route table, so that none falls back to the network's main one."""
    return [
        aws.ec2.RouteTableAssociation(
            f"{name}-{number}-routes", subnet_id=subnet.id, route_table_id=table.id, opts=opts
        )
        for number, (subnet, table) in enumerate(zip(subnets, tables, strict=True), start=1)
    ]


def _zones(args: NetworkArgs, opts: pulumi.ResourceOptions) -> list[str]:
    offered = aws.get_availability_zones(
        state="available",
        filters=[{"name": "opt-in-status", "values": ["opt-in-not-required"]}],
        opts=pulumi.InvokeOptions(parent=opts.parent),
    ).names
    if len(offered) < args.spec.zones:
        raise pulumi.RunError(
            f"network.zones: {args.spec.zones} asked for, but region {args.platform.args.region} has {len(offered)}:"
            f" {', '.join(sorted(offered))}"
        )
    return sorted(offered)[: args.spec.zones]
