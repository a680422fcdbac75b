"""The Tair instance: its size, its zones, its encryption and its backups."""

import pulumi
import pulumi_alicloud as alicloud

from components import options
from components.cache.contract import PORT, CacheArgs
from components.clouds.alicloud import admission, key, names, windows
from components.spec import Size

CLASSES: dict[Size, str] = {"small": "tair.rdb.1g", "medium": "tair.rdb.2g", "large": "tair.rdb.16g"}
"""1, 2 and 16 GiB of memory."""


def create(
    name: str, args: CacheArgs, password: pulumi.Output[str], opts: pulumi.ResourceOptions
) -> alicloud.redis.TairInstance:
    """Create the instance: TLS and a password required, encrypted with the stack's key, in the data tier.

    There is always a replica, without which Tair offers no TLS; with `replicas` it lies in a second zone.
    """
    spec, platform, network = args.spec, args.platform, args.network
    begin, end = windows.daily(spec.maintenance_window)
    instance = alicloud.redis.TairInstance(
        f"{name}-instance",
        tair_instance_name=names.of(name, platform.args),
        instance_type="tair_rdb",
        instance_class=CLASSES[spec.size],
        engine_version=f"{spec.version}.0",
        payment_type="PayAsYouGo",
        node_type="MASTER_SLAVE",
        vpc_id=network.network_id,
        vswitch_id=network.data_subnet_ids[0],
        zone_id=network.zones[0],
        secondary_zone_id=network.zones[1] if spec.replicas else None,
        port=PORT,
        ssl_enabled="Enable",
        tde_status="enabled",
        encryption_key=platform.key,
        role_arn=key.disk_role(platform.account),
        password=password,
        vpc_auth_mode="Open",
        security_ips="127.0.0.1",
        security_group_id=pulumi.Output.all(*admission.groups(name, network)).apply(",".join),
        config={"maxmemory-policy": spec.eviction},
        maintain_start_time=begin,
        maintain_end_time=end,
        tags=platform.tags(name),
        # A fail-over swaps the zones.
        opts=options.protected(options.ignoring(opts, "zoneId", "secondaryZoneId"), platform.protects(name)),
    )
    if spec.backup_days:
        alicloud.kvstore.BackupPolicy(
            f"{name}-backups",
            instance_id=instance.id,
            backup_periods=windows.EVERY_DAY,
            backup_time=windows.hour_after(spec.maintenance_window),
            opts=opts,
        )
    return instance
