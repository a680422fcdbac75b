"""The provider's own settings."""

from collections.abc import Mapping
from typing import Any

from simulator.checking.provider import unknown_settings

SETTINGS = (
    "caMaterial",
    "certMaterial",
    "certPath",
    "context",
    "disableDockerDaemonCheck",
    "host",
    "keyMaterial",
    "registryAuth",
    "sshOpts",
)
SCHEMES = ("unix://", "ssh://", "tcp://", "http://", "https://", "npipe://")


def check_configuration(settings: Mapping[str, Any]) -> list[str]:
    """What is wrong with a provider's settings: an unknown key, an address that is none."""
    problems = unknown_settings(settings, SETTINGS)
    host = settings.get("host")
    if isinstance(host, str) and not host.startswith(SCHEMES):
        problems.append(f"host: must begin with one of {', '.join(SCHEMES)}; got '{host}'")
    return problems
