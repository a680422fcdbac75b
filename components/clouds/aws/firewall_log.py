"""What a firewall turned away, in a log group: no credentials in it, and no requests that went through."""

import pulumi
import pulumi_aws as aws

from components.clouds.aws import key, log_group
from components.clouds.aws.key import Abroad
from components.platform import Platform

PREFIX = "aws-waf-logs-"
"""How the name of a firewall's log group must begin (WAF developer guide, "CloudWatch Logs")."""

HIDDEN: list[aws.wafv2.WebAclLoggingConfigurationRedactedFieldArgsDict] = [
    {"query_string": {}},
    {"single_header": {"name": "authorization"}},
    {"single_header": {"name": "cookie"}},
    {"single_header": {"name": "x-entry-token"}},
]
"""Where credentials are: not written down."""

TURNED_AWAY: aws.wafv2.WebAclLoggingConfigurationLoggingFilterArgsDict = {
    "default_behavior": "DROP",
    "filters": [
        {
            "behavior": "KEEP",
            "requirement": "MEETS_ANY",
            "conditions": [{"action_condition": {"action": action}} for action in ("BLOCK", "COUNT")],
        }
    ],
}
"""Requests that a rule blocked, or counted on the way; the entry's own log has all that went through."""


def create(
    name: str,
    part: str,
    firewall: pulumi.Output[str],
    region: str | None,
    platform: Platform,
    opts: pulumi.ResourceOptions,
) -> None:
    """Create the log group, in the firewall's region, and have the firewall (ARN) write to it."""
    args = platform.args
    abroad = _key(name, region, platform, opts) if region not in (None, args.region) else None
    group_name = f"{PREFIX}{args.application}-{args.stack}-{part}"
    group = log_group.create(f"{name}-logs", part, platform, opts, group_name, abroad)
    aws.wafv2.WebAclLoggingConfiguration(
        f"{name}-logging",
        resource_arn=firewall,
        region=region,
        log_destination_configs=[group.arn],
        logging_filter=TURNED_AWAY,
        redacted_fields=HIDDEN,
        opts=opts,
    )


def _key(name: str, region: str | None, platform: Platform, opts: pulumi.ResourceOptions) -> Abroad | None:
    if region is None:
        return None
    owner = key.Owner(account=platform.account, partition=platform.partition)
    # The part is the platform: `groundwork:replace: [platform]` lets the key go when the firewall does.
    return key.abroad(f"{name}-logs-key", "platform", region, platform, [key.log_groups(region, owner)], opts)
