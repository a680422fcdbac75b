"""Alarms of an RDS instance: processor, connections, storage that is left."""

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import alarm
from components.clouds.alicloud.alarm import Rule
from components.database.contract import DatabaseArgs
from components.spec import Size

NAMESPACE = "acs_rds_dashboard"

MOST_CONNECTIONS: dict[Size, int] = {"small": 400, "medium": 800, "large": 1600}
"""Connections that an instance of each size admits (RDS user guide, "Instance types of RDS for PostgreSQL")."""


def create(name: str, args: DatabaseArgs, instance: alicloud.rds.Instance, opts: pulumi.ResourceOptions) -> None:
    """Create an alarm for every threshold that is not switched off; CloudMonitor measures all three in percent."""
    limits = args.platform.args.alarms
    rules: dict[str, Rule] = {}
    if limits.cpu_percent is not None:
        rules["cpu"] = _rule("CpuUsage", limits.cpu_percent, instance, periods=3)
    if limits.database_connections is not None:
        share = 100 * limits.database_connections / MOST_CONNECTIONS[args.spec.size]
        rules["connections"] = _rule("ConnectionUsage", min(share, 100), instance)
    if limits.database_free_storage_gib is not None:
        used = 100 * (1 - limits.database_free_storage_gib / args.spec.storage_gib)
        rules["storage"] = _rule("DiskUsage", max(used, 0), instance)
    for suffix, rule in rules.items():
        alarm.create(f"{name}-{suffix}-alarm", name, args.platform, rule, opts)


def _rule(metric: str, threshold: float, instance: alicloud.rds.Instance, periods: int = 1) -> Rule:
    return Rule(
        metric=metric,
        namespace=NAMESPACE,
        dimension="instanceId",
        of=instance.id,
        threshold=threshold,
        periods=periods,
    )
