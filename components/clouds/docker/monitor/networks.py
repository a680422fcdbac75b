"""The two private ways of what watches: to the daemon's gate, and among itself."""

from collections.abc import Sequence
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

    gate: pulumi.Output[str]
    """Between the agent and the gate; nobody else is on it, and nothing leads out."""
    monitor: pulumi.Output[str]
    """Between agent, Prometheus and Alertmanager; nothing leads out."""
    network: Network
    domain: str

    def name(self, member: str) -> str:
        """The private name of one of those who watch."""
        return f"{member}.{PART}.{self.domain}"

    def at_gate(self, member: str) -> Attachment:
        """On the way to the daemon."""
        return Attachment(network=self.gate, aliases=[self.name(member)])

    def within(self, member: str) -> Attachment:
        """Among those who watch."""
        return Attachment(network=self.monitor, aliases=[self.name(member)])

    def to(self, networks: Sequence[pulumi.Input[str]]) -> list[Attachment]:
        """On networks of the stack, found by nobody there."""
        return [Attachment(network=network) for network in networks]


def create(name: str, args: DashboardArgs, opts: pulumi.ResourceOptions) -> Paths:
    """Create both."""
    told = labels.of(PART, args.platform)
    made = [
        docker.Network(f"{name}-{way}", driver="bridge", internal=True, labels=told, opts=opts).name
        for way in ("gate", "monitor")
    ]
    return Paths(
        gate=made[0],
        monitor=made[1],
        network=present(args.network, "network"),
        domain=args.platform.namespace_domain,
    )
