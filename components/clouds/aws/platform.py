"""What all parts of a stack share on AWS: key, alarm topic, container cluster, access-log bucket."""

import pulumi
import pulumi_aws as aws

from components.clouds.aws import access_logs, budget, cluster, key, topic
from components.platform import PlatformArgs, PlatformOutputs


def create(name: str, args: PlatformArgs, opts: pulumi.ResourceOptions) -> PlatformOutputs:
    """Create what the stack asks for; nothing here waits for a network."""
    invoke = pulumi.InvokeOutputOptions(parent=opts.parent)
    account = aws.get_caller_identity_output(opts=invoke).account_id
    partition = aws.get_partition_output(opts=invoke).partition
    owner = key.Owner(account=account, partition=partition)
    stack_key = key.create(f"{name}-key", args, owner, opts)
    containers = cluster.create(f"{name}-cluster", args, stack_key.arn, opts) if args.containers else None
    alarms = topic.create(f"{name}-alarms", args, stack_key.arn, account, opts)
    budget.create(f"{name}-budget", args, alarms, opts)
    recorded = args.access_logs and args.access_log_sources
    logs = access_logs.create(f"{name}-access-logs", args, owner, opts) if recorded else None
    return PlatformOutputs(
        key=stack_key.arn,
        alarm_target=alarms,
        container_cluster=containers.arn if containers else None,
        container_cluster_name=containers.name if containers else None,
        shell=cluster.shell(args, containers) if containers else None,
        shell_log=containers.shell_log if containers else None,
        log_project=None,
        namespace_domain=f"{args.application}-{args.stack}.internal",
        access_log_bucket=logs,
        account=account,
        partition=partition,
    )
