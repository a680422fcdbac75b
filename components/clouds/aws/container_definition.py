"""The containers of a Fargate task, as ECS wants them written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi

from components.container import ContainerSpec

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
    port: int | None = None
    registry_login: pulumi.Input[str] | None = None
    """ARN of the private registry's login."""
    shell: bool = False
    """ECS Exec may open a shell in it."""


def definitions(name: str, container: Container, migration: Sequence[str] | None) -> list[dict[str, Any]]:
    """Return the part's container and, before it, the one that migrates in the same image."""
    main = {
        **_common(name, name, container),
        "essential": True,
        **_some("command", container.spec.command),
        **_some("portMappings", _ports(container.port)),
        **_some("mountPoints", _mounts(container)),
    }
    if migration is None:
        return [main]
    migrate = {**_common(MIGRATION, name, container), "essential": False, "command": list(migration)}
    return [migrate, {**main, "dependsOn": [{"containerName": MIGRATION, "condition": "SUCCESS"}]}]


def shell_volumes(container: Container) -> Sequence[str]:
    """Return the names of the task's volumes: none unless a shell must write to a read-only container."""
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
        "logConfiguration": {
            "logDriver": "awslogs",
            "options": {
                "awslogs-group": container.log_group,
                "awslogs-region": container.region,
                "awslogs-stream-prefix": part,
            },
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
    owner = [f"{key}={number}" for key, number in zip(("uid", "gid"), _numbers(spec.user), strict=False)]
    return {
        "containerPath": folder,
        "size": spec.memory // SCRATCH_SHARE,
        "mountOptions": ["nosuid", "nodev", "mode=1777", *owner],
    }


def _numbers(user: str | None) -> list[str]:
    """`1000` -> user and group 1000; `1000:1001` -> 1000, 1001; names are left to the image."""
    numbers = str(user or "").split(":")
    return [*numbers, *numbers][:2] if all(number.isdigit() for number in numbers) else []


def _credentials(container: Container) -> dict[str, Any] | None:
    return {"credentialsParameter": container.registry_login} if container.registry_login is not None else None


def _ports(port: int | None) -> list[dict[str, Any]]:
    return [{"containerPort": port, "hostPort": port, "protocol": "tcp"}] if port is not None else []


def _mounts(container: Container) -> list[dict[str, Any]]:
    return [
        {"sourceVolume": volume, "containerPath": SHELL_VOLUMES[volume], "readOnly": False}
        for volume in shell_volumes(container)
    ]


def _some(key: str, value: Any) -> dict[str, Any]:
    """An entry, left out when there is nothing to say."""
    return {key: value} if value else {}
