"""Flow log on AWS: who talked to whom, in an encrypted log group."""

import pulumi
import pulumi_aws as aws

from components import options
from components.clouds.aws import identity, log_group
from components.connection import Statement
from components.network.contract import NetworkArgs

TRAFFIC = {"all": "ALL", "rejected": "REJECT"}


def create(name: str, args: NetworkArgs, vpc_id: pulumi.Output[str], opts: pulumi.ResourceOptions) -> aws.ec2.FlowLog:
    """Record the flows of the whole network; the writer's role may write to that log group and to nothing else."""
    records = log_group.create(f"{name}-records", "network", args.platform, opts)
    write = Statement(
        actions=("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"),
        resources=(pulumi.Output.concat(records.arn, ":*"),),
    )
    writer = identity.create(f"{name}-writer", "network", "vpc-flow-logs.amazonaws.com", [write], args.platform, opts)
    return aws.ec2.FlowLog(
        name,
        vpc_id=vpc_id,
        traffic_type=TRAFFIC[args.spec.flow_logs],
        log_destination=records.arn,
        iam_role_arn=writer.arn,
        tags=args.platform.tags("network"),
        opts=options.after(opts, *writer.grants),
    )
