"""Host names: records in a zone of Alibaba Cloud DNS that is already in the account."""

import pulumi
import pulumi_alicloud as alicloud

RECORD_SECONDS = 600


def lead(
    name: str, host: str, zone: str, target: pulumi.Input[str], opts: pulumi.ResourceOptions
) -> alicloud.dns.AlidnsRecord:
    """Make a host name lead to the target's own name."""
    return alicloud.dns.AlidnsRecord(
        name,
        domain_name=zone,
        rr=host.removesuffix(zone).rstrip(".") or "@",
        type="CNAME",
        value=target,
        ttl=RECORD_SECONDS,
        opts=opts,
    )
