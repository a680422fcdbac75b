"""Security groups on AWS: one a part, and for every edge one rule at its target and one at its source."""

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from components.network.aws_rules import INTERNET, Peer, Rules
from components.network.contract import NetworkArgs

CDN_ADDRESSES = "com.amazonaws.global.cloudfront.origin-facing"
"""The prefix list of the addresses that CloudFront comes from, kept by AWS."""


def create(
    name: str, args: NetworkArgs, vpc_id: pulumi.Output[str], opts: pulumi.ResourceOptions
) -> dict[str, aws.ec2.SecurityGroup]:
    """Create one group for every part and the rules of all edges; no edge, no rule."""
    tags = args.platform.tags(name)
    groups = {
        part: aws.ec2.SecurityGroup(
            f"{name}-{part}", vpc_id=vpc_id, description=f"Part {part}", tags={**tags, "part": part}, opts=opts
        )
        for part in args.parts
    }
    outside = _outside(args, opts)
    rules = Rules(name=name, tags=tags, opts=opts)
    for edge in dict.fromkeys(args.edges):
        if edge.target in groups:
            peer = outside.get(edge.source) or Peer(group=groups[edge.source].id)
            rules.ingress(groups[edge.target], edge.target, edge.port, edge.source, peer)
        if edge.source in groups and not _leads_nowhere(edge.target, args):
            peer = outside.get(edge.target) or Peer(group=groups[edge.target].id)
            rules.egress(groups[edge.source], edge.source, edge.port, edge.target, peer)
    return groups


def _outside(args: NetworkArgs, opts: pulumi.ResourceOptions) -> Mapping[str, Peer]:
    """Names in edges that are no parts; the CDN's addresses are looked up only where an edge names them."""
    if not any("cdn" in (edge.source, edge.target) for edge in args.edges):
        return {"internet": INTERNET}
    addresses = aws.ec2.get_managed_prefix_list_output(
        name=CDN_ADDRESSES, opts=pulumi.InvokeOutputOptions(parent=opts.parent)
    )
    return {"internet": INTERNET, "cdn": Peer(prefix_list=addresses.id)}


def _leads_nowhere(target: str, args: NetworkArgs) -> bool:
    return target == "internet" and args.spec.nat == "none"
