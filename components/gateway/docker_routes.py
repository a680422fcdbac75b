"""Hands the routes of a stack to its entry once every part is there; no request is dropped meanwhile."""

import hashlib
from collections.abc import Mapping, Sequence

import pulumi

from components.clouds.docker import images, once, scripts
from components.clouds.docker.container import Attachment, Box, File, Volume, Whose
from components.clouds.docker.nginx import OWNER
from components.gateway import docker_forwarding, docker_locations
from components.gateway.contract import RoutesArgs, RoutesOutputs, Target
from components.gateway.docker_configuration import ROUTES, STATE

MEMORY = 64
"""MiB."""

PART = "gateway"


def create(name: str, args: RoutesArgs, opts: pulumi.ResourceOptions) -> RoutesOutputs:
    """Write the routes and wait until the entry follows them."""
    gateway = args.gateway
    servers = {target.part: pulumi.Output.all(*target.servers) for target in args.targets}
    known = pulumi.Output.all(**servers)
    tokens = {target.part: target.token for target in args.targets if target.token is not None}
    told = pulumi.Output.all(known, pulumi.Output.all(**tokens)) if tokens else known.apply(lambda found: [found, {}])
    configuration = told.apply(lambda both: docker_locations.text(gateway, args.targets, *both))
    forwarded = known.apply(lambda found: docker_forwarding.text(args.targets, found))
    version = pulumi.Output.concat(configuration, forwarded).apply(
        lambda text: hashlib.sha256(text.encode()).hexdigest()
    )
    box = Box(
        image=images.pull(f"{name}-image", images.NGINX, opts),
        user=f"{OWNER}:{OWNER}",
        networks=[Attachment(network=network) for network in gateway.network.app_subnet_ids],
        entrypoint=["sh", "-c", scripts.text("open_routes.sh")],
        variables={
            "ROUTES": ROUTES,
            "VERSION": version,
            "STATE": f"http://{PART}.{gateway.platform.namespace_domain}:{STATE}/",
            "SERVERS": known.apply(lambda found: " ".join(_health(args.targets, found))),
        },
        files=[
            File(
                path=f"{ROUTES}/next.conf",
                content=pulumi.Output.concat(configuration, docker_locations.state(version), forwarded),
                owner=OWNER,
                mode="0400" if tokens else "0444",
            )
        ],
        volumes=[Volume(path=ROUTES, name=args.listener)],
        memory=MEMORY,
        cpus=0.5,
    )
    opened = once.run(f"{name}-switch", Whose(part=PART, platform=gateway.platform), box, opts)
    return RoutesOutputs(version=once.after(opened.done, version))


def _health(targets: Sequence[Target], servers: Mapping[str, Sequence[str]]) -> list[str]:
    return [f"http://{server}{target.health}" for target in targets if target.health for server in servers[target.part]]
