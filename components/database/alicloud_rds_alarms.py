"""Alarms of an RDS instance: processor, connections, storage that is left."""

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import alarm
from components.clouds.alicloud.alarm import Limit, Source
from components.database import alicloud_connections
from components.database.contract import DatabaseArgs, DatabaseSpec
from components.spec import Size

MOST_CONNECTIONS: dict[Size, int] = {"small": 400, "medium": 800, "large": 1600}
"""Connections that an instance of each size admits (RDS user guide, "Instance types of RDS for PostgreSQL")."""


def create(name: str, args: DatabaseArgs, instance: alicloud.rds.Instance, opts: pulumi.ResourceOptions) -> None:
    """Create an alarm for every threshold that is not switched off; CloudMonitor measures all three in percent.

    Metrics of PostgreSQL on cloud disks, one of them misspelt by the service (CloudMonitor user guide, "ApsaraDB RDS
    for PostgreSQL"); those of other engines have no values here.
    """
    limits = args.platform.args.alarms
    source = Source(namespace="acs_rds_dashboard", dimension="instanceId", of=instance.id)
    connections = alicloud_connections.percent(limits.database_connections, MOST_CONNECTIONS[args.spec.size])
    watched = {
        "cpu": Limit(metric="cpu_usage", above=limits.cpu_percent, periods=3),
        "connections": Limit(metric="conn_usgae", above=connections),
        "storage": Limit(
            metric="local_fs_size_usage",
            above=_used(limits.database_free_storage_gib, args.spec),
            critical=True,
        ),
    }
    alarm.create(name, source, watched, args.platform, opts)


def _used(free_gib: float | None, spec: DatabaseSpec) -> float | None:
    """Storage that is left, in percent that is used."""
    return None if free_gib is None else max(100 * (1 - free_gib / spec.storage_gib), 0)
