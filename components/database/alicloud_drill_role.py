"""Whom a restore drill acts as: it reads and copies one database, and deletes what it tagged as a copy of it."""

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import functions, identity
from components.clouds.alicloud.logs import LogStore
from components.connection import Statement
from components.platform import Platform

TAG = "restore-drill-of"
"""Tag of a copy; its value is the database's identifier."""
ACTOR = identity.Actor(service=functions.SERVICE, kind="Restore drills")


def create(
    name: str,
    part: str,
    instance: alicloud.rds.Instance,
    store: LogStore,
    platform: Platform,
    opts: pulumi.ResourceOptions,
) -> pulumi.Output[str]:
    """Create the role; returns its resource name, known when it may do all this."""
    statements = _statements(instance, store, platform)
    return identity.create(name, part, statements, platform, opts, ACTOR).able


def _statements(instance: alicloud.rds.Instance, store: LogStore, platform: Platform) -> tuple[Statement, ...]:
    """A copy has no name before it is made: what it is tagged with tells it from every other instance."""
    region = platform.args.region
    instances = pulumi.Output.concat(f"acs:rds:{region}:", platform.account, ":dbinstance/")
    source, any_instance = pulumi.Output.concat(instances, instance.id), pulumi.Output.concat(instances, "*")
    written = pulumi.Output.concat(
        f"acs:log:{region}:", platform.account, ":project/", store.project, "/logstore/", store.name
    )
    return (
        Statement(actions=("rds:DescribeBackups", "rds:CloneDBInstance"), resources=(source,)),
        Statement(actions=("rds:TagResources", "rds:DescribeDBInstanceAttribute"), resources=(any_instance,)),
        Statement(
            actions=("rds:DeleteDBInstance",),
            resources=(any_instance,),
            conditions={"StringEquals": {f"rds:ResourceTag/{TAG}": instance.id}},
        ),
        Statement(actions=("log:PostLogStoreLogs",), resources=(written,)),
    )
