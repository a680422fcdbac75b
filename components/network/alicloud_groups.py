"""Security groups on Alibaba Cloud: one a part, and for every edge one rule at its target and one at its source."""

from collections.abc import Iterator, Mapping

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import names
from components.clouds.alicloud.rules import INTERNET, Peer, Rules, Way
from components.network.contract import MANAGED, NetworkArgs

OUTSIDE: Mapping[str, Peer] = {"internet": INTERNET, "cdn": INTERNET}
"""Names in edges that are no parts. Alibaba Cloud CDN tells nobody the addresses it comes from."""

NEEDED: Mapping[str, Way] = {
    "resolvers": Way(port=53, protocol="udp", peer=Peer(range="100.100.2.128/28")),
    "metadata": Way(port=80, peer=Peer(range="100.100.100.200/32")),
    "services": Way(port=443, peer=Peer(range="100.64.0.0/10")),
}
"""What a container cannot do without: the region's DNS servers, the credentials of its role, and the addresses at
which the services of the region (images, logs, OSS, KMS) answer in every network. Source: VPC and ECS user guides."""


def create(
    name: str, args: NetworkArgs, vpc_id: pulumi.Output[str], opts: pulumi.ResourceOptions
) -> dict[str, alicloud.ecs.SecurityGroup]:
    """Create one group for every part and the rules of all edges; no edge, no rule."""
    tags = args.platform.tags(name)
    groups = {
        part: alicloud.ecs.SecurityGroup(
            f"{name}-{part}",
            vpc_id=vpc_id,
            security_group_name=names.of(f"{name}-{part}", args.platform.args),
            security_group_type="normal",
            inner_access_policy="Drop",
            description=f"Part {part}",
            tags={**tags, "part": part},
            opts=opts,
        )
        for part in args.parts
    }
    rules = Rules(name=name, opts=opts)
    for part, group in groups.items():
        rules.close(group.id, part)
    for part in _with_containers(args):
        for target, way in NEEDED.items():
            rules.egress(groups[part].id, part, target, way)
    for edge in dict.fromkeys(args.edges):
        if edge.target in groups:
            peer = OUTSIDE.get(edge.source) or Peer(group=groups[edge.source].id)
            rules.ingress(groups[edge.target].id, edge.target, edge.source, Way(port=edge.port, peer=peer))
        if edge.source in groups and not _leads_nowhere(edge.target, args):
            peer = OUTSIDE.get(edge.target) or Peer(group=groups[edge.target].id)
            rules.egress(groups[edge.source].id, edge.source, edge.target, Way(port=edge.port, peer=peer))
    return groups


def _with_containers(args: NetworkArgs) -> Iterator[str]:
    return (part for part in args.parts if part not in MANAGED)


def _leads_nowhere(target: str, args: NetworkArgs) -> bool:
    return target == "internet" and args.spec.nat == "none"
