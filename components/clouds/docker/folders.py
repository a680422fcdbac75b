"""Folders that belong to the user who writes into them: a fresh volume or folder of the host is the superuser's."""

import pulumi

from components.clouds.docker import once
from components.clouds.docker.container import Box, Volume, Whose
from components.clouds.docker.once import Once

PLACE = "/folder"
MEMORY = 64


def hand_over(
    name: str,
    whose: Whose,
    image: pulumi.Input[str],
    volume: Volume,
    owner: str,
    opts: pulumi.ResourceOptions,
) -> Once:
    """Make a user the owner of a folder, once; the only container of a stack that runs as the superuser.

    `image` is any with a shell. It has no network, and of a superuser's rights only the one to hand over.
    """
    box = Box(
        image=image,
        user="0:0",
        networks=(),
        memory=MEMORY,
        cpus=0.25,
        entrypoint=("chown", owner, PLACE),
        volumes=(Volume(path=PLACE, name=volume.name, host_path=volume.host_path),),
        read_only=True,
        capabilities=("CHOWN",),
    )
    return once.run(name, whose, box, opts)
