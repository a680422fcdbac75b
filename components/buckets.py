"""What buckets are for, the same on every cloud: an application's data, a page's files, records of access."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import pulumi

from components.platform import Platform, PlatformArgs

UNFINISHED_UPLOAD_DAYS = 7
"""Days after which the parts of an upload that nobody finished are deleted."""


@dataclass(frozen=True, kw_only=True)
class BucketSettings:
    """What a bucket is for."""

    tags: Mapping[str, str]
    protect: bool
    """It survives: neither Pulumi nor an empty-and-delete may remove it."""
    encryption_key: pulumi.Input[str] | None
    """The cloud's name of the key; None: keys that the store manages, where a reader or writer cannot use ours."""
    versioned: bool
    keep_versions_days: int = 30
    """Days that a deleted or overwritten version is kept."""
    expire_days: int | None = None
    """Objects older than this are deleted."""
    infrequent_after_days: int | None = None
    """Objects older than this move to a class for what is seldom read."""

    @classmethod
    def of_page(cls, name: str, platform: Platform) -> Self:
        """For the files of a page: the content is public, and a CDN would need a share in our key."""
        return cls(
            tags=platform.tags(name),
            protect=platform.protects(name),
            encryption_key=None,
            versioned=platform.args.environment != "dev",
        )

    @classmethod
    def of_access_logs(cls, args: PlatformArgs) -> Self:
        """For records of access: those who write them use keys that the store manages."""
        return cls(
            tags=args.tags("platform"),
            protect=args.protects("platform"),
            encryption_key=None,
            versioned=False,
            expire_days=args.logs.days,
        )
