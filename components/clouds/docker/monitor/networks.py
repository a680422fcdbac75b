"""The private ways of what watches: to the daemon's gate, and among itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
import pulumi_docker as docker

from components.clouds.docker import labels
from components.clouds.docker.container import Attachment
from components.dashboard import DashboardArgs
from components.network import Network
from components.present import present

PART = "monitor"
"""What watches, as a part of the stack: the label of all that it is made of."""


@dataclass(frozen=True, kw_only=True)
class Paths:
    """Networks, and the names that lead to who is on them."""

    ways: Mapping[str, pulumi.Output[str]]
    """Purpose -> a network on which nobody else is, and which nothing leads out of.

    `gate`: between the agent and the gate; `logs`: between the collector and the gate; `monitor`: between agent,
    Prometheus and Alertmanager.
    """
    network: Network
    domain: str

    def name(self, member: str) -> str:
        """The private name of one of those who watch."""
        return f"{member}.{PART}.{self.domain}"

    def at(self, way: str, member: str) -> Attachment:
        """On one of the ways, found there by its private name."""
        return Attachment(network=self.ways[way], aliases=[self.name(member)])

    def to(self, networks: Sequence[pulumi.Input[str]]) -> list[Attachment]:
        """On networks of the stack, found by nobody there."""
        return [Attachment(network=network) for network in networks]


def create(name: str, ways: Sequence[str], args: DashboardArgs, opts: pulumi.ResourceOptions) -> Paths:
    """Create those that are needed."""
    told = labels.of(PART, args.platform)
    made = {
        way: docker.Network(f"{name}-{way}", driver="bridge", internal=True, labels=told, opts=opts).name
        for way in ways
    }
    return Paths(
        ways=made,
        network=present(args.network, "network"),
        domain=args.platform.namespace_domain,
    )
