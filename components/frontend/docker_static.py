"""The files of a page and the nginx that serves them, replaced together."""

import hashlib
from collections.abc import Sequence

import pulumi

from components import options
from components.clouds.docker import container, images, service
from components.clouds.docker.container import Attachment, Box, File, Health, Whose
from components.clouds.docker.nginx import FILES, OWNER
from components.frontend import docker_configuration, files
from components.frontend.contract import FrontendOutputs, StaticArgs
from components.frontend.docker_configuration import HEALTH, PORT, ROOT
from components.frontend.files import WebFile
from components.paths import from_program
from components.present import present

MEMORY = 64
"""MiB."""


def create(name: str, args: StaticArgs, opts: pulumi.ResourceOptions) -> FrontendOutputs:
    """Create the container; a changed file makes it anew, and the entry changes over when it answers."""
    found = files.find(name, args.directory)
    network = present(args.gateway, "gateway").args.network
    box = Box(
        image=images.pull(f"{name}-image", images.NGINX, opts),
        user=f"{OWNER}:{OWNER}",
        networks=[Attachment(network=way) for way in network.app_subnet_ids],
        entrypoint=["nginx", "-c", f"{FILES}/nginx.conf", "-g", "daemon off;"],
        files=[
            File(path=f"{FILES}/nginx.conf", content=docker_configuration.text(args.spec, found)),
            *_uploads(found),
        ],
        health=Health(test=["CMD", "wget", "-q", "-O", "/dev/null", f"http://127.0.0.1:{PORT}{HEALTH}"]),
        memory=MEMORY,
        cpus=0.5,
    )
    whose = Whose(part=name, platform=args.platform)
    served = container.create(f"{name}-server", whose, box, options.replaced_last(opts))
    return FrontendOutputs(
        url=None,
        bucket=None,
        service=served.name,
        log_group=service.logs([served]),
        servers=[pulumi.Output.concat(served.name, f":{PORT}")],
    )


def _uploads(found: Sequence[WebFile]) -> list[File]:
    return [
        File(
            path=f"{ROOT}/{file.key}",
            source=from_program(file.path),
            source_hash=hashlib.sha256(file.path.read_bytes()).hexdigest(),
        )
        for file in found
    ]
