"""The replication group: its size, its copies, its encryption and its logs."""

import pulumi
import pulumi_aws as aws
import pulumi_random as random

from components import options
from components.cache.contract import PORT, CacheArgs
from components.clouds.aws import log_group
from components.spec import Size

NODES: dict[Size, str] = {"small": "cache.t4g.micro", "medium": "cache.t4g.small", "large": "cache.r7g.large"}
"""Graviton: 0.5 GiB, 1.4 GiB and 13 GiB of memory."""

LOG_TYPES = ("slow-log", "engine-log")


def create(
    name: str, args: CacheArgs, password: pulumi.Output[str], opts: pulumi.ResourceOptions
) -> aws.elasticache.ReplicationGroup:
    """Create the nodes: TLS and a password required, encrypted with the stack's key, in the data subnets."""
    spec, platform = args.spec, args.platform
    tags, protect = platform.tags(name), platform.protects(name)
    subnets = aws.elasticache.SubnetGroup(
        f"{name}-subnets", subnet_ids=args.network.data_subnet_ids, tags=tags, opts=opts
    )
    return aws.elasticache.ReplicationGroup(
        f"{name}-group",
        description=f"{platform.args.application} {platform.args.stack}",
        engine="redis",
        engine_version=f"{spec.version}.1",
        node_type=NODES[spec.size],
        port=PORT,
        num_cache_clusters=1 + spec.replicas,
        automatic_failover_enabled=spec.replicas > 0,
        multi_az_enabled=spec.replicas > 0,
        subnet_group_name=subnets.name,
        security_group_ids=[args.network.security_group_ids[name]],
        parameter_group_name=_parameters(f"{name}-parameters", name, args, opts).name,
        transit_encryption_enabled=True,
        transit_encryption_mode="required",
        auth_token=password,
        at_rest_encryption_enabled=True,
        kms_key_id=platform.key,
        snapshot_retention_limit=spec.backup_days,
        snapshot_window=snapshot_window(spec.maintenance_window),
        maintenance_window=spec.maintenance_window,
        final_snapshot_identifier=None if platform.args.disposable else _final_snapshot(name, args, opts),
        auto_minor_version_upgrade=True,
        apply_immediately=platform.args.disposable or platform.args.environment != "prod",
        log_delivery_configurations=_logs(name, args, opts),
        tags=tags,
        opts=options.protected(opts, protect),
    )


def snapshot_window(maintenance_window: str) -> str:
    """Return an hour a day, UTC, that begins an hour after maintenance ends: ElastiCache does not let the two meet."""
    _, _, hour_and_minute = maintenance_window.partition("-")[2].partition(":")
    hour, minute = hour_and_minute.split(":")
    begin = (int(hour) + 1) % 24
    return f"{begin:02}:{minute}-{(begin + 1) % 24:02}:{minute}"


def _parameters(name: str, part: str, args: CacheArgs, opts: pulumi.ResourceOptions) -> aws.elasticache.ParameterGroup:
    return aws.elasticache.ParameterGroup(
        name,
        family=f"redis{args.spec.version}",
        parameters=[{"name": "maxmemory-policy", "value": args.spec.eviction}],
        tags=args.platform.tags(part),
        opts=opts,
    )


def _final_snapshot(name: str, args: CacheArgs, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    # Replaced together with the group, so that a final snapshot's name is never used twice.
    suffix = random.RandomId(f"{name}-suffix", byte_length=4, keepers={"key": args.platform.key}, opts=opts)
    return pulumi.Output.concat(f"{name}-final-", suffix.hex)


def _logs(
    name: str, args: CacheArgs, opts: pulumi.ResourceOptions
) -> list[aws.elasticache.ReplicationGroupLogDeliveryConfigurationArgsDict]:
    return [
        {
            "destination": log_group.of_part(f"{name}-{kind}", name, args.platform, opts).name,
            "destination_type": "cloudwatch-logs",
            "log_format": "json",
            "log_type": kind,
        }
        for kind in LOG_TYPES
    ]
