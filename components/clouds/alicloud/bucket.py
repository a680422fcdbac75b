"""Buckets: private, encrypted, TLS only."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from components import options
from components.buckets import UNFINISHED_UPLOAD_DAYS, BucketSettings
from components.clouds.alicloud import names, policy
from components.clouds.alicloud.regions import IN_SEVERAL_ZONES
from components.platform import PlatformArgs

READ_BACK = ["acl", "corsRules", "logging", "policy", "serverSideEncryptionRule", "versioning"]
"""Settings that are resources of their own, and that the bucket reads back as if they were its own."""

INFREQUENT = "IA"
"""For what is seldom read; objects of this class need not move to it."""

TLS_VERSIONS = ("TLSv1.2", "TLSv1.3")


@dataclass(frozen=True, kw_only=True)
class Kept:
    """How OSS keeps objects; another way makes another bucket."""

    storage_class: str = "Standard"
    redundancy: str | None = None
    """None: in three zones where the region has them, else in one."""


def create(
    name: str, settings: BucketSettings, args: PlatformArgs, opts: pulumi.ResourceOptions, kept: Kept | None = None
) -> alicloud.oss.Bucket:
    """Create a private, encrypted bucket that answers nobody without TLS."""
    how = kept or Kept()
    bucket = alicloud.oss.Bucket(
        name,
        bucket=names.unique(name, args, opts),
        storage_class=how.storage_class,
        redundancy_type=how.redundancy or ("ZRS" if args.region in IN_SEVERAL_ZONES else "LRS"),
        force_destroy=not settings.protect,
        lifecycle_rules=_lifecycle(settings, how.storage_class),
        tags=settings.tags,
        opts=options.deleted_first(options.protected(options.ignoring(opts, *READ_BACK), settings.protect)),
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


def _lifecycle(settings: BucketSettings, storage_class: str) -> list[alicloud.oss.BucketLifecycleRuleArgsDict]:
    rules = [_rule("unfinished-uploads", {"abort_multipart_uploads": [{"days": UNFINISHED_UPLOAD_DAYS}]})]
    if settings.versioned:
        kept = [{"days": settings.keep_versions_days}]
        rules.append(_rule("old-versions", {"noncurrent_version_expirations": kept}))
        # A deletion leaves a marker behind; alone, when the versions below it are gone, it only slows listings down.
        if settings.expire_days is None:
            rules.append(_rule("deletion-markers", {"expirations": [{"expired_object_delete_marker": True}]}))
    if settings.expire_days is not None:
        rules.append(_rule("expiry", {"expirations": [{"days": settings.expire_days}]}))
    if settings.infrequent_after_days is not None and storage_class != INFREQUENT:
        transition = {"days": settings.infrequent_after_days, "storage_class": INFREQUENT}
        rules.append(_rule("infrequent-access", {"transitions": [transition]}))
    return rules


def _rule(identifier: str, action: Mapping[str, object]) -> alicloud.oss.BucketLifecycleRuleArgsDict:
    rule: alicloud.oss.BucketLifecycleRuleArgsDict = {"id": identifier, "enabled": True, "prefix": ""}
    return {**rule, **action}
