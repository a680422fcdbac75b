"""Buckets: private, encrypted, TLS only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

from components import options
from components.buckets import UNFINISHED_UPLOAD_DAYS, BucketSettings
from components.clouds.aws import policy
from components.clouds.aws.policy import ResourceStatement
from components.connection import Statement


@dataclass(frozen=True, kw_only=True)
class PrivateBucket:
    """A bucket that still needs its policy: see `restrict`."""

    bucket: aws.s3.Bucket
    public_access_block: aws.s3.BucketPublicAccessBlock


def create(name: str, settings: BucketSettings, opts: pulumi.ResourceOptions) -> PrivateBucket:
    """Create a private, encrypted bucket; follow with `restrict`, once everything that its policy names is there."""
    bucket = aws.s3.Bucket(
        name,
        force_destroy=not settings.protect,
        tags=settings.tags,
        opts=options.protected(opts, settings.protect),
    )
    public_access_block = aws.s3.BucketPublicAccessBlock(
        f"{name}-public-access",
        bucket=bucket.id,
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=True,
        opts=opts,
    )
    aws.s3.BucketOwnershipControls(
        f"{name}-ownership", bucket=bucket.id, rule={"object_ownership": "BucketOwnerEnforced"}, opts=opts
    )
    aws.s3.BucketServerSideEncryptionConfiguration(
        f"{name}-encryption", bucket=bucket.id, rules=[_encryption(settings.encryption_key)], opts=opts
    )
    if settings.versioned:
        aws.s3.BucketVersioning(
            f"{name}-versioning", bucket=bucket.id, versioning_configuration={"status": "Enabled"}, opts=opts
        )
    aws.s3.BucketLifecycleConfiguration(f"{name}-lifecycle", bucket=bucket.id, rules=_lifecycle(settings), opts=opts)
    return PrivateBucket(bucket=bucket, public_access_block=public_access_block)


def restrict(
    name: str,
    private: PrivateBucket,
    opts: pulumi.ResourceOptions,
    statements: Sequence[ResourceStatement] = (),
) -> aws.s3.BucketPolicy:
    """Give a bucket its policy: nobody without TLS, and the given statements for services that write or read it."""
    return aws.s3.BucketPolicy(
        name,
        bucket=private.bucket.id,
        policy=policy.document([_tls_only(private.bucket.arn), *statements]),
        # S3 refuses two changes of a bucket's access at once.
        opts=options.after(opts, private.public_access_block),
    )


def log_access(
    name: str, private: PrivateBucket, target: pulumi.Input[str], opts: pulumi.ResourceOptions
) -> aws.s3.BucketLogging:
    """Record requests to a bucket in bucket `target`, under `s3/<bucket>/`."""
    return aws.s3.BucketLogging(
        name,
        bucket=private.bucket.id,
        target_bucket=target,
        target_prefix=pulumi.Output.concat("s3/", private.bucket.id, "/"),
        opts=opts,
    )


def _tls_only(arn: pulumi.Output[str]) -> ResourceStatement:
    return ResourceStatement(
        sid="TlsOnly",
        effect="Deny",
        principal="*",
        permission=Statement(
            actions=("s3:*",),
            resources=(arn, pulumi.Output.concat(arn, "/*")),
            conditions={"Bool": {"aws:SecureTransport": "false"}},
        ),
    )


def _encryption(key: pulumi.Input[str] | None) -> aws.s3.BucketServerSideEncryptionConfigurationRuleArgsDict:
    if key is None:
        return {"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}
    return {
        "apply_server_side_encryption_by_default": {"sse_algorithm": "aws:kms", "kms_master_key_id": key},
        "bucket_key_enabled": True,
    }


def _lifecycle(settings: BucketSettings) -> list[aws.s3.BucketLifecycleConfigurationRuleArgsDict]:
    unfinished = {"days_after_initiation": UNFINISHED_UPLOAD_DAYS}
    rules = [_rule("unfinished-uploads", abort_incomplete_multipart_upload=unfinished)]
    if settings.versioned:
        kept = {"noncurrent_days": settings.keep_versions_days}
        rules.append(_rule("old-versions", noncurrent_version_expiration=kept))
        # A deletion leaves a marker behind; alone, when the versions below it are gone, it only slows listings down.
        if settings.expire_days is None:
            rules.append(_rule("deletion-markers", expiration={"expired_object_delete_marker": True}))
    if settings.expire_days is not None:
        rules.append(_rule("expiry", expiration={"days": settings.expire_days}))
    if settings.infrequent_after_days is not None:
        transition = {"days": settings.infrequent_after_days, "storage_class": "STANDARD_IA"}
        rules.append(_rule("infrequent-access", transitions=[transition]))
    return rules


def _rule(identifier: str, **action: Any) -> aws.s3.BucketLifecycleConfigurationRuleArgsDict:
    return {"id": identifier, "status": "Enabled", "filter": {}, **action}
