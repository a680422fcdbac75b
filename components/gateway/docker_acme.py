"""Certificates from an ACME authority: asked for and renewed by a container beside the entry."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_docker as docker

from components import options
from components.clouds.docker import brought, container, folders, images, labels, scripts
from components.clouds.docker.container import Attachment, Box, File, Volume, Whose
from components.clouds.docker.contract import DockerSpec
from components.clouds.docker.nginx import FILES, OWNER
from components.clouds.docker.settings_of import settings
from components.gateway.contract import GatewayArgs
from components.gateway.docker_configuration import CERTIFICATES, CHALLENGES

ROOT = f"{FILES}/acme_root.pem"
MEMORY = 256
"""MiB."""


@dataclass(frozen=True, kw_only=True)
class Shared:
    """Folders that the container and the entry have in common."""

    certificates: Volume
    challenges: Volume
    ready: Sequence[pulumi.Resource]
    """What must be there before the entry starts."""

    @property
    def of_entry(self) -> list[Volume]:
        """The same for the entry, which only reads."""
        return [Volume(path=each.path, name=each.name, read_only=True) for each in (self.certificates, self.challenges)]


def share(name: str, args: GatewayArgs, image: pulumi.Output[str], opts: pulumi.ResourceOptions) -> Shared | None:
    """Make the folders; None where certificates come from somewhere else."""
    if settings(args.platform).acme_email is None:
        return None
    whose = Whose(part=name, platform=args.platform)
    volumes, owned = [], []
    for suffix, path in (("certificates", CERTIFICATES), ("challenges", CHALLENGES)):
        made = docker.Volume(f"{name}-{suffix}", labels=labels.of(name, args.platform), opts=opts)
        volume = Volume(path=path, name=made.name)
        owner = f"{OWNER}:{OWNER}"
        owned.append(folders.hand_over(f"{name}-{suffix}-folder", whose, image, volume, owner, opts).container)
        volumes.append(volume)
    return Shared(certificates=volumes[0], challenges=volumes[1], ready=owned)


def ask(
    name: str, args: GatewayArgs, shared: Shared, entry: docker.Container, opts: pulumi.ResourceOptions
) -> docker.Container:
    """Ask as soon as the entry shows the answers to the authority's challenges."""
    spec = settings(args.platform)
    roots = _root(spec)
    box = Box(
        image=images.pull(f"{name}-acme-image", images.CERTBOT, opts),
        user=f"{OWNER}:{OWNER}",
        networks=[Attachment(network=way) for way in args.network.public_subnet_ids],
        entrypoint=["sh", "-c", scripts.text("acme.sh")],
        variables={
            "HOSTS": " ".join([args.host or "", *args.alternative_hosts]),
            "EMAIL": spec.acme_email or "",
            "SERVER": spec.acme_server,
            "CHALLENGES": CHALLENGES,
            "CERTIFICATES": CERTIFICATES,
            **({"REQUESTS_CA_BUNDLE": ROOT} if roots else {}),
        },
        files=roots,
        volumes=[shared.certificates, shared.challenges],
        scratch={"/tmp": "rw,nosuid,nodev,mode=1777,size=64m"},
        read_only=not roots,
        memory=MEMORY,
        cpus=1,
    )
    return container.create(f"{name}-acme", Whose(part=name, platform=args.platform), box, options.after(opts, entry))


def _root(spec: DockerSpec) -> list[File]:
    return [brought.file(ROOT, spec.acme_root, OWNER)] if spec.acme_root else []
