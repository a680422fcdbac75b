"""A container, hardened as every container of a stack is; what differs from one to the next is its Box."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pulumi
import pulumi_docker as docker

from components import options
from components.clouds.docker import labels
from components.clouds.docker.settings_of import settings
from components.platform import Platform

NO_NETWORK = "none"
"""Where none is named, the daemon would choose the bridge that everything else of the host may be on."""

IGNORED = ("healthcheck", "init", "tmpfs")
"""Inputs whose change Docker's provider neither applies nor tells: it would look done."""

HEALTHY_WITHIN = 120
"""Seconds that a container has to become healthy; then the update has failed."""


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A network that a container is on, and the names by which it is found there."""

    network: pulumi.Input[str]
    aliases: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class File:
    """A file that a container finds when it starts."""

    path: str
    content: pulumi.Input[str] | None = None
    source: str | None = None
    """File of this machine to take it from, instead of `content`."""
    source_hash: str | None = None
    owner: str = "0"
    """Number of the user, and of the group, that it belongs to."""
    mode: str = "0444"


@dataclass(frozen=True, kw_only=True)
class Volume:
    """A folder that outlives a container."""

    path: str
    name: pulumi.Input[str] | None = None
    host_path: str | None = None
    """Folder of the host, instead of a volume."""
    read_only: bool = False
    bare: bool = False
    """What the image has in that folder is not copied into it, nor is its owner."""


@dataclass(frozen=True, kw_only=True)
class Health:
    """A command that succeeds while a container is well."""

    test: Sequence[str]
    """`CMD` or `CMD-SHELL` and what follows it."""
    interval_seconds: int = 5
    timeout_seconds: int = 5
    retries: int = 3
    start_seconds: int = 60
    """Time in which a failure does not count."""
    within_seconds: int = HEALTHY_WITHIN
    """Time that an update waits for the container to become healthy."""


@dataclass(frozen=True, kw_only=True)
class Box:
    """What one container is."""

    image: pulumi.Input[str]
    user: str | None
    """`<user>` or `<user>:<group>`; None keeps the image's own."""
    networks: Sequence[Attachment]
    memory: int
    """MiB."""
    cpus: float
    command: Sequence[str] | None = None
    entrypoint: Sequence[str] | None = None
    variables: Mapping[str, pulumi.Input[str]] = field(default_factory=dict)
    files: Sequence[File] = ()
    volumes: Sequence[Volume] = ()
    scratch: Mapping[str, str] = field(default_factory=dict)
    """Folder in memory -> options of its mount."""
    health: Health | None = None
    read_only: bool = False
    """The root file system cannot be written; such a container is handed no files."""
    ports: Sequence[Any] = ()
    """Ports of the host, as the provider wants them: `{internal, external, ip}`."""
    shared_memory: int | None = None
    """MiB."""
    stop_seconds: int = 30
    capabilities: Sequence[str] = ()
    """What it keeps of a superuser's rights; nothing by default."""
    attempt: int = 0
    """Another number than before makes another container."""


@dataclass(frozen=True, kw_only=True)
class Whose:
    """The part that a container belongs to."""

    part: str
    platform: Platform
    number: int = 1
    """Which of the part's containers."""


def create(name: str, whose: Whose, box: Box, opts: pulumi.ResourceOptions, **running: Any) -> docker.Container:
    """Run a container until it is stopped: waited for until it is healthy, started anew when it ends.

    `running` says otherwise, in the provider's words: `must_run=False` is one that ends by itself.
    """
    once = running.get("must_run") is False
    within = box.health.within_seconds if box.health else HEALTHY_WITHIN
    usual = {"restart": "unless-stopped", "wait": box.health is not None, "wait_timeout": within}
    how: dict[str, Any] = {**({} if once else usual), **running}
    return docker.Container(
        name,
        image=box.image,
        user=box.user,
        command=list(box.command) if box.command is not None else None,
        entrypoints=list(box.entrypoint) if box.entrypoint is not None else None,
        envs=[pulumi.Output.concat(key, "=", value) for key, value in sorted(box.variables.items())],
        network_mode=None if box.networks else NO_NETWORK,
        networks_advanced=[{"name": on.network, "aliases": list(on.aliases)} for on in box.networks],
        ports=list(box.ports),
        uploads=[_upload(file) for file in box.files],
        volumes=[_volume(volume) for volume in box.volumes if not volume.bare],
        mounts=[_mount(volume) for volume in box.volumes if volume.bare] or None,
        tmpfs=dict(box.scratch),
        healthcheck=_health(box.health) if box.health else None,
        read_only=box.read_only,
        memory=box.memory,
        cpus=f"{box.cpus:g}",
        shm_size=box.shared_memory,
        init=True,
        stop_timeout=box.stop_seconds,
        destroy_grace_seconds=box.stop_seconds,
        capabilities={"drops": ["ALL"], "adds": list(box.capabilities)},
        security_opts=["no-new-privileges:true"],
        log_driver="json-file",
        log_opts=_log_options(whose.platform),
        labels=labels.of_container(whose.part, whose.number, whose.platform, once=once, attempt=box.attempt),
        opts=options.replacing(opts, *IGNORED),
        **how,
    )


def _log_options(platform: Platform) -> dict[str, str]:
    """How much output is kept of a container: 30 MB where the stack says nothing."""
    said = settings(platform)
    return {"max-size": f"{said.log_megabytes}m", "max-file": str(said.log_files)}


def _upload(file: File) -> Any:
    where = {"source": file.source, "source_hash": file.source_hash} if file.source else {"content": file.content}
    return {"file": file.path, "permissions": file.mode, "owner": file.owner, "group": file.owner, **where}


def _volume(volume: Volume) -> Any:
    source = {"host_path": volume.host_path} if volume.host_path else {"volume_name": volume.name}
    return {"container_path": volume.path, "read_only": volume.read_only, **source}


def _mount(volume: Volume) -> Any:
    return {
        "type": "volume",
        "target": volume.path,
        "source": volume.name,
        "read_only": volume.read_only,
        "volume_options": {"no_copy": True},
    }


def _health(health: Health) -> Any:
    return {
        "tests": list(health.test),
        "interval": f"{health.interval_seconds}s",
        "timeout": f"{health.timeout_seconds}s",
        "retries": health.retries,
        "start_period": f"{health.start_seconds}s",
    }
