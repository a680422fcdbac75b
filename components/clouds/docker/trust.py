"""The authority's certificate, where containers find it whose root file system cannot be written: in a volume."""

import pulumi
import pulumi_docker as docker

from components.clouds.docker import container, images, labels, once
from components.clouds.docker.container import Box, File, Volume, Whose
from components.platform import Platform
from components.present import present

FOLDER = "/etc/groundwork"
CERTIFICATE = f"{FOLDER}/authority.crt"


def create(name: str, part: str, platform: Platform, opts: pulumi.ResourceOptions) -> Volume:
    """Create a volume with the certificate, for the containers of one part.

    A container that is never started carries it there: the daemon writes its files into what is mounted in it.
    """
    volume = docker.Volume(name, labels=labels.of(part, platform), opts=opts)
    box = Box(
        image=images.pull(f"{name}-image", images.NGINX, opts),
        user="101:101",
        networks=(),
        memory=16,
        cpus=0.25,
        files=(File(path=CERTIFICATE, content=present(platform.authority, "authority").certificate),),
        volumes=(Volume(path=FOLDER, name=volume.name),),
    )
    carrier = container.create(
        f"{name}-carrier", Whose(part=part, platform=platform), box, opts, must_run=False, start=False
    )
    filled = once.after(carrier.id, volume.name)
    return Volume(path=FOLDER, name=filled, read_only=True)
