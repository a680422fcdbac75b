"""ApsaraDB RDS for PostgreSQL: the instance, and one after the other what is made inside it."""

from collections.abc import Sequence

import pulumi
import pulumi_alicloud as alicloud

from components import options
from components.clouds.alicloud import admission, key, names, windows
from components.database import alicloud_drill, alicloud_rds_alarms, alicloud_recovery
from components.database.contract import PORT, DatabaseArgs, DatabaseSpec
from components.spec import Size

CLASSES: dict[Size, str] = {"small": "pg.n2.2c", "medium": "pg.n4.2c", "large": "pg.n4.4c"}
"""2 vCPU and 4 GiB, 2 vCPU and 8 GiB, 4 vCPU and 16 GiB; the end says whether there is a standby."""
EDITIONS = {False: ("Basic", "1m"), True: ("HighAvailability", "2m")}
"""With a standby or without -> edition, and the end of its classes."""

STORAGE_TYPE = "general_essd"
CHARACTERS = "UTF8,C,en_US.utf8"
"""Character set, collation and character type."""
MONITORING_SECONDS = 60
"""Between two measures of the machine: as often as the service measures without a charge."""
STORAGE_THRESHOLD = 20
"""Percent of storage that is left when it grows by itself."""


def create(
    name: str, args: DatabaseArgs, password: pulumi.Output[str], opts: pulumi.ResourceOptions
) -> pulumi.Output[str]:
    """Create the instance and what is in it; returns its host name, known once an application can use it."""
    alicloud_recovery.tell(args)
    instance = _instance(name, args, opts)
    alicloud_rds_alarms.create(name, args, instance, opts)
    if args.spec.restore_drill is not None:
        alicloud_drill.create(name, args, instance, opts)
    # The service refuses two changes of an instance at once, and the provider would wait for minutes: a chain.
    backups = _backups(name, args, instance, opts)
    account = alicloud.rds.Account(
        f"{name}-account",
        db_instance_id=instance.id,
        account_name=args.spec.user,
        account_password=password,
        account_type="Super" if args.spec.extensions else "Normal",
        account_description="The application",
        opts=options.after(opts, backups),
    )
    database = alicloud.rds.Database(
        f"{name}-database",
        instance_id=instance.id,
        data_base_name=args.spec.name,
        character_set=CHARACTERS,
        description=f"{args.platform.args.application} {args.platform.args.stack}",
        opts=options.protected(options.after(opts, account), args.platform.protects(name)),
    )
    usable: pulumi.Resource = database
    if not args.spec.extensions:
        usable = alicloud.rds.AccountPrivilege(
            f"{name}-privilege",
            instance_id=instance.id,
            account_name=account.account_name,
            privilege="DBOwner",
            db_names=[database.data_base_name],
            opts=options.after(opts, database),
        )
    return pulumi.Output.all(instance.connection_string, usable.urn).apply(lambda known: known[0])


def _instance(name: str, args: DatabaseArgs, opts: pulumi.ResourceOptions) -> alicloud.rds.Instance:
    """Private, encrypted with the stack's key, TLS only, open to the security groups of those who use it."""
    spec, platform, network = args.spec, args.platform, args.network
    edition, end = EDITIONS[spec.multi_zone]
    own_zones = zones(args)
    protect = platform.protects(name)
    # A fail-over swaps the zones, and storage grows by itself.
    moving = options.ignoring(opts, "zoneId", "zoneIdSlaveA", "instanceStorage")
    return alicloud.rds.Instance(
        f"{name}-instance",
        instance_name=names.of(name, platform.args),
        engine="PostgreSQL",
        engine_version=f"{spec.version}.0",
        instance_type=f"{CLASSES[spec.size]}.{end}",
        category=edition,
        instance_charge_type="Postpaid",
        db_instance_storage_type=STORAGE_TYPE,
        instance_storage=spec.storage_gib,
        storage_auto_scale="Enable",
        storage_threshold=STORAGE_THRESHOLD,
        storage_upper_bound=spec.max_storage_gib,
        encryption_key=platform.key,
        role_arn=key.disk_role(platform.account),
        zone_id=own_zones[0],
        zone_id_slave_a=own_zones[1] if spec.multi_zone else None,
        vswitch_id=switches(args),
        vpc_id=network.network_id,
        port=str(PORT),
        security_ips=["127.0.0.1"],
        security_group_ids=admission.groups(name, network),
        ssl_action="Open",
        ca_type="aliyun",
        pg_hba_confs=[
            {
                "type": "hostssl",
                "priority_id": 1,
                "database": "all",
                "user": "all",
                "address": "0.0.0.0/0",
                "method": "md5",
            }
        ],
        parameters=_parameters(spec),
        monitoring_period=MONITORING_SECONDS,
        maintain_time="-".join(windows.daily(spec.maintenance_window)),
        auto_upgrade_minor_version="Auto",
        deletion_protection=spec.deletion_protection and protect,
        tags=platform.tags(name),
        opts=options.protected(moving, protect),
    )


def zones(args: DatabaseArgs) -> Sequence[pulumi.Output[str]]:
    """Its own, and that of its standby."""
    return args.network.zones[: 2 if args.spec.multi_zone else 1]


def switches(args: DatabaseArgs) -> pulumi.Output[str]:
    """In the order of its zones, as the service wants them."""
    return pulumi.Output.all(*args.network.data_subnet_ids[: len(zones(args))]).apply(",".join)


def _parameters(spec: DatabaseSpec) -> list[alicloud.rds.InstanceParameterArgsDict]:
    return [
        {"name": "log_connections", "value": "on"},
        {"name": "log_disconnections", "value": "on"},
        {"name": "log_min_duration_statement", "value": str(spec.slow_query_milliseconds)},
    ]


def _backups(
    name: str, args: DatabaseArgs, instance: alicloud.rds.Instance, opts: pulumi.ResourceOptions
) -> alicloud.rds.BackupPolicy:
    """A backup a day and every change since: any moment of the last days can be restored."""
    return alicloud.rds.BackupPolicy(
        f"{name}-backups",
        instance_id=instance.id,
        preferred_backup_periods=windows.EVERY_DAY,
        preferred_backup_time=windows.hour(args.spec.backup_window),
        backup_retention_period=args.spec.backup_days,
        backup_interval=alicloud_recovery.interval(args, opts),
        enable_backup_log=True,
        log_backup_retention_period=args.spec.backup_days,
        released_keep_policy="None" if args.platform.args.disposable else "Lastest",
        opts=opts,
    )
