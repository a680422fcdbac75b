"""Which pages may use a bucket from the browser, by signed link."""

from collections.abc import Sequence

import pulumi
import pulumi_alicloud as alicloud

MAX_AGE_SECONDS = 3600
"""How long a browser remembers the answer."""


def create(name: str, bucket: alicloud.oss.Bucket, origins: Sequence[str], opts: pulumi.ResourceOptions) -> None:
    """Admit pages of these origins to read and write what a signed link allows."""
    alicloud.oss.BucketCors(
        name,
        bucket=bucket.bucket,
        cors_rules=[
            {
                "allowed_origins": origins,
                "allowed_methods": ["GET", "HEAD", "PUT", "POST"],
                "allowed_headers": ["*"],
                "expose_headers": ["ETag"],
                "max_age_seconds": MAX_AGE_SECONDS,
            }
        ],
        response_vary=True,
        opts=opts,
    )
