"""Network on AWS: a VPC with three tiers of subnets."""

import pulumi
import pulumi_aws as aws

from components.network import aws_flow_log, aws_groups, aws_outbound, aws_subnets
from components.network.contract import NetworkArgs, NetworkOutputs


def create(name: str, args: NetworkArgs, opts: pulumi.ResourceOptions) -> NetworkOutputs:
    """Create the network, closed but for its edges."""
    tags = args.platform.tags(name)
    vpc = aws.ec2.Vpc(
        f"{name}-vpc",
        cidr_block=args.spec.cidr,
        enable_dns_support=True,
        enable_dns_hostnames=True,
        tags=tags,
        opts=opts,
    )
    # The group that AWS makes with every VPC admits its own members: adopted and emptied, it admits nobody.
    aws.ec2.DefaultSecurityGroup(f"{name}-default", vpc_id=vpc.id, ingress=[], egress=[], tags=tags, opts=opts)
    aws_flow_log.create(f"{name}-flow-log", args, vpc.id, opts)
    subnets = aws_subnets.create(name, args, vpc.id, opts)
    groups = aws_groups.create(name, args, vpc.id, opts)
    outbound = aws_outbound.create(name, args, subnets, groups, opts)
    return NetworkOutputs(
        network_id=vpc.id,
        public_subnet_ids=subnets.open_ids,
        app_subnet_ids=[subnet.id for subnet in subnets.app],
        data_subnet_ids=[subnet.id for subnet in subnets.data],
        zones=[subnet.availability_zone for subnet in subnets.app],
        security_group_ids={part: group.id for part, group in groups.items()},
        outbound=outbound,
        namespace=_namespace(f"{name}-names", args, vpc.id, opts) if args.platform.args.private_names else None,
    )


def _namespace(
    name: str, args: NetworkArgs, vpc_id: pulumi.Output[str], opts: pulumi.ResourceOptions
) -> pulumi.Output[str]:
    """Create the domain by which parts find one another, known inside this network only."""
    return aws.servicediscovery.PrivateDnsNamespace(
        name,
        name=args.platform.namespace_domain,
        vpc=vpc_id,
        description="Names of parts that other parts use",
        tags=args.platform.tags("network"),
        opts=opts,
    ).id
