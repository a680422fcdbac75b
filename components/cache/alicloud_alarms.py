"""Alarms of the cache: memory and processor."""

import pulumi
import pulumi_alicloud as alicloud

from components.cache.contract import CacheArgs
from components.clouds.alicloud import alarm
from components.clouds.alicloud.alarm import Limit, Source


def create(name: str, args: CacheArgs, instance: alicloud.redis.TairInstance, opts: pulumi.ResourceOptions) -> None:
    """Create an alarm for every threshold that is not switched off."""
    limits = args.platform.args.alarms
    source = Source(namespace="acs_kvstore", dimension="instanceId", of=instance.id)
    watched = {
        "memory": Limit(metric="StandardMemoryUsage", above=limits.cache_memory_percent),
        "cpu": Limit(metric="StandardCpuUsage", above=limits.cpu_percent, periods=3),
    }
    alarm.create(name, source, watched, args.platform, opts)
