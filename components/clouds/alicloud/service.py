"""A running part: instances that are replaced without a gap, scaled and watched."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_alicloud as alicloud

from components import options
from components.clouds.alicloud import container_alarms, group, instance, rollout, scaling
from components.container import ContainerArgs, InstanceSpec, Migration


@dataclass(frozen=True, kw_only=True)
class Exposure:
    """How requests reach a part; nothing for a worker."""

    servers: Sequence[alicloud.alb.ServerGroup] = ()
    """Server groups that its instances join; the entry's is the first."""
    entered: bool = False
    """The first of them belongs to the public entry."""
    port: int | None = None
    ready: Sequence[pulumi.Resource] = ()
    """What must exist before instances count as reachable."""
    migration: Migration | None = None


@dataclass(frozen=True, kw_only=True)
class Running:
    """Names that operators need."""

    service: pulumi.Output[str]
    """Identifier of the scaling group."""
    log_group: pulumi.Output[str]
    """Name of the log store."""


def create(
    name: str, spec: InstanceSpec, args: ContainerArgs, exposure: Exposure, opts: pulumi.ResourceOptions
) -> Running:
    """Run the part; the rollout waits until its instances are ready, so that a version that fails fails the update."""
    running = group.create(name, args, spec.scale, opts, spot=spec.spot)
    template = instance.describe(name, spec, args, running, exposure.migration, opts)
    joined = [
        alicloud.ess.AlbServerGroupAttachment(
            f"{name}-servers-{number}",
            scaling_group_id=running.id,
            alb_server_group_id=servers.id,
            port=exposure.port or 0,
            weight=100,
            force_attach=True,
            opts=options.after(opts, template.configuration),
        )
        for number, servers in enumerate(exposure.servers, start=1)
    ]
    scaling.create(name, spec, running, exposure.servers[0].id if exposure.entered else None, opts)
    container_alarms.create(name, spec, running, template.log_store, args.platform, opts)
    rollout.create(name, running, template, args.platform, [*joined, *exposure.ready], opts)
    return Running(service=running.id, log_group=template.log_store.name)
