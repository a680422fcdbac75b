"""Which pages may use a bucket from the browser, by signed link."""

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from components.clouds.aws.bucket import PrivateBucket
from components.object_store.settings import admitted


def create(name: str, private: PrivateBucket, origins: Sequence[str], opts: pulumi.ResourceOptions) -> None:
    """Admit pages of these origins to read and write what a signed link allows."""
    aws.s3.BucketCorsConfiguration(
        name,
        bucket=private.bucket.id,
        cors_rules=[admitted(origins)],
        opts=opts,
    )
