"""Log groups: encrypted with the stack's key, kept as long as the stack says."""

import pulumi
import pulumi_aws as aws

from components.clouds.aws.key import Abroad
from components.platform import Platform, Written

RETENTIONS = (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653)
"""Days that CloudWatch Logs offers (PutRetentionPolicy)."""


def retention(days: int) -> int:
    """Return the shortest retention that CloudWatch offers and that is no shorter than `days` (at most 3653)."""
    return next(offered for offered in RETENTIONS if offered >= days)


def create(
    name: str,
    part: str,
    platform: Platform,
    opts: pulumi.ResourceOptions,
    log_group_name: pulumi.Input[str] | None = None,
    abroad: Abroad | None = None,
) -> aws.cloudwatch.LogGroup:
    """Create a log group of a part; `log_group_name` only where a service dictates it.

    Outside a disposable stack it stays when the part goes: what happened is asked afterwards.
    """
    return aws.cloudwatch.LogGroup(
        name,
        name=log_group_name,
        region=abroad.region if abroad else None,
        retention_in_days=retention(platform.args.logs.days),
        kms_key_id=abroad.key if abroad else platform.key,
        skip_destroy=platform.protects(part),
        tags=platform.tags(part),
        opts=opts,
    )


def of_part(
    name: str,
    part: str,
    platform: Platform,
    opts: pulumi.ResourceOptions,
    log_group_name: pulumi.Input[str] | None = None,
) -> aws.cloudwatch.LogGroup:
    """Create a log group for what a part itself writes: it goes on to wherever the stack's logs do."""
    group = create(name, part, platform, opts, log_group_name)
    platform.written.append(Written(name=name, part=part, store=group.name))
    return group
