"""Containers of a part that keep running: as many as `scale.min`, each replaced by its successor without a gap."""

from collections.abc import Sequence
from dataclasses import replace

import pulumi
import pulumi_docker as docker

from components import options
from components.clouds.docker import container, once, published
from components.clouds.docker.container import Box, Whose
from components.container import ContainerArgs, InstanceSpec, WebSpec


def create(
    name: str, spec: InstanceSpec, args: ContainerArgs, box: Box, opts: pulumi.ResourceOptions
) -> Sequence[docker.Container]:
    """Run the part's containers; a new one is there, healthy and followed, before the one it replaces goes.

    Their number is `scale.on_a_host`.
    """
    kept = options.replaced_last(opts)
    shown = published.ports(name, spec.port, args.platform) if isinstance(spec, WebSpec) else []
    # The port of the machine is free for the new container only when the old one is gone.
    first = container.create(f"{name}-1", _whose(name, args, 1), replace(box, ports=shown), opts if shown else kept)
    others = range(2, spec.scale.on_a_host + 1)
    return [first, *(container.create(f"{name}-{number}", _whose(name, args, number), box, kept) for number in others)]


def _whose(name: str, args: ContainerArgs, number: int) -> Whose:
    return Whose(part=name, platform=args.platform, number=number)


def waiting(box: Box, done: pulumi.Output[str] | None) -> Box:
    """The same container, made only when a run before it has succeeded."""
    if done is None:
        return box
    return replace(box, image=once.after(done, box.image))


def names(containers: Sequence[docker.Container]) -> pulumi.Output[str]:
    """How the daemon calls them, with spaces between."""
    return pulumi.Output.all(*(each.name for each in containers)).apply(" ".join)


def logs(containers: Sequence[docker.Container]) -> pulumi.Output[str]:
    """The command that shows what the first of them writes."""
    return pulumi.Output.concat("docker logs --follow ", containers[0].name)
