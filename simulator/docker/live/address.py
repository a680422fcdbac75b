"""Which daemon a provider's settings name, and how it is reached."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

DEFAULT_HOST = "unix:///var/run/docker.sock"
VARIABLES = {
    "host": "DOCKER_HOST",
    "context": "DOCKER_CONTEXT",
    "certPath": "DOCKER_CERT_PATH",
    "caMaterial": "DOCKER_CA_MATERIAL",
    "certMaterial": "DOCKER_CERT_MATERIAL",
    "keyMaterial": "DOCKER_KEY_MATERIAL",
}
"""Environment variables that stand in for settings left out, as in the real provider."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a daemon is; two equal ones share a client."""

    host: str
    context: str = ""
    """Name of a context of the Docker CLI, which stands above `host`."""
    cert_path: str = ""
    """Folder with ca.pem, cert.pem and key.pem."""
    ca: str = field(default="", repr=False)
    certificate: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    """PEM texts."""
    ssh_options: tuple[str, ...] = ()
    """More flags of the ssh client."""

    @property
    def shown(self) -> str:
        """How a sentence names it."""
        return f"the context {self.context}" if self.context else self.host


def address_of(settings: Mapping[str, Any], variables: Mapping[str, str]) -> Address:
    """The daemon that a provider's settings name, or the environment, or the usual socket."""
    found = {name: str(settings.get(name) or variables.get(variable) or "") for name, variable in VARIABLES.items()}
    return Address(
        host=found["host"] or DEFAULT_HOST,
        context=found["context"],
        cert_path=found["certPath"],
        ca=found["caMaterial"],
        certificate=found["certMaterial"],
        key=found["keyMaterial"],
        ssh_options=tuple(listed(settings, "sshOpts") or variables.get("DOCKER_SSH_OPTS", "").split()),
    )


def listed(settings: Mapping[str, Any], name: str) -> list[Any]:
    """A setting that is a list, which the engine sends as JSON text."""
    value = settings.get(name) or []
    return json.loads(value) if isinstance(value, str) else list(value)
