"""A running part: instances that are replaced without a gap, scaled and watched."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from components import options
from components.clouds.alicloud import container_alarms, group, instance, rollout, scaling
from components.clouds.alicloud.instance import Prepared
from components.clouds.alicloud.servers import Servers
from components.container import ContainerArgs, InstanceSpec


@dataclass(frozen=True, kw_only=True)
class Exposure:
    """How requests reach a part; nothing for a worker."""

    servers: Sequence[Servers] = ()
    """Server groups that its instances join; the entry's is the first."""
    entered: bool = False
    """The first of them belongs to the public entry."""
    ready: Sequence[pulumi.Resource] = ()
    """What must exist before instances count as reachable."""
    version: pulumi.Output[str] | None = None
    """Name of the scaling group that this version has for itself; None: all versions share one."""


@dataclass(frozen=True, kw_only=True)
class Running:
    """Names that operators need."""

    service: pulumi.Output[str]
    """Identifier of the scaling group."""
    log_group: pulumi.Output[str]
    """Name of the log store."""
    image: pulumi.Output[str]
    """What runs, by digest where it was built here."""
    rollout: pulumi.Resource
    """Done when every instance is of this version, and well."""


def create(
    name: str,
    spec: InstanceSpec,
    args: ContainerArgs,
    prepared: Prepared,
    exposure: Exposure,
    opts: pulumi.ResourceOptions,
) -> Running:
    """Run the part; the rollout waits until its instances are ready, so that a version that fails fails the update."""
    running = group.create(name, args, spec.scale, opts, spot=spec.spot, version=exposure.version)
    template = instance.put_in_force(name, prepared, args, running, opts)
    attached = options.after(opts, template.configuration)
    joined = [
        servers.join(f"{name}-servers-{number}", running.id, attached)
        for number, servers in enumerate(exposure.servers, start=1)
    ]
    scaling.create(name, spec, running, exposure.servers[0].group.id if exposure.entered else None, opts)
    container_alarms.create(name, spec, running, template.log_store, args.platform, opts)
    rolled = rollout.create(name, running, template, args.platform, [*joined, *exposure.ready], opts)
    return Running(service=running.id, log_group=template.log_store.name, image=template.image, rollout=rolled)
