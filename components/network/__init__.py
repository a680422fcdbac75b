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
        match args.platform.cloud:
            case "aws":
                from components.network import aws as backend
        self.publish(backend.create(name, args, self.children()))
