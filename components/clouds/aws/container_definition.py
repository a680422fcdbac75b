"""The containers of a Fargate task, as ECS wants them written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi

from components import scripts
from components.clouds.aws import user
from components.clouds.aws.volumes import NO_VOLUMES, Volumes
from components.container import ContainerSpec
from components.health import HealthSpec

MIGRATION = "migrate"
"""Name of the container that brings the schema up to date."""

SCRATCH_SHARE = 4
"""A scratch folder lies in memory and may fill at most this fraction (one fourth) of the task's memory."""

SHELL_VOLUMES: Mapping[str, str] = {
    "shell-agent": "/managed-agents",
    "shell-state": "/var/lib/amazon/ssm",
    "shell-log": "/var/log/amazon/ssm",
}
"""Folders that the agent behind ECS Exec writes to, so that it works on a read-only root file system
(github.com/aws/containers-roadmap issue 1359)."""


@dataclass(frozen=True, kw_only=True)
class Container:
    """One container of a part: what differs between parts."""

    spec: ContainerSpec
    image: pulumi.Input[str]
    values: Mapping[str, pulumi.Input[str]]
    """Variable -> plain value."""
    secrets: Mapping[str, pulumi.Input[str]]
    """Variable -> reference."""
    log_group: pulumi.Input[str]
    region: str
    ports: Sequence[int] = ()
    """TCP ports it listens on; on the first it answers HTTP."""
    check: HealthSpec | None = None
    """How it is asked whether it is well, where it answers HTTP."""
    kept: Volumes = NO_VOLUMES
    """What outlives it."""
    registry_login: pulumi.Input[str] | None = None
    """ARN of the private registry's login."""
    shell: bool = False
    """ECS Exec may open a shell in it."""


def definitions(
    name: str, container: Container, before: Mapping[str, Any] | None = None, beside: Sequence[Mapping[str, Any]] = ()
) -> list[Mapping[str, Any]]:
    """Return the part's container, before it the one that it waits for, and behind it those that only help."""
    main = {
        **_common(name, name, container),
        "essential": True,
        **_some("command", container.spec.command),
        **_some("portMappings", _ports(container.ports)),
        **_some("healthCheck", _alive(container)),
        **_some("mountPoints", _mounts(container)),
    }
    if before is None:
        return [main, *beside]
    return [before, {**main, "dependsOn": [{"containerName": before["name"], "condition": "SUCCESS"}]}, *beside]


def ending(name: str, part: str, container: Container, command: Sequence[str]) -> dict[str, Any]:
    """Return a container beside a part's own that ends by itself."""
    return {**_common(name, part, container), "essential": False, **_some("command", list(command))}


def volumes(container: Container) -> list[Any]:
    """Return the volumes of the task: the part's own, and those of a shell that must write to a read-only container."""
    return [*({"name": volume} for volume in _shell_volumes(container)), *container.kept.definitions]


def _shell_volumes(container: Container) -> Sequence[str]:
    return tuple(SHELL_VOLUMES) if container.shell and container.spec.read_only else ()


def _common(name: str, part: str, container: Container) -> dict[str, Any]:
    spec = container.spec
    return {
        "name": name,
        "image": container.image,
        "environment": [{"name": key, "value": value} for key, value in sorted(container.values.items())],
        "secrets": [{"name": key, "valueFrom": reference} for key, reference in sorted(container.secrets.items())],
        "readonlyRootFilesystem": spec.read_only,
        **_some("user", spec.user),
        **_some("repositoryCredentials", _credentials(container)),
        "linuxParameters": _linux(spec),
        "stopTimeout": spec.stop_seconds,
        "logConfiguration": logging(part, container),
    }


def logging(part: str, container: Container) -> dict[str, Any]:
    """Return where a container of a part writes: streams `<part>/<container>/<task>` of its log group."""
    return {
        "logDriver": "awslogs",
        "options": {
            "awslogs-group": container.log_group,
            "awslogs-region": container.region,
            "awslogs-stream-prefix": part,
        },
    }


def _linux(spec: ContainerSpec) -> dict[str, Any]:
    """An init process reaps children; no capability for a user who is not root; scratch folders in memory."""
    return {
        "initProcessEnabled": True,
        **_some("capabilities", {"drop": ["ALL"]} if spec.user else None),
        **_some("tmpfs", [_scratch(folder, spec) for folder in spec.writable] if spec.read_only else None),
    }


def _scratch(folder: str, spec: ContainerSpec) -> dict[str, Any]:
    """A bind mount would belong to root; a folder in memory can be given to the user (Fargate has it since 2026-01)."""
    owner = [f"{key}={number}" for key, number in zip(("uid", "gid"), user.numbers(spec.user), strict=False)]
    return {
        "containerPath": folder,
        "size": spec.memory // SCRATCH_SHARE,
        "mountOptions": ["nosuid", "nodev", "mode=1777", *owner],
    }


def _credentials(container: Container) -> dict[str, Any] | None:
    return {"credentialsParameter": container.registry_login} if container.registry_login is not None else None


def _ports(ports: Sequence[int]) -> list[dict[str, Any]]:
    return [{"containerPort": port, "hostPort": port, "protocol": "tcp"} for port in ports]


def _alive(container: Container) -> dict[str, Any] | None:
    """ECS replaces a task whose essential container is ill; whether it may get requests the load balancer asks."""
    check = container.check
    if check is None or check.alive is None:
        return None
    return {
        "command": [*scripts.probe(container.ports[0], check.alive, check.timeout_seconds)],
        "interval": check.interval_seconds,
        "timeout": check.timeout_seconds,
        "retries": check.tries,
        "startPeriod": check.start_seconds,
    }


def _mounts(container: Container) -> list[dict[str, Any]]:
    folders = {**{volume: SHELL_VOLUMES[volume] for volume in _shell_volumes(container)}, **container.kept.mounts}
    return [{"sourceVolume": volume, "containerPath": folder, "readOnly": False} for volume, folder in folders.items()]


def _some(key: str, value: Any) -> dict[str, Any]:
    """An entry, left out when there is nothing to say."""
    return {key: value} if value else {}
