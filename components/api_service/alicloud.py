"""ApiService on Alibaba Cloud: elastic container instances behind the gateway."""

import pulumi

from components.api_service.contract import ApiServiceArgs, ApiServiceOutputs
from components.clouds.alicloud import web_service


def create(name: str, args: ApiServiceArgs, opts: pulumi.ResourceOptions) -> ApiServiceOutputs:
    """Create the service."""
    running = web_service.create(name, args.spec, args, opts)
    return ApiServiceOutputs(service=running.service, log_group=running.log_group, image=running.image)
