"""Alarms of an RDS instance: processor, connections, storage that is left."""

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import alarm
from components.clouds.alicloud.alarm import Limit, Source
from components.database.contract import DatabaseArgs
from components.spec import Size

MOST_CONNECTIONS: dict[Size, int] = {"small": 400, "medium": 800, "large": 1600}
"""Connections that an instance of each size admits (RDS user guide, "Instance types of RDS for PostgreSQL")."""


def create(name: str, args: DatabaseArgs, instance: alicloud.rds.Instance, opts: pulumi.ResourceOptions) -> None:
    """Create an alarm for every threshold that is not switched off; CloudMonitor measures all three in percent."""
    limits = args.platform.args.alarms
    source = Source(namespace="acs_rds_dashboard", dimension="instanceId", of=instance.id)
    watched = {"cpu": Limit(metric="CpuUsage", above=limits.cpu_percent, periods=3)}
    if limits.database_connections is not None:
        share = 100 * limits.database_connections / MOST_CONNECTIONS[args.spec.size]
        watched["connections"] = Limit(metric="ConnectionUsage", above=min(share, 100))
    if limits.database_free_storage_gib is not None:
        used = 100 * (1 - limits.database_free_storage_gib / args.spec.storage_gib)
        watched["storage"] = Limit(metric="DiskUsage", above=max(used, 0))
    alarm.create(name, source, watched, args.platform, opts)
