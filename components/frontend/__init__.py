"""Frontend: what a browser loads, plain files or pages rendered by a server."""

import pulumi

from components.component import Component
from components.frontend.contract import (
    BEHIND_CDN,
    FrontendArgs,
    FrontendOutputs,
    SsrArgs,
    SsrSpec,
    StaticArgs,
    StaticSpec,
)

__all__ = [
    "BEHIND_CDN",
    "Frontend",
    "FrontendArgs",
    "FrontendOutputs",
    "SsrArgs",
    "SsrSpec",
    "StaticArgs",
    "StaticSpec",
]


class Frontend(Component, FrontendOutputs):
    """Files in a private bucket behind a CDN, or a rendering server behind the gateway."""

    def __init__(self, name: str, args: FrontendArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create the frontend on the platform's cloud."""
        super().__init__(name, opts)
        match args.platform.cloud:
            case "aws":
                from components.frontend import aws as backend
            case "alicloud":
                from components.frontend import alicloud as backend
            case "docker":
                from components.frontend import docker as backend
        self.publish(backend.create(name, args, self.children()))
