"""The containers of an application's part: what its spec says, in a Box."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from components import environment, own_secrets
from components.clouds.docker import folders, images, part_volumes, scraped, trust
from components.clouds.docker.container import Attachment, Box, Volume, Whose
from components.clouds.docker.settings_of import settings
from components.container import ContainerArgs, ContainerSpec

SCRATCH_SHARE = 4
"""A scratch folder holds up to a quarter of the memory, as on AWS."""

LOGS = "logs"


@dataclass(frozen=True, kw_only=True)
class Application:
    """A part's container, and what it waits for."""

    box: Box
    image: pulumi.Output[str]
    """What runs: its name, and the identifier that the host knows it by."""
    ready: Sequence[pulumi.Resource]


def create(name: str, spec: ContainerSpec, args: ContainerArgs, opts: pulumi.ResourceOptions) -> Application:
    """Have the image on the host, the secrets made, and all of it in one Box."""
    image = images.of_part(name, spec, args, opts)
    trusted = [trust.create(f"{name}-trust", name, args.platform, opts)] if _asks_for_trust(args) else []
    logs = _logs(name, args)
    kept = part_volumes.create(name, spec, args, image, opts)
    ready = [*_owned(name, spec, args, image, logs, opts), *kept.ready]
    box = Box(
        image=image,
        user=spec.user,
        networks=_networks(name, spec, args),
        command=spec.command,
        variables=_variables(name, spec, args, opts),
        volumes=[*trusted, *logs, *kept.volumes],
        scratch=_scratch(spec),
        read_only=spec.read_only,
        memory=spec.memory,
        cpus=spec.cpu,
        stop_seconds=spec.stop_seconds,
    )
    called = spec.image or "built here"
    return Application(box=box, image=pulumi.Output.concat(called, " (", image, ")"), ready=ready)


def _owned(
    name: str,
    spec: ContainerSpec,
    args: ContainerArgs,
    image: pulumi.Output[str],
    logs: Sequence[Volume],
    opts: pulumi.ResourceOptions,
) -> list[pulumi.Resource]:
    """The part's user owns the folder of its log files; with the image's own user nobody knows whom to give it to."""
    if spec.user is None:
        return []
    whose = Whose(part=name, platform=args.platform)
    return [folders.hand_over(f"{name}-logs", whose, image, volume, spec.user, opts).container for volume in logs]


def _networks(name: str, spec: ContainerSpec, args: ContainerArgs) -> list[Attachment]:
    """With the entry, which is also the way out; with the data only where the part is handed a key to some.

    Other parts find it at the entry; where the stack has none, at the containers themselves.
    """
    uses_data = any(connection.secrets for connection in args.connections.values())
    found = [] if "gateway" in args.network.parts else [f"{name}.{args.platform.namespace_domain}"]
    aliases = [*found, *scraped.aliases(name, spec, args.platform)]
    return [
        *(Attachment(network=way, aliases=aliases) for way in args.network.app_subnet_ids),
        *(Attachment(network=way) for way in (args.network.data_subnet_ids if uses_data else ())),
    ]


def _variables(
    name: str, spec: ContainerSpec, args: ContainerArgs, opts: pulumi.ResourceOptions
) -> dict[str, pulumi.Input[str]]:
    """A container reads no secret by reference here: it is handed the value, which Pulumi keeps encrypted."""
    found = environment.resolve(args.variables, args.connections)
    own = own_secrets.values(name, spec, args, opts)
    return {**found.values, **found.secrets, **{key: pulumi.Output.secret(value) for key, value in own.items()}}


def _scratch(spec: ContainerSpec) -> dict[str, str]:
    size = spec.memory // SCRATCH_SHARE
    options = f"rw,nosuid,nodev,mode=1777,size={size}m"
    return dict.fromkeys(spec.writable, options) if spec.read_only else {}


def _asks_for_trust(args: ContainerArgs) -> bool:
    return settings(args.platform).cache_tls and "cache" in args.connections


def _logs(name: str, args: ContainerArgs) -> list[Volume]:
    spec = settings(args.platform)
    folder = spec.log_folders.get(name)
    return [Volume(path=folder, host_path=f"{spec.directory}/{LOGS}/{name}")] if folder and spec.directory else []
