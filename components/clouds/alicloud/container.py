"""The containers of an instance, as Auto Scaling wants them written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pulumi

from components.clouds.alicloud import folders, volumes
from components.container import ContainerSpec, WebSpec

MIGRATION = "migrate"
"""Name of the container that brings the schema up to date before the others start."""

OUTPUT = "content"
"""The field in which a line of output stands (ECI user guide, "Collect logs")."""

SUPERUSER = 0

READY_AFTER = 2
"""Answers in a row until an instance is ready for traffic."""
PATIENCE = 2
"""How many times longer than for traffic an instance is waited for that has but one question: what ails a store, and
is told by `ready`, is not cured by a new instance."""


@dataclass(frozen=True, kw_only=True)
class Container:
    """One container of a part: what differs between parts."""

    spec: ContainerSpec
    variables: Mapping[str, pulumi.Input[str]]
    """Variable -> value; secret ones are marked."""
    log_project: pulumi.Input[str]
    log_store: pulumi.Input[str]
    image: pulumi.Input[str]


def main(name: str, container: Container) -> dict[str, Any]:
    """The part's own container."""
    return {
        **_common(name, container),
        "commands": container.spec.command,
        "volume_mounts": [*folders.scratch(container.spec), *folders.kept(container.spec)],
        **(_web(container.spec) if isinstance(container.spec, WebSpec) else {}),
    }


def migration(container: Container, command: Sequence[str]) -> dict[str, Any]:
    """A container that must end well before the part's own one starts."""
    return {**_common(MIGRATION, container), "commands": list(command)}


def plain(name: str, container: Container) -> dict[str, Any]:
    """A container beside the part's own."""
    return _common(name, container)


def handing_over(container: Container) -> dict[str, Any]:
    """A container that hands the volumes over to the part's user and ends before the part's own one starts.

    It is the superuser's, in the same image, and finds no variable of the part.
    """
    return {
        **_common(volumes.SHARED, replace(container, variables={})),
        "commands": folders.handing_over(container.spec),
        "security_context_run_as_user": SUPERUSER,
        "volume_mounts": [{"name": volumes.SHARED, "mount_path": folders.SHARE}],
    }


def _common(name: str, container: Container) -> dict[str, Any]:
    spec = container.spec
    return {
        "name": name,
        "image": container.image,
        "image_pull_policy": "IfNotPresent",
        "environment_vars": _environment(container),
        "security_context_read_only_root_file_system": spec.read_only,
        "security_context_run_as_user": _user(spec.user),
        "volume_mounts": folders.scratch(spec),
    }


def _environment(container: Container) -> list[dict[str, pulumi.Input[str]]]:
    """The part's variables, and those by which the instance knows where its output goes."""
    logs = pulumi.Output.from_input(container.log_store)
    return [
        *({"key": key, "value": value} for key, value in sorted(container.variables.items())),
        {"key": pulumi.Output.concat("aliyun_logs_", logs), "value": "stdout"},
        {"key": pulumi.Output.concat("aliyun_logs_", logs, "_project"), "value": container.log_project},
    ]


def _web(spec: WebSpec) -> dict[str, Any]:
    """What is asked before an instance gets requests, and what decides whether it is started anew."""
    check = spec.check
    alive = _probe("liveness", spec, check.alive or check.ready, check.tries * (1 if check.alive else PATIENCE))
    return {
        **_probe("readiness", spec, check.ready, check.tries),
        "readiness_probe_success_threshold": READY_AFTER,
        **alive,
        "liveness_probe_initial_delay_seconds": check.start_seconds,
        "ports": [{"port": port, "protocol": "TCP"} for port in (spec.port, *spec.private_ports.values())],
    }


def _probe(kind: str, spec: WebSpec, path: str, tries: int) -> dict[str, Any]:
    """Over HTTP, or a plain connection for gRPC, which the probes do not speak."""
    asked: dict[str, Any] = {
        "period_seconds": spec.check.interval_seconds,
        "timeout_seconds": spec.check.timeout_seconds,
        "failure_threshold": tries,
    }
    if spec.protocol == "grpc":
        asked["tcp_socket_port"] = spec.port
    else:
        asked |= {"http_get_path": path, "http_get_port": spec.port, "http_get_scheme": "HTTP"}
    return {f"{kind}_probe_{name}": value for name, value in asked.items()}


def _user(user: str | None) -> int | None:
    """`1000` or `1000:1000` as the user's number; a name is left to the image."""
    number = (user or "").partition(":")[0]
    return int(number) if number.isdigit() else None
