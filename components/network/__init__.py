"""Network: the private network of a stack, one security group per part, one rule per edge."""

from collections.abc import Mapping, Sequence

import pulumi

from components.component import Component
from components.network.contract import Edge, NetworkArgs, NetworkOutputs, NetworkSpec

__all__ = ["Edge", "Network", "NetworkArgs", "NetworkOutputs", "NetworkSpec"]


class Network(Component):
    """Three tiers of subnets (public, app, data) over two or three zones, closed but for its edges."""

    network_id: pulumi.Output[str]
    """The cloud's identifier of the network."""
    public_subnet_ids: Sequence[pulumi.Output[str]]
    """Subnets of the public load balancer, one a zone."""
    app_subnet_ids: Sequence[pulumi.Output[str]]
    """Private subnets of containers, one a zone."""
    data_subnet_ids: Sequence[pulumi.Output[str]]
    """Private subnets of databases and caches, without a way out, one a zone."""
    security_group_ids: Mapping[str, pulumi.Output[str]]
    """Part -> its own security group."""
    outbound: Sequence[pulumi.Resource]
    """What must exist before a container can start."""
    namespace: pulumi.Output[str] | None
    """Private DNS namespace, where a part reaches another by name."""

    def __init__(self, name: str, args: NetworkArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create the network on the platform's cloud."""
        super().__init__(name, opts)
        match args.platform.cloud:
            case "aws":
                from components.network import aws as backend
        self.publish(backend.create(name, args, self.children()))
