"""Network: the private network of a stack, one security group per part, one rule per edge."""

import pulumi

from components.component import Component
from components.network.contract import Edge, NetworkArgs, NetworkOutputs, NetworkSpec

__all__ = ["Edge", "Network", "NetworkArgs", "NetworkOutputs", "NetworkSpec"]


class Network(Component, NetworkOutputs):
    """Three tiers of subnets (public, app, data) over two or three zones, closed but for its edges."""

    def __init__(self, name: str, args: NetworkArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create the network on the platform's cloud."""
        super().__init__(name, opts)
        self.edges = tuple(args.edges)
        self.parts = tuple(args.parts)
        match args.platform.cloud:
            case "aws":
                from components.network import aws as backend
            case "alicloud":
                from components.network import alicloud as backend
            case "docker":
                from components.network import docker as backend
        self.publish(backend.create(name, args, self.children()))

    def callers(self, part: str) -> dict[str, pulumi.Output[str]]:
        """Parts that may open a port of `part` -> their security groups."""
        sources = dict.fromkeys(edge.source for edge in self.edges if edge.target == part)
        return {source: self.security_group_ids[source] for source in sources if source in self.security_group_ids}
