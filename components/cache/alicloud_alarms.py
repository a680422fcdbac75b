"""Alarms of the cache: memory and processor."""

import pulumi
import pulumi_alicloud as alicloud

from components.cache.contract import CacheArgs
from components.clouds.alicloud import alarm
from components.clouds.alicloud.alarm import Rule


def create(name: str, args: CacheArgs, instance: alicloud.redis.TairInstance, opts: pulumi.ResourceOptions) -> None:
    """Create an alarm for every threshold that is not switched off."""
    limits = args.platform.args.alarms
    for suffix, metric, threshold, periods in (
        ("memory", "StandardMemoryUsage", limits.cache_memory_percent, 1),
        ("cpu", "StandardCpuUsage", limits.cpu_percent, 3),
    ):
        if threshold is not None:
            rule = Rule(
                metric=metric,
                namespace="acs_kvstore",
                dimension="instanceId",
                of=instance.id,
                threshold=threshold,
                periods=periods,
            )
            alarm.create(f"{name}-{suffix}-alarm", name, args.platform, rule, opts)
