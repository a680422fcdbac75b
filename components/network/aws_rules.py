"""Rules of security groups on AWS: one TCP port, one peer, one direction."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class Peer:
    """The other side of a rule: exactly one of these."""

    group: pulumi.Input[str] | None = None
    """A security group."""
    range: str | None = None
    """An IPv4 range."""
    prefix_list: pulumi.Input[str] | None = None
    """Addresses that AWS keeps up to date."""


INTERNET = Peer(range="0.0.0.0/0")


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Makes rules below one parent."""

    name: str
    """What every rule's name begins with."""
    tags: Mapping[str, str]
    opts: pulumi.ResourceOptions

    def ingress(
        self, group: aws.ec2.SecurityGroup, target: str, port: int, source: str, peer: Peer
    ) -> aws.vpc.SecurityGroupIngressRule:
        """Admit `peer`, called `source`, to `port` of `target`, whose group is given."""
        return aws.vpc.SecurityGroupIngressRule(
            f"{self.name}-{target}-from-{source}-{port}",
            security_group_id=group.id,
            description=f"{source} opens port {port} of {target}",
            **self._to(peer, port),
        )

    def egress(
        self, group: aws.ec2.SecurityGroup, source: str, port: int, target: str, peer: Peer
    ) -> aws.vpc.SecurityGroupEgressRule:
        """Let `source`, whose group is given, open `port` of `peer`, called `target`."""
        return aws.vpc.SecurityGroupEgressRule(
            f"{self.name}-{source}-to-{target}-{port}",
            security_group_id=group.id,
            description=f"{source} opens port {port} of {target}",
            **self._to(peer, port),
        )

    def _to(self, peer: Peer, port: int) -> dict[str, Any]:
        return {
            "ip_protocol": "tcp",
            "from_port": port,
            "to_port": port,
            "cidr_ipv4": peer.range,
            "referenced_security_group_id": peer.group,
            "prefix_list_id": peer.prefix_list,
            "tags": self.tags,
            "opts": self.opts,
        }
