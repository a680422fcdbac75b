"""The bucket that load balancer and buckets write their access logs to."""

import pulumi

from components.buckets import BucketSettings
from components.clouds.aws import bucket
from components.clouds.aws.key import Owner
from components.clouds.aws.policy import ResourceStatement
from components.connection import Statement
from components.platform import PlatformArgs

LOAD_BALANCER_PREFIX = "load-balancer"
"""Where in the bucket a load balancer writes; it may write nowhere else."""


def create(name: str, args: PlatformArgs, owner: Owner, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    """Create the bucket and return its name; a load balancer writes only with keys that S3 manages (ELB user guide)."""
    private = bucket.create(name, BucketSettings.of_access_logs(args), opts)
    allowed = bucket.restrict(f"{name}-policy", private, opts, _writers(private.bucket.arn, owner))
    # AWS tests at once whether it may write: whoever uses the bucket waits for its policy.
    return allowed.bucket


def _writers(arn: pulumi.Output[str], owner: Owner) -> list[ResourceStatement]:
    return [
        ResourceStatement(
            sid="LoadBalancer",
            principal={"Service": "logdelivery.elasticloadbalancing.amazonaws.com"},
            permission=Statement(
                actions=("s3:PutObject",),
                resources=(pulumi.Output.concat(arn, f"/{LOAD_BALANCER_PREFIX}/AWSLogs/", owner.account, "/*"),),
            ),
        ),
        ResourceStatement(
            sid="Buckets",
            principal={"Service": "logging.s3.amazonaws.com"},
            permission=Statement(
                actions=("s3:PutObject",),
                resources=(pulumi.Output.concat(arn, "/s3/*"),),
                conditions={"StringEquals": {"aws:SourceAccount": owner.account}},
            ),
        ),
    ]
