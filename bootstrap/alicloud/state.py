"""Where state lies: a bucket that keeps every version, and the key of everything in it."""

from dataclasses import dataclass

import pulumi

from bootstrap.periods import KEPT_DAYS
from bootstrap.request import Request
from components.buckets import BucketSettings
from components.clouds.alicloud import bucket, key


@dataclass(frozen=True, kw_only=True)
class State:
    """The place, in the words of Pulumi and of policies."""

    bucket: pulumi.Output[str]
    """Name."""
    key: pulumi.Output[str]
    """Id."""
    url: pulumi.Output[str]
    """For `pulumi login`: OSS answers in the words of S3."""


def create(request: Request) -> State:
    """Create both; neither is ever deleted by Pulumi."""
    args, opts = request.platform, pulumi.ResourceOptions()
    own = key.create("state-key", args, opts)
    settings = BucketSettings(
        tags=args.tags("pipeline"), protect=True, encryption_key=own.id, versioned=True, keep_versions_days=KEPT_DAYS
    )
    held = bucket.create("state", settings, args, opts)
    records = bucket.create("state-requests", BucketSettings.of_access_logs(args), args, opts)
    bucket.log_access("state-logging", held, records.bucket, opts)
    endpoint = f"endpoint=https://s3.oss-{request.region}.aliyuncs.com&region={request.region}"
    url = pulumi.Output.concat("s3://", held.bucket, f"?{endpoint}&request_checksum_calculation=when_required")
    return State(bucket=held.bucket, key=own.id, url=url)
