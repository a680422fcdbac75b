"""Gateway: the public entry to containers."""

import pulumi

from components.component import Component
from components.gateway.contract import (
    HTTP_PORT,
    HTTPS_PORT,
    GatewayArgs,
    GatewayOutputs,
    Limit,
    Prefix,
    RoutesArgs,
    RoutesOutputs,
    Target,
)

__all__ = [
    "HTTPS_PORT",
    "HTTP_PORT",
    "Gateway",
    "GatewayArgs",
    "GatewayOutputs",
    "Limit",
    "Prefix",
    "Routes",
    "RoutesArgs",
    "Target",
]


class Gateway(Component, GatewayOutputs):
    """A load balancer with certificate, modern TLS, a redirect from HTTP, and DNS records."""

    def __init__(self, name: str, args: GatewayArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create the entry on the platform's cloud."""
        super().__init__(name, opts)
        self.args = args
        match args.platform.cloud:
            case "aws":
                from components.gateway import aws as backend
            case "alicloud":
                from components.gateway import alicloud as backend
            case "docker":
                from components.gateway import docker as backend
        self.publish(backend.create(name, args, self.children()))


class Routes(Component, RoutesOutputs):
    """All that the entry leads to, changed at once when every part is there.

    For an entry that does not learn of each part by itself, as a load balancer does.
    """

    def __init__(self, name: str, args: RoutesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Hand the routes over and wait until the entry follows them."""
        super().__init__(name, opts)
        from components.gateway import docker_routes as backend

        self.publish(backend.create(name, args, self.children()))
