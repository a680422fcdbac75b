"""Private endpoints of the AWS services that a container cannot start without, for a network with no way out."""

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from components import volumes
from components.network.aws_rules import Peer, Rules
from components.network.aws_subnets import Subnets
from components.network.contract import MANAGED, NetworkArgs

SERVICES = ("ecr.api", "ecr.dkr", "logs", "secretsmanager", "kms", "ssmmessages")
"""Images, logs, secrets and their key, and shells."""

HTTPS = 443
"""Every endpoint speaks HTTPS and nothing else."""


def reach_services(
    name: str,
    args: NetworkArgs,
    subnets: Subnets,
    groups: Mapping[str, aws.ec2.SecurityGroup],
    storage: aws.ec2.VpcEndpoint,
    opts: pulumi.ResourceOptions,
) -> list[pulumi.Resource]:
    """Create the endpoints, and let every part that runs containers open their port 443 and that of S3."""
    tags = args.platform.tags(name)
    door = aws.ec2.SecurityGroup(
        f"{name}-endpoints-of-aws", vpc_id=subnets.vpc_id, description="Endpoints of AWS services", tags=tags, opts=opts
    )
    rules = Rules(name=name, tags=tags, opts=opts)
    opened: list[pulumi.Resource] = []
    managed = MANAGED | volumes.members(args.parts)
    for part in (part for part in args.parts if part not in managed):
        opened += [
            rules.ingress(door, "endpoints", HTTPS, part, Peer(group=groups[part].id)),
            rules.egress(groups[part], part, HTTPS, "endpoints", Peer(group=door.id)),
            rules.egress(groups[part], part, HTTPS, "s3", Peer(prefix_list=storage.prefix_list_id)),
        ]
    return [
        *opened,
        *(
            aws.ec2.VpcEndpoint(
                f"{name}-{service.replace('.', '-')}",
                vpc_id=subnets.vpc_id,
                vpc_endpoint_type="Interface",
                service_name=f"com.amazonaws.{args.platform.args.region}.{service}",
                subnet_ids=[subnet.id for subnet in subnets.app],
                security_group_ids=[door.id],
                private_dns_enabled=True,
                tags=tags,
                opts=opts,
            )
            for service in SERVICES
        ),
    ]
