"""ApiService: a service that answers HTTP."""

import pulumi

from components.api_service.contract import ApiServiceArgs, ApiServiceOutputs, ServiceSpec, WebArgs
from components.component import Component

__all__ = ["ApiService", "ApiServiceArgs", "ApiServiceOutputs", "ServiceSpec", "WebArgs"]


class ApiService(Component, ApiServiceOutputs):
    """Containers behind the gateway: health-checked, scaled, rolled back when a new version fails."""

    def __init__(self, name: str, args: ApiServiceArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create the service on the platform's cloud."""
        super().__init__(name, opts)
        match args.platform.cloud:
            case "aws":
                from components.api_service import aws as backend
            case "alicloud":
                from components.api_service import alicloud as backend
            case "docker":
                from components.api_service import docker as backend
        self.publish(backend.create(name, args, self.children()))
