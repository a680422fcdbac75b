"""Buckets: private, encrypted, TLS only."""

from collections.abc import Mapping

import pulumi
import pulumi_alicloud as alicloud

from components import options
from components.buckets import UNFINISHED_UPLOAD_DAYS, BucketSettings
from components.clouds.alicloud import names, policy
from components.platform import PlatformArgs

READ_BACK = ["acl", "corsRules", "logging", "policy", "serverSideEncryptionRule", "versioning"]
"""Settings that are resources of their own, and that the bucket reads back as if they were its own."""

IN_SEVERAL_ZONES = frozenset(
    {
        "cn-hangzhou",
        "cn-shanghai",
        "cn-beijing",
        "cn-shenzhen",
        "cn-hongkong",
        "ap-southeast-1",
        "ap-southeast-5",
    }
)
"""Regions in which OSS keeps a bucket in three zones (OSS user guide, "Zone-redundant storage"); elsewhere in one."""

TLS_VERSIONS = ("TLSv1.2", "TLSv1.3")


def create(
    name: str, settings: BucketSettings, args: PlatformArgs, opts: pulumi.ResourceOptions
) -> alicloud.oss.Bucket:
    """Create a private, encrypted bucket that answers nobody without TLS."""
    bucket = alicloud.oss.Bucket(
        name,
        bucket=names.unique(name, args, opts),
        storage_class="Standard",
        redundancy_type="ZRS" if args.region in IN_SEVERAL_ZONES else "LRS",
        force_destroy=not settings.protect,
        lifecycle_rules=_lifecycle(settings),
        tags=settings.tags,
        opts=options.protected(options.ignoring(opts, *READ_BACK), settings.protect),
    )
    held = bucket.bucket
    blocked = alicloud.oss.BucketPublicAccessBlock(
        f"{name}-public-access", bucket=held, block_public_access=True, opts=opts
    )
    alicloud.oss.BucketAcl(f"{name}-acl", bucket=held, acl="private", opts=opts)
    _encrypt(f"{name}-encryption", held, settings.encryption_key, opts)
    if settings.versioned:
        alicloud.oss.BucketVersioning(f"{name}-versioning", bucket=held, status="Enabled", opts=opts)
    alicloud.oss.BucketHttpsConfig(f"{name}-tls", bucket=held, enable=True, tls_versions=TLS_VERSIONS, opts=opts)
    alicloud.oss.BucketPolicy(
        f"{name}-policy",
        bucket=held,
        policy=policy.json_text({"Version": policy.VERSION, "Statement": [_tls_only(held)]}),
        opts=options.after(opts, blocked),
    )
    return bucket


def log_access(
    name: str, bucket: alicloud.oss.Bucket, target: pulumi.Input[str], opts: pulumi.ResourceOptions
) -> alicloud.oss.BucketLogging:
    """Record requests to a bucket in bucket `target`, under `oss/<bucket>/`."""
    prefix = pulumi.Output.concat("oss/", bucket.bucket, "/")
    return alicloud.oss.BucketLogging(name, bucket=bucket.bucket, target_bucket=target, target_prefix=prefix, opts=opts)


def _encrypt(
    name: str, bucket: pulumi.Output[str], key: pulumi.Input[str] | None, opts: pulumi.ResourceOptions
) -> None:
    algorithm = "AES256" if key is None else "KMS"
    alicloud.oss.BucketServerSideEncryption(
        name, bucket=bucket, sse_algorithm=algorithm, kms_master_key_id=key, opts=opts
    )


def _tls_only(bucket: pulumi.Output[str]) -> Mapping[str, object]:
    return {
        "Effect": "Deny",
        "Principal": ["*"],
        "Action": ["oss:*"],
        "Resource": [pulumi.Output.concat("acs:oss:*:*:", bucket, rest) for rest in ("", "/*")],
        "Condition": {"Bool": {"acs:SecureTransport": ["false"]}},
    }


def _lifecycle(settings: BucketSettings) -> list[alicloud.oss.BucketLifecycleRuleArgsDict]:
    rules = [_rule("unfinished-uploads", {"abort_multipart_uploads": [{"days": UNFINISHED_UPLOAD_DAYS}]})]
    if settings.versioned:
        kept = [{"days": settings.keep_versions_days}]
        rules.append(_rule("old-versions", {"noncurrent_version_expirations": kept}))
        # A deletion leaves a marker behind; alone, when the versions below it are gone, it only slows listings down.
        if settings.expire_days is None:
            rules.append(_rule("deletion-markers", {"expirations": [{"expired_object_delete_marker": True}]}))
    if settings.expire_days is not None:
        rules.append(_rule("expiry", {"expirations": [{"days": settings.expire_days}]}))
    if settings.infrequent_after_days is not None:
        transition = {"days": settings.infrequent_after_days, "storage_class": "IA"}
        rules.append(_rule("infrequent-access", {"transitions": [transition]}))
    return rules


def _rule(identifier: str, action: Mapping[str, object]) -> alicloud.oss.BucketLifecycleRuleArgsDict:
    rule: alicloud.oss.BucketLifecycleRuleArgsDict = {"id": identifier, "enabled": True, "prefix": ""}
    return {**rule, **action}
