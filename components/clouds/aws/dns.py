"""Host names: the zone they lie in, and records that lead to a load balancer or a CDN."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where a record leads."""

    name: pulumi.Input[str]
    zone: pulumi.Input[str]
    """The zone of the target's own name, which the cloud tells."""
    types: Sequence[str]
    """`A`, and `AAAA` where the target has an IPv6 address."""


def zone_id(zone: str, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    """Return the identifier of a public zone that is already in the account."""
    invoke = pulumi.InvokeOutputOptions(parent=opts.parent)
    return aws.route53.get_zone_output(name=zone, private_zone=False, opts=invoke).zone_id


def lead(name: str, host: str, zone: pulumi.Input[str], target: Target, opts: pulumi.ResourceOptions) -> None:
    """Make a host name lead to the target."""
    for record_type in target.types:
        aws.route53.Record(
            name if record_type == "A" else f"{name}-{record_type.lower()}",
            zone_id=zone,
            name=host,
            type=record_type,
            aliases=[{"name": target.name, "zone_id": target.zone, "evaluate_target_health": False}],
            opts=opts,
        )
