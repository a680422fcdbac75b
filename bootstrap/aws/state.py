"""Where state lies: a bucket that keeps every version, and the key of everything in it."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from bootstrap.periods import KEPT_DAYS
from bootstrap.request import Request
from components import options
from components.buckets import BucketSettings
from components.clouds.aws import access_logs, bucket, policy
from components.clouds.aws.key import LONGEST_WINDOW_DAYS, Owner, account_decides


@dataclass(frozen=True, kw_only=True)
class State:
    """The place, in the words of Pulumi and of policies."""

    bucket: pulumi.Output[str]
    """ARN."""
    key: pulumi.Output[str]
    """ARN."""
    url: pulumi.Output[str]
    """For `pulumi login`."""
    secrets_provider: pulumi.Output[str]
    """For `pulumi stack init --secrets-provider`."""


def create(request: Request, owner: Owner) -> State:
    """Create both; neither is ever deleted by Pulumi."""
    tags = request.platform.tags("pipeline")
    opts = pulumi.ResourceOptions()
    key = aws.kms.Key(
        "state-key",
        description=f"State of {request.project}, and the secrets in it",
        enable_key_rotation=True,
        deletion_window_in_days=LONGEST_WINDOW_DAYS,
        policy=policy.document([account_decides(owner)]),
        tags=tags,
        opts=options.protected(opts, protect=True),
    )
    aws.kms.Alias("state-key-alias", name=f"alias/{request.project}-pipeline", target_key_id=key.id)
    settings = BucketSettings(
        tags=tags, protect=True, encryption_key=key.arn, versioned=True, keep_versions_days=KEPT_DAYS
    )
    private = bucket.create("state", settings, opts)
    bucket.restrict("state-policy", private, opts)
    bucket.log_access(
        "state-logging", private, access_logs.create("state-requests", request.platform, owner, opts), opts
    )
    return State(
        bucket=private.bucket.arn,
        key=key.arn,
        url=pulumi.Output.concat("s3://", private.bucket.bucket, f"?region={request.region}&awssdk=v2"),
        secrets_provider=pulumi.Output.concat("awskms:///", key.arn, f"?region={request.region}"),
    )
