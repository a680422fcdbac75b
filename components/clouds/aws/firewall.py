"""A web application firewall before an entry, where the application asks for one or limits its clients."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.clouds.aws import cdn
from components.gateway import Limit
from components.platform import Platform


@dataclass(frozen=True, kw_only=True)
class Guarded:
    """What stands behind a firewall."""

    part: str
    managed: bool
    """Common attacks and known bad clients are turned away."""
    limits: Sequence[Limit]
    by_cdn: bool = False
    """The CDN asks it, before anything goes on."""


def create(name: str, guarded: Guarded, platform: Platform, opts: pulumi.ResourceOptions) -> pulumi.Output[str] | None:
    """Create the firewall and return its ARN; None, and nothing to pay, where nobody asks for one."""
    if not guarded.managed and not guarded.limits:
        return None
    # The SDK's part for firewalls is its largest, and takes a third of a second to load.
    from components.clouds.aws import firewall_log, firewall_rules

    rules = firewall_rules.rules(managed=guarded.managed, limits=guarded.limits)
    region = cdn.REGION if guarded.by_cdn else None
    acl = aws.wafv2.WebAcl(
        name,
        scope="CLOUDFRONT" if guarded.by_cdn else "REGIONAL",
        region=region,
        description=f"Before {guarded.part} of {platform.args.application} {platform.args.stack}",
        default_action={"allow": {}},
        rules=rules,
        visibility_config=firewall_rules.visibility(name),
        tags=platform.tags(guarded.part),
        opts=opts,
    )
    if platform.args.access_logs:
        firewall_log.create(name, guarded.part, acl.arn, region, platform, opts)
    return acl.arn
