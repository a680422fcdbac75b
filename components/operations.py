"""Operations: the commands by which a person looks after what runs, in the words of each cloud's own tools."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass

import pulumi

from components.container import ScaleSpec
from components.platform import Platform

ANSWER_SECONDS = 10
"""Time that an address may take to answer when it is asked whether all is well."""


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
    health: pulumi.Output[str] | None
    """What tells of every part whether it is well, and ends with 0 when all are, else with 1; None: nothing runs."""


def commands(platform: Platform, parts: Mapping[str, Looked], addresses: Mapping[str, pulumi.Input[str]]) -> Commands:
    """The commands of a stack's platform; no resource is made.

    `addresses`: part -> what answers from outside with a status below 400 when it is well.
    """
    match platform.cloud:
        case "aws":
            from components.clouds.aws import operations as backend
        case "alicloud":
            from components.clouds.alicloud import operations as backend
        case "docker":
            from components.clouds.docker import operations as backend
    return backend.commands(platform, parts, addresses)


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


def answering(addresses: Mapping[str, pulumi.Input[str]]) -> dict[str, pulumi.Output[str]]:
    """What is asked -> the command that asks it."""
    ask = f"curl --fail --silent --show-error --output /dev/null --max-time {ANSWER_SECONDS} "
    return {
        f"{name} answers": pulumi.Output.from_input(address).apply(lambda known: ask + shlex.quote(known))
        for name, address in addresses.items()
    }


def health(checks: Mapping[str, pulumi.Output[str]], prelude: str = "") -> pulumi.Output[str] | None:
    """One command of many checks, what each is about -> what succeeds where that is so; all are made and told.

    `prelude` defines the shell functions that they call.
    """
    if not checks:
        return None
    said = 'said() { if [ $? = 0 ]; then echo "ok  $1"; else echo "ILL $1"; ill=1; fi; }'
    each = [pulumi.Output.concat(check, f"; said {shlex.quote(about)}; ") for about, check in checks.items()]
    return pulumi.Output.concat(f"(ill=0; {said}; {prelude}", *each, "[ $ill = 0 ])")
