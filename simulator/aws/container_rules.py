"""What ECS refuses of one container's health check and ports."""

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.behaviour import Refusal

HEALTH_BOUNDS: Mapping[str, tuple[int, int]] = {
    "interval": (5, 300),
    "timeout": (2, 60),
    "retries": (1, 10),
    "startPeriod": (0, 300),
}
"""Least and most of each figure, times in seconds (ECS API reference, HealthCheck)."""
HEALTH_COMMANDS = ("CMD", "CMD-SHELL")


def health_problems(container: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a container's health check."""
    check = container.get("healthCheck")
    if not check:
        return
    command = check.get("command") or [""]
    if command[0] not in HEALTH_COMMANDS or len(command) < 2:
        yield f"the command of a health check must begin with {' or '.join(HEALTH_COMMANDS)} and say what runs"
    for name, (least, most) in HEALTH_BOUNDS.items():
        value = check.get(name)
        if value is not None and not least <= value <= most:
            yield f"{name} of a health check must be between {least} and {most}; got {value}"


def port_problems(container: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a container's ports on a network of its task's own."""
    for mapping in container.get("portMappings") or ():
        host, inside = mapping.get("hostPort"), mapping.get("containerPort")
        if host not in (None, inside):
            yield (
                "When networkMode=awsvpc, the host ports and container ports in port mappings must match "
                f"({inside} and {host})"
            )


def own_figures_fit(name: str, container: Mapping[str, Any]) -> None:
    """A container's own figures are ones that ECS takes."""
    for problem in (*health_problems(container), *port_problems(container)):
        raise Refusal(f"ClientException: {problem} (container {name}).")
