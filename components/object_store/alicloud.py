"""ObjectStore on Alibaba Cloud: a private OSS bucket."""

import pulumi

from components.clouds.alicloud import bucket, hand_over
from components.connection import Connection
from components.object_store import alicloud_cors, alicloud_key_user
from components.object_store.alicloud_permissions import statements
from components.object_store.contract import ObjectStoreArgs, ObjectStoreOutputs
from components.object_store.settings import settings


def create(name: str, args: ObjectStoreArgs, opts: pulumi.ResourceOptions) -> ObjectStoreOutputs:
    """Create the bucket, and a user with a key of its own where the code needs one."""
    spec, platform = args.spec, args.platform
    private = bucket.create(f"{name}-bucket", settings(name, args), platform.args, opts)
    if platform.access_log_bucket is not None:
        bucket.log_access(f"{name}-bucket-logging", private, platform.access_log_bucket, opts)
    if spec.cors:
        alicloud_cors.create(f"{name}-bucket-cors", private, spec.cors, opts)
    permissions = statements(private.bucket, platform)
    keys = alicloud_key_user.create(name, args, permissions, opts) if spec.access_key else {}
    values = {
        "bucket": private.bucket,
        "region": platform.args.region,
        "endpoint": pulumi.Output.concat("https://", private.extranet_endpoint),
        "internal_endpoint": pulumi.Output.concat("https://", private.intranet_endpoint),
        "driver": "oss",
    }
    handed = hand_over.connection(f"{name}-user", values, keys, platform, opts)
    return ObjectStoreOutputs(
        connection=Connection(values=handed.values, secrets=handed.secrets, statements=permissions),
        bucket=private.bucket,
    )
