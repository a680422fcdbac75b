"""Alarms of the cache: memory and processor, for the worst of its nodes."""

import pulumi
import pulumi_aws as aws

from components.cache.contract import CacheArgs
from components.clouds.aws import alarm
from components.clouds.aws.alarm import Metric, Rule


def create(name: str, args: CacheArgs, group: aws.elasticache.ReplicationGroup, opts: pulumi.ResourceOptions) -> None:
    """Create an alarm for every threshold that is not switched off, one a node: ElastiCache measures no group."""
    limits = args.platform.args.alarms
    for number in range(1, args.spec.replicas + 2):
        # Nodes of a group without cluster mode are called <group>-001, -002, …
        node = pulumi.Output.concat(group.replication_group_id, f"-{number:03}")
        if limits.cache_memory_percent is not None:
            rule = Rule(
                description=f"The cache's memory is above {limits.cache_memory_percent:g} %",
                measure=_metric("DatabaseMemoryUsagePercentage", node),
                threshold=limits.cache_memory_percent,
            )
            alarm.create(f"{name}-memory-alarm-{number}", name, args.platform, opts, rule)
        if limits.cpu_percent is not None:
            rule = Rule(
                description=f"The cache's engine uses more than {limits.cpu_percent:g} % of its CPU for 15 minutes",
                measure=_metric("EngineCPUUtilization", node),
                threshold=limits.cpu_percent,
                periods=3,
            )
            alarm.create(f"{name}-cpu-alarm-{number}", name, args.platform, opts, rule)


def _metric(metric: str, node: pulumi.Output[str]) -> Metric:
    return Metric(namespace="AWS/ElastiCache", name=metric, statistic="Average", dimensions={"CacheClusterId": node})
