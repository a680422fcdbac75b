"""ObjectStore on Alibaba Cloud: a private OSS bucket."""

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import bucket, hand_over, settings_of
from components.clouds.alicloud.bucket import Kept
from components.clouds.alicloud.regions import in_mainland
from components.connection import Connection
from components.object_store import alicloud_cdn, alicloud_cors, alicloud_key_user
from components.object_store.alicloud_permissions import statements
from components.object_store.contract import ObjectStoreArgs, ObjectStoreOutputs
from components.object_store.settings import settings
from components.platform import Platform


def create(name: str, args: ObjectStoreArgs, opts: pulumi.ResourceOptions) -> ObjectStoreOutputs:
    """Create the bucket, and a user with a key of its own where the code needs one."""
    spec, platform = args.spec, args.platform
    private = bucket.create(f"{name}-bucket", settings(name, args), platform.args, opts, _kept(platform))
    if platform.access_log_bucket is not None:
        bucket.log_access(f"{name}-bucket-logging", private, platform.access_log_bucket, opts)
    if spec.cors:
        alicloud_cors.create(f"{name}-bucket-cors", private, spec.cors, opts)
    permissions = statements(private.bucket, platform)
    keys = dict(alicloud_key_user.create(name, args, permissions, opts)) if spec.access_key else {}
    values = {
        "bucket": private.bucket,
        "region": platform.args.region,
        "endpoint": pulumi.Output.concat("https://", private.extranet_endpoint),
        "internal_endpoint": pulumi.Output.concat("https://", private.intranet_endpoint),
        "driver": "oss",
    }
    if spec.cdn is not None:
        values["cdn"] = f"https://{spec.cdn}"
        keys["cdn_key"] = alicloud_cdn.create(name, spec.cdn, args, private, opts)
    elif spec.cors and in_mainland(platform.args.region):
        pulumi.log.info(f"{name}: browsers in mainland China load faster from a CDN, which is advised: `cdn`")
    handed = hand_over.connection(f"{name}-user", values, keys, platform, opts)
    return ObjectStoreOutputs(
        connection=Connection(values=handed.values, secrets=handed.secrets, statements=permissions),
        bucket=private.bucket,
        restore=_restore(private) if spec.versioned else None,
    )


def _restore(private: alicloud.oss.Bucket) -> pulumi.Output[str]:
    """`revert-versioning` of ossutil takes the mark of deletion away that lies over an object's versions."""
    endpoint = private.extranet_endpoint
    start = "aliyun oss revert-versioning oss://"
    return pulumi.Output.concat(start, private.bucket, '/"$PREFIX" --recursive --endpoint ', endpoint)


def _kept(platform: Platform) -> Kept:
    """How the stack wants objects kept."""
    chosen = settings_of.settings(platform)
    return Kept(storage_class=chosen.bucket_class, redundancy=chosen.bucket_redundancy)
