"""The containers of an instance, as Auto Scaling wants them written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi

from components.container import ContainerSpec, WebSpec

MIGRATION = "migrate"
"""Name of the container that brings the schema up to date before the others start."""

OUTPUT = "content"
"""The field in which a line of output stands (ECI user guide, "Collect logs")."""

PROBE_SECONDS = 10
READY_AFTER = 2
DEAD_AFTER = 6
"""Ready for traffic after 20 seconds of answers, started anew after a minute without any."""


@dataclass(frozen=True, kw_only=True)
class Container:
    """One container of a part: what differs between parts."""

    spec: ContainerSpec
    variables: Mapping[str, pulumi.Input[str]]
    """Variable -> value; secret ones are marked."""
    log_project: pulumi.Input[str]
    log_store: pulumi.Input[str]


def main(name: str, container: Container) -> dict[str, Any]:
    """The part's own container."""
    return {
        **_common(name, container),
        "commands": container.spec.command,
        **(_web(container.spec) if isinstance(container.spec, WebSpec) else {}),
    }


def migration(container: Container, command: Sequence[str]) -> dict[str, Any]:
    """A container that must end well before the part's own one starts, in the same image."""
    return {**_common(MIGRATION, container), "commands": list(command)}


def volumes(spec: ContainerSpec) -> list[Any]:
    """Scratch folders of a container whose root file system cannot be written; they die with the instance."""
    return [{"name": name, "type": "EmptyDirVolume"} for name in _scratch(spec)]


def _common(name: str, container: Container) -> dict[str, Any]:
    spec = container.spec
    return {
        "name": name,
        "image": spec.image,
        "image_pull_policy": "IfNotPresent",
        "environment_vars": _environment(container),
        "security_context_read_only_root_file_system": spec.read_only,
        "security_context_run_as_user": _user(spec.user),
        "volume_mounts": [{"name": volume, "mount_path": path} for volume, path in _scratch(spec).items()],
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
    """Over HTTP, or a plain connection for gRPC, which the probes do not speak."""
    probes: dict[str, Any] = {}
    for kind, failures in (("readiness", 3), ("liveness", DEAD_AFTER)):
        probes |= {
            f"{kind}_probe_period_seconds": PROBE_SECONDS,
            f"{kind}_probe_timeout_seconds": PROBE_SECONDS // 2,
            f"{kind}_probe_failure_threshold": failures,
        }
        if spec.protocol == "grpc":
            probes[f"{kind}_probe_tcp_socket_port"] = spec.port
        else:
            probes |= {
                f"{kind}_probe_http_get_path": spec.check.ready,
                f"{kind}_probe_http_get_port": spec.port,
                f"{kind}_probe_http_get_scheme": "HTTP",
            }
    return {
        **probes,
        "readiness_probe_success_threshold": READY_AFTER,
        "ports": [{"port": spec.port, "protocol": "TCP"}],
    }


def _scratch(spec: ContainerSpec) -> dict[str, str]:
    """Volume -> folder."""
    return {f"scratch-{number}": path for number, path in enumerate(spec.writable, start=1)} if spec.read_only else {}


def _user(user: str | None) -> int | None:
    """`1000` or `1000:1000` as the user's number; a name is left to the image."""
    number = (user or "").partition(":")[0]
    return int(number) if number.isdigit() else None
