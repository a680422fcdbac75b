"""Rules of security groups on Alibaba Cloud: one port, one peer, one direction."""

from dataclasses import dataclass
from typing import Literal

import pulumi
import pulumi_alicloud as alicloud

FIRST, LAST = 1, 100
"""Priorities: what is admitted comes before what refuses everything else."""


@dataclass(frozen=True, kw_only=True)
class Peer:
    """The other side of a rule: exactly one of these."""

    group: pulumi.Input[str] | None = None
    """A security group."""
    range: str | None = None
    """An IPv4 range."""


EVERYWHERE = "0.0.0.0/0"
INTERNET = Peer(range=EVERYWHERE)


@dataclass(frozen=True, kw_only=True)
class Way:
    """What a rule lets through."""

    port: int
    peer: Peer
    protocol: Literal["tcp", "udp"] = "tcp"


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Makes rules below one parent."""

    name: str
    """What every rule's name begins with."""
    opts: pulumi.ResourceOptions

    def ingress(self, group: pulumi.Input[str], target: str, source: str, way: Way) -> pulumi.Resource:
        """Admit what comes from `source` to `target`, whose group is given."""
        return self._accept(f"{self.name}-{target}-from-{source}-{way.port}", "ingress", group, (source, target), way)

    def egress(self, group: pulumi.Input[str], source: str, target: str, way: Way) -> pulumi.Resource:
        """Let `source`, whose group is given, go to `target`."""
        return self._accept(f"{self.name}-{source}-to-{target}-{way.port}", "egress", group, (source, target), way)

    def close(self, group: pulumi.Input[str], part: str) -> None:
        """Refuse whatever no other rule lets a part open: a group lets everything out by itself."""
        alicloud.ecs.SecurityGroupRule(
            f"{self.name}-{part}-to-nobody",
            security_group_id=group,
            type="egress",
            ip_protocol="all",
            port_range="-1/-1",
            policy="drop",
            priority=LAST,
            nic_type="intranet",
            cidr_ip=EVERYWHERE,
            description=f"{part} opens nothing else",
            opts=self.opts,
        )

    def _accept(
        self,
        name: str,
        direction: Literal["ingress", "egress"],
        group: pulumi.Input[str],
        ends: tuple[str, str],
        way: Way,
    ) -> pulumi.Resource:
        source, target = ends
        return alicloud.ecs.SecurityGroupRule(
            name,
            security_group_id=group,
            type=direction,
            ip_protocol=way.protocol,
            port_range=f"{way.port}/{way.port}",
            policy="accept",
            priority=FIRST,
            nic_type="intranet",
            cidr_ip=way.peer.range,
            source_security_group_id=way.peer.group,
            description=f"{source} opens port {way.port} of {target}",
            opts=self.opts,
        )
