"""Logs: one project of Simple Log Service a stack, one encrypted store a writer, kept as long as the stack says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import names
from components.platform import Platform, PlatformArgs
from components.present import present

SHARDS = 2
MOST_SHARDS = 64
"""A store begins with two shards (10 MB/s) and splits them by itself, up to 64 (CreateLogStore)."""

SEPARATORS = ", '\";=()[]{}?@&<>/:\n\t\r"

Column = Literal["text", "long", "double"]


@dataclass(frozen=True, kw_only=True)
class LogStore:
    """A store that is ready: whoever writes into it waits for its index, which a service would make another way."""

    project: pulumi.Output[str]
    name: pulumi.Output[str]


def project(name: str, args: PlatformArgs, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    """Create the project and return its name."""
    return alicloud.log.Project(
        name,
        project_name=names.unique(name, args, opts),
        description=f"Logs of {args.application} {args.stack}",
        tags=args.tags("platform"),
        opts=opts,
    ).project_name


def store(
    name: str, platform: Platform, opts: pulumi.ResourceOptions, columns: Mapping[str, Column] | None = None
) -> LogStore:
    """Create a store that can be searched by word, and asked about `columns` (field -> type): those and no others."""
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
    index = alicloud.log.StoreIndex(
        f"{name}-index",
        project=where,
        logstore=kept.logstore_name,
        full_text={"case_sensitive": False, "include_chinese": True, "token": SEPARATORS},
        field_searches=[_field(field, kind) for field, kind in (columns or {}).items()] or None,
        opts=opts,
    )
    return LogStore(project=index.project, name=index.logstore)


def _field(name: str, kind: Column) -> alicloud.log.StoreIndexFieldSearchArgsDict:
    field: alicloud.log.StoreIndexFieldSearchArgsDict = {"name": name, "type": kind, "enable_analytics": True}
    return {**field, "include_chinese": True, "token": SEPARATORS} if kind == "text" else field
