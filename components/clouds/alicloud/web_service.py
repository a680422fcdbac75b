"""A container that answers HTTP: an API or a rendering frontend."""

import pulumi

from components.api_service.contract import WebArgs
from components.clouds.alicloud import discovery, routing, service
from components.clouds.alicloud.service import Exposure, Running
from components.container import WebSpec


def create(name: str, spec: WebSpec, args: WebArgs, opts: pulumi.ResourceOptions) -> Running:
    """Run the part, lead its routes to it, and give it a private name where another part uses it."""
    routed = routing.create(name, spec, args, args.gateway, opts) if args.gateway and args.routes else None
    named = discovery.register(name, spec, args, opts) if args.private_name else None
    ways = [way for way in (routed, named) if way is not None]
    exposure = Exposure(
        servers=[way.group for way in ways],
        entered=routed is not None,
        port=spec.port,
        ready=[resource for way in ways for resource in way.ready],
        migration=args.migration,
    )
    return service.create(name, spec, args, exposure, opts)
