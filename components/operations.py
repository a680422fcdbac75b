"""Operations: the commands by which a person looks after what runs, in the words of each cloud's own tools."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi

from components.container import ScaleSpec
from components.platform import Platform


@dataclass(frozen=True, kw_only=True)
class Looked:
    """A part that runs containers, as its cloud calls it."""

    log_group: pulumi.Output[str]
    service: pulumi.Output[str] | None
    """None: a job, which runs to its end."""
    scale: ScaleSpec | None
    """None for a job."""


@dataclass(frozen=True, kw_only=True)
class Commands:
    """What to type."""

    logs: Mapping[str, pulumi.Output[str]]
    """Part -> what shows its newest output, and follows it where the cloud can."""
    restart: Mapping[str, pulumi.Output[str]]
    """Part -> what makes its instances start again."""
    stop: pulumi.Output[str] | None
    """What stops all containers; data stay. None where nothing keeps running."""
    start: pulumi.Output[str] | None
    """What takes that back."""


def commands(platform: Platform, parts: Mapping[str, Looked]) -> Commands:
    """The commands of a stack's platform; no resource is made."""
    match platform.cloud:
        case "aws":
            from components.clouds.aws import operations as backend
        case "alicloud":
            from components.clouds.alicloud import operations as backend
        case "docker":
            from components.clouds.docker import operations as backend
    return backend.commands(platform, parts)


def running(parts: Mapping[str, Looked]) -> dict[str, tuple[pulumi.Output[str], ScaleSpec]]:
    """Part -> service and scale, of those that keep running."""
    return {
        name: (part.service, part.scale)
        for name, part in parts.items()
        if part.service is not None and part.scale is not None
    }


def sequence(each: list[pulumi.Output[str]]) -> pulumi.Output[str] | None:
    """One command after the other, as long as they succeed; None for none."""
    return pulumi.Output.all(*each).apply(" && ".join) if each else None
