"""A container that answers HTTP: an API or a rendering frontend."""

import pulumi

from components import options
from components.api_service.contract import WebArgs
from components.clouds.alicloud import candidate, discovery, instance, routing, servers, service, stay, version
from components.clouds.alicloud.door import Door
from components.clouds.alicloud.servers import Servers, Whose
from components.clouds.alicloud.service import Exposure, Running
from components.container import WebSpec
from components.gateway import Gateway
from components.present import present


def create(name: str, spec: WebSpec, args: WebArgs, opts: pulumi.ResourceOptions) -> Running:
    """Run the part, lead its routes to it, and give it a private name where another part uses it.

    `blue_green`: a version's instances are all there and well before any request moves; a failure moves none.
    """
    prepared = instance.prepare(name, spec, args, args.migration, opts)
    own = version.of(name, prepared, args.platform.args, opts) if spec.rollout == "blue_green" else None
    whose = Whose(part=name, spec=spec, args=args, version=own)
    entered = args.gateway is not None and bool(args.routes)
    doors = [_entry(name, whose, args, args.gateway, opts)] if args.gateway and entered else []
    doors += [discovery.register(name, whose, opts)] if args.private_name else []
    behind = [each for door in doors for each in door.servers]
    ready = [resource for door in doors for resource in door.ready]
    if own is None:
        ready += [resource for door in doors for resource in door.lead(opts)]
    exposure = Exposure(servers=behind, entered=entered, ready=ready, version=own)
    running = service.create(name, spec, args, prepared, exposure, opts)
    if own is not None:
        whole = options.after(opts, running.rollout)
        moved = [resource for door in doors for resource in door.lead(whole)]
        stay.create(name, own, args.platform, options.after(whole, *moved))
    return running


def _entry(name: str, whose: Whose, args: WebArgs, gateway: Gateway, opts: pulumi.ResourceOptions) -> Door:
    """From the gateway's listener; a new version is asked there whether it is well."""
    behind = servers.create(f"{name}-servers", whose, opts)
    asked: list[pulumi.Resource] = []
    if whose.version is not None:
        places = [route.candidate_priority for route in args.routes if route.candidate_priority is not None]
        place, known = present(next(iter(places), None), "candidate_priority"), (whose.version, behind.id)
        asked.append(candidate.ask(name, gateway.listener, place, known, args.platform.args, opts))
    return Door(
        servers=[Servers(group=behind, port=whose.spec.port)],
        lead=lambda opts: routing.create(name, whose.spec, args, gateway, behind.id, opts),
        ready=asked,
    )
