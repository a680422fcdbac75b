"""Folders of a part that outlive its containers: a volume each, which all of its containers share."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_docker as docker

from components import options
from components.clouds.docker import folders, labels
from components.clouds.docker.container import Volume, Whose
from components.container import ContainerArgs, ContainerSpec


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What the part's containers mount, and what they wait for."""

    volumes: Sequence[Volume]
    ready: Sequence[pulumi.Resource]


def create(
    name: str, spec: ContainerSpec, args: ContainerArgs, image: pulumi.Output[str], opts: pulumi.ResourceOptions
) -> Kept:
    """Create the volumes, protected like a database's, and hand them over to the part's user.

    With the image's own user nobody knows whom to give them to: the daemon copies what the image has in that folder,
    and so its owner.
    """
    protected = options.protected(opts, args.platform.protects(name))
    volumes = [
        Volume(
            path=folder,
            name=docker.Volume(f"{name}-{volume}-volume", labels=labels.of(name, args.platform), opts=protected).name,
            bare=spec.user is not None,
        )
        for volume, folder in sorted(spec.volumes.items())
    ]
    if spec.user is None:
        return Kept(volumes=volumes, ready=())
    whose = Whose(part=name, platform=args.platform)
    owned = [
        folders.hand_over(f"{name}-{volume}-folder", whose, image, kept, spec.user, opts).container
        for volume, kept in zip(sorted(spec.volumes), volumes, strict=True)
    ]
    return Kept(volumes=volumes, ready=owned)
