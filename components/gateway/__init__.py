"""Gateway: the public entry to containers."""

import pulumi

from components.component import Component
from components.gateway.contract import HTTP_PORT, HTTPS_PORT, GatewayArgs, GatewayOutputs

__all__ = ["HTTPS_PORT", "HTTP_PORT", "Gateway", "GatewayArgs", "GatewayOutputs"]


class Gateway(Component, GatewayOutputs):
    """A load balancer with certificate, modern TLS, a redirect from HTTP, and DNS records."""

    def __init__(self, name: str, args: GatewayArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create the entry on the platform's cloud."""
        super().__init__(name, opts)
        match args.platform.cloud:
            case "aws":
                from components.gateway import aws as backend
            case "alicloud":
                from components.gateway import alicloud as backend
        self.publish(backend.create(name, args, self.children()))
