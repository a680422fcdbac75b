"""Which pages may use a bucket from the browser, by signed link."""

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from components.clouds.aws.bucket import PrivateBucket

MAX_AGE_SECONDS = 3600
"""How long a browser remembers the answer."""


def create(name: str, private: PrivateBucket, origins: Sequence[str], opts: pulumi.ResourceOptions) -> None:
    """Admit pages of these origins to read and write what a signed link allows."""
    aws.s3.BucketCorsConfiguration(
        name,
        bucket=private.bucket.id,
        cors_rules=[
            {
                "allowed_origins": origins,
                "allowed_methods": ["GET", "HEAD", "PUT", "POST"],
                "allowed_headers": ["*"],
                "expose_headers": ["ETag"],
                "max_age_seconds": MAX_AGE_SECONDS,
            }
        ],
        opts=opts,
    )
