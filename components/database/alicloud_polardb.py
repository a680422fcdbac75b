"""PolarDB for PostgreSQL: a cluster of a primary and read-only nodes over shared storage."""

import pulumi
import pulumi_alicloud as alicloud

from components import options
from components.clouds.alicloud import admission, alarm, key, names, windows
from components.clouds.alicloud.alarm import Limit, Source
from components.database import alicloud_connections
from components.database.contract import DatabaseArgs, DatabaseSpec
from components.spec import Size

CLASSES: dict[Size, str] = {
    "small": "polar.pg.g2.medium",
    "medium": "polar.pg.x4.medium",
    "large": "polar.pg.x4.large",
}
"""2 vCPU and 4 GiB, 2 vCPU and 8 GiB, 4 vCPU and 16 GiB."""

MOST_CONNECTIONS: dict[Size, int] = {"small": 500, "medium": 800, "large": 1600}
"""Connections that a node of each size admits (PolarDB user guide, "Compute node specifications")."""

NODES = 2
"""A primary, and a read-only node that takes over when it fails."""

LEVEL_1_DAYS = 14
"""Days that a backup stays beside the cluster at most; longer ones move to the second level (PolarDB user guide)."""
LEVEL_2_DAYS = 30
"""Days that the second level keeps at least."""
LOCALE = "C"
STORAGE_TYPE = "PSL5"


def create(
    name: str, args: DatabaseArgs, password: pulumi.Output[str], opts: pulumi.ResourceOptions
) -> pulumi.Output[str]:
    """Create the cluster and what is in it; returns its host name, known once an application can use it."""
    if args.spec.restore_drill is not None:
        pulumi.log.warn(f"{name}: `restore_drill` is not kept by PolarDB, but by ApsaraDB RDS: see docs/parity.md")
    cluster = _cluster(name, args, opts)
    _alarms(name, args, cluster, opts)
    backups = _backups(name, args, cluster, opts)
    account = alicloud.polardb.Account(
        f"{name}-account",
        db_cluster_id=cluster.id,
        account_name=args.spec.user,
        account_password=password,
        account_type="Super" if args.spec.extensions else "Normal",
        account_description="The application",
        opts=options.after(opts, backups),
    )
    # The owner may do everything in its own database: no further privilege is needed.
    database = alicloud.polardb.Database(
        f"{name}-database",
        db_cluster_id=cluster.id,
        db_name=args.spec.name,
        account_name=account.account_name,
        character_set_name="UTF8",
        collate=LOCALE,
        ctype=LOCALE,
        db_description=f"{args.platform.args.application} {args.platform.args.stack}",
        opts=options.protected(options.after(opts, account), args.platform.protects(name)),
    )
    return pulumi.Output.all(cluster.connection_string, database.urn).apply(lambda known: known[0])


def standby(spec: DatabaseSpec) -> str:
    """Whether its storage has a copy in a second zone, in the service's words."""
    return "ON" if spec.multi_zone else "OFF"


def _cluster(name: str, args: DatabaseArgs, opts: pulumi.ResourceOptions) -> alicloud.polardb.Cluster:
    """Private, encrypted with the stack's key, open to the security groups of those who use it."""
    spec, platform, network = args.spec, args.platform, args.network
    protect = platform.protects(name)
    moving = options.ignoring(opts, "zoneId")  # a fail-over changes the zone
    return alicloud.polardb.Cluster(
        f"{name}-cluster",
        description=names.of(name, platform.args),
        db_type="PostgreSQL",
        db_version=spec.version,
        db_node_class=CLASSES[spec.size],
        db_node_count=NODES,
        pay_type="PostPaid",
        creation_category="Normal",
        storage_type=STORAGE_TYPE,
        hot_standby_cluster=standby(spec),
        tde_status="Enabled",
        encryption_key=platform.key,
        role_arn=key.disk_role(platform.account),
        vpc_id=network.network_id,
        vswitch_id=network.data_subnet_ids[0],
        zone_id=network.zones[0],
        db_cluster_ip_arrays=[{"db_cluster_ip_array_name": "default", "security_ips": ["127.0.0.1"]}],
        security_group_ids=admission.groups(name, network),
        maintain_time=windows.hour(windows.daily(spec.maintenance_window)[0]),
        backup_retention_policy_on_cluster_deletion="NONE" if platform.args.disposable else "LATEST",
        deletion_lock=int(spec.deletion_protection and protect),
        tags=platform.tags(name),
        opts=options.protected(moving, protect),
    )


def _backups(
    name: str, args: DatabaseArgs, cluster: alicloud.polardb.Cluster, opts: pulumi.ResourceOptions
) -> alicloud.polardb.BackupPolicy:
    """A backup a day and every change since; what is kept longer than two weeks lies on the second level.

    Copies in another region, of both, are kept as long as that level keeps anything.
    """
    days, elsewhere = args.spec.backup_days, args.spec.copy_region
    beyond = days > LEVEL_1_DAYS or elsewhere is not None
    kept_elsewhere = max(days, LEVEL_2_DAYS) if elsewhere else None
    return alicloud.polardb.BackupPolicy(
        f"{name}-backups",
        db_cluster_id=cluster.id,
        data_level1_backup_frequency="Normal",
        data_level1_backup_periods=windows.EVERY_DAY,
        data_level1_backup_time=windows.hour(args.spec.backup_window),
        data_level1_backup_retention_period=min(days, LEVEL_1_DAYS),
        data_level2_backup_periods=windows.EVERY_DAY if beyond else None,
        data_level2_backup_retention_period=max(days, LEVEL_2_DAYS) if beyond else None,
        data_level2_backup_another_region_region=elsewhere,
        data_level2_backup_another_region_retention_period=kept_elsewhere,
        log_backup_another_region_region=elsewhere,
        log_backup_another_region_retention_period=kept_elsewhere,
        log_backup_retention_period=days,
        opts=opts,
    )


def _alarms(name: str, args: DatabaseArgs, cluster: alicloud.polardb.Cluster, opts: pulumi.ResourceOptions) -> None:
    """Storage grows by itself and costs by the gigabyte: there is none left to warn of."""
    limits = args.platform.args.alarms
    connections = alicloud_connections.percent(limits.database_connections, MOST_CONNECTIONS[args.spec.size])
    source = Source(namespace="acs_polardb", dimension="clusterId", of=cluster.id)
    watched = {
        "cpu": Limit(metric="pg_cpu_total", above=limits.cpu_percent, periods=3),
        "connections": Limit(metric="pg_conn_usage", above=connections),
    }
    alarm.create(name, source, watched, args.platform, opts)
