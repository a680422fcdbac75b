"""Logs: one project of Simple Log Service a stack, one encrypted store a writer, kept as long as the stack says."""

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import names
from components.platform import Platform, PlatformArgs
from components.present import present

SHARDS = 2
MOST_SHARDS = 64
"""A store begins with two shards (10 MB/s) and splits them by itself, up to 64 (CreateLogStore)."""


def project(name: str, args: PlatformArgs, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    """Create the project and return its name."""
    return alicloud.log.Project(
        name,
        project_name=names.unique(name, args, opts),
        description=f"Logs of {args.application} {args.stack}",
        tags=args.tags("platform"),
        opts=opts,
    ).project_name


def store(name: str, platform: Platform, opts: pulumi.ResourceOptions) -> alicloud.log.Store:
    """Create a store for a part's logs, with an index, without which nobody could search it."""
    where = present(platform.log_project, "log_project")
    kept = alicloud.log.Store(
        name,
        project_name=where,
        logstore_name=name,
        retention_period=platform.args.logs.days,
        shard_count=SHARDS,
        auto_split=True,
        max_split_shard_count=MOST_SHARDS,
        append_meta=True,
        encrypt_conf={"enable": True, "encrypt_type": "default"},
        opts=opts,
    )
    alicloud.log.StoreIndex(
        f"{name}-index",
        project=where,
        logstore=kept.logstore_name,
        full_text={"case_sensitive": False, "include_chinese": True, "token": ", '\";=()[]{}?@&<>/:\n\t\r"},
        opts=opts,
    )
    return kept
