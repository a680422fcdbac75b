"""The cluster that containers run in."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.clouds.aws import log_group
from components.platform import PlatformArgs


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """Identifiers that are known only when services can be started."""

    arn: pulumi.Output[str]
    name: pulumi.Output[str]
    shell_log: pulumi.Output[str]
    """ARN of the log group that records what is typed in shells."""


def create(name: str, args: PlatformArgs, key: pulumi.Output[str], opts: pulumi.ResourceOptions) -> Cluster:
    """Create a Fargate cluster; what is typed in a shell of a container is recorded in an encrypted log group."""
    shells = aws.cloudwatch.LogGroup(
        f"{name}-shells",
        retention_in_days=log_group.retention(args.logs.days),
        kms_key_id=key,
        skip_destroy=args.protects("platform"),
        tags=args.tags("platform"),
        opts=opts,
    )
    cluster = aws.ecs.Cluster(
        name,
        settings=[{"name": "containerInsights", "value": "enabled"}],
        configuration={
            "execute_command_configuration": {
                "kms_key_id": key,
                "logging": "OVERRIDE",
                "log_configuration": {
                    "cloud_watch_encryption_enabled": True,
                    "cloud_watch_log_group_name": shells.name,
                },
            }
        },
        tags=args.tags("platform"),
        opts=opts,
    )
    capacity = aws.ecs.ClusterCapacityProviders(
        f"{name}-capacity", cluster_name=cluster.name, capacity_providers=["FARGATE", "FARGATE_SPOT"], opts=opts
    )
    # Whoever uses the cluster waits for its capacity too, and goes before it.
    return Cluster(
        arn=pulumi.Output.all(cluster.arn, capacity.id).apply(lambda values: values[0]),
        name=capacity.cluster_name,
        shell_log=shells.arn,
    )


def shell(args: PlatformArgs, cluster: Cluster) -> pulumi.Output[str] | None:
    """Return the commands that open a shell in a container, for people to fill in; None in prod, which has none."""
    if args.environment == "prod":
        return None
    where = pulumi.Output.concat(f" --region {args.region} --cluster ", cluster.name)
    return pulumi.Output.concat(
        "aws ecs list-tasks",
        where,
        " --service-name SERVICE; aws ecs execute-command",
        where,
        " --task TASK --container PART --interactive --command /bin/sh",
    )
