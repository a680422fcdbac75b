"""Which pages may use a bucket from the browser, by signed link."""

from collections.abc import Sequence

import pulumi
import pulumi_alicloud as alicloud

from components.object_store.settings import admitted


def create(name: str, bucket: alicloud.oss.Bucket, origins: Sequence[str], opts: pulumi.ResourceOptions) -> None:
    """Admit pages of these origins to read and write what a signed link allows."""
    alicloud.oss.BucketCors(
        name,
        bucket=bucket.bucket,
        cors_rules=[admitted(origins)],
        response_vary=True,
        opts=opts,
    )
