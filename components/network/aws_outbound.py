"""The way out of the app tier on AWS: NAT gateways, or endpoints of AWS's own services."""

from collections.abc import Mapping, Sequence

import pulumi
import pulumi_aws as aws

from components import options
from components.network.aws_endpoints import reach_services
from components.network.aws_subnets import Subnets, associate
from components.network.contract import NetworkArgs


def create(
    name: str,
    args: NetworkArgs,
    subnets: Subnets,
    groups: Mapping[str, aws.ec2.SecurityGroup],
    opts: pulumi.ResourceOptions,
) -> list[pulumi.Resource]:
    """Create routes of the app tier; returns everything a container needs in order to fetch its image and secrets."""
    tags = args.platform.tags(name)
    tables = [
        aws.ec2.RouteTable(f"{name}-app-{number}-routes", vpc_id=subnets.vpc_id, tags=tags, opts=opts)
        for number in range(1, len(subnets.app) + 1)
    ]
    joined = associate(f"{name}-app", subnets.app, tables, opts)
    # Free, and what goes to S3 (images' layers too) does not pass the NAT gateway, which costs by the gigabyte.
    storage = aws.ec2.VpcEndpoint(
        f"{name}-s3",
        vpc_id=subnets.vpc_id,
        vpc_endpoint_type="Gateway",
        service_name=f"com.amazonaws.{args.platform.args.region}.s3",
        route_table_ids=[table.id for table in tables],
        tags=tags,
        opts=opts,
    )
    if args.spec.nat == "none":
        return [*joined, storage, *reach_services(name, args, subnets, groups, storage, opts)]
    gateways = _nat_gateways(name, args, subnets, opts)
    routes = [
        aws.ec2.Route(
            f"{name}-app-{number}-internet",
            route_table_id=table.id,
            destination_cidr_block="0.0.0.0/0",
            nat_gateway_id=gateways[(number - 1) % len(gateways)].id,
            opts=opts,
        )
        for number, table in enumerate(tables, start=1)
    ]
    return [*joined, *routes]


def _nat_gateways(
    name: str, args: NetworkArgs, subnets: Subnets, opts: pulumi.ResourceOptions
) -> Sequence[aws.ec2.NatGateway]:
    tags = args.platform.tags(name)
    # AWS refuses a NAT gateway in a network that does not lead to the internet yet.
    after = options.after(opts, subnets.internet_gateway)
    homes = subnets.public if args.spec.nat == "per_zone" else subnets.public[:1]
    return [
        aws.ec2.NatGateway(
            f"{name}-nat-{number}",
            subnet_id=subnet.id,
            allocation_id=aws.ec2.Eip(f"{name}-nat-{number}-address", domain="vpc", tags=tags, opts=after).id,
            tags=tags,
            opts=after,
        )
        for number, subnet in enumerate(homes, start=1)
    ]
