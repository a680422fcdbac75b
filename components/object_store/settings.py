"""An application's bucket, the same on every cloud: its settings, and which pages it admits."""

from collections.abc import Sequence
from typing import Any

from components.buckets import BucketSettings
from components.object_store.contract import ObjectStoreArgs

MAX_AGE_SECONDS = 3600
"""How long a browser remembers the answer."""


def settings(name: str, args: ObjectStoreArgs) -> BucketSettings:
    """Return what the bucket of an application is told, encrypted with the stack's key."""
    spec, platform = args.spec, args.platform
    return BucketSettings(
        tags=platform.tags(name),
        protect=platform.protects(name),
        encryption_key=platform.key,
        versioned=spec.versioned,
        keep_versions_days=spec.keep_versions_days,
        expire_days=spec.expire_days,
        infrequent_after_days=spec.infrequent_after_days,
    )


def admitted(origins: Sequence[str]) -> Any:
    """Return the rule by which pages of these origins read and write what a signed link allows."""
    return {
        "allowed_origins": origins,
        "allowed_methods": ["GET", "HEAD", "PUT", "POST"],
        "allowed_headers": ["*"],
        "expose_headers": ["ETag"],
        "max_age_seconds": MAX_AGE_SECONDS,
    }
