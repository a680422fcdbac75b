"""What runs: services, rendering frontends, workers and jobs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pulumi

from components.api_service import ApiService, ApiServiceArgs
from components.container import RegistryLogin, WebSpec
from components.frontend import Frontend, SsrArgs
from components.gateway import Gateway
from components.network import Network
from components.platform import Platform
from components.worker import Worker, WorkerArgs
from deployment.links import Links
from settings.stack import ContainerPart, Stack


@dataclass(frozen=True, kw_only=True)
class Running:
    """The containers of a stack, by part."""

    services: Mapping[str, ApiService]
    rendered: Mapping[str, Frontend]
    workers: Mapping[str, Worker]
    """Workers and jobs."""


def entry_token(part: ContainerPart) -> pulumi.Output[str] | None:
    """Return what requests from outside must bring, where the part asks for it."""
    asked = part.spec.entry_token if isinstance(part.spec, WebSpec) else None
    return pulumi.Config().require_secret(asked) if asked else None


def create(stack: Stack, platform: Platform, network: Network, gateway: Gateway | None, links: Links) -> Running:
    """Create every part that runs a container."""
    config = pulumi.Config()
    login = stack.registry and RegistryLogin(
        address=stack.registry.address,
        username=stack.registry.username,
        password=config.require_secret(stack.registry.password_secret),
    )

    def common(name: str, part: ContainerPart) -> dict[str, Any]:
        """Return what every container part is handed, its spec included."""
        return {
            "platform": platform,
            "network": network,
            "spec": part.spec,
            "connections": links.of(part.connections, name),
            "variables": part.variables,
            "secret_values": {
                variable: config.require_secret(name)
                for variable, name in {**{name: name for name in part.secrets}, **part.told_secrets}.items()
            },
            "registry": login if part.private_image else None,
            "own_registry": login,
            "project": stack.project,
        }

    def web(name: str, part: ContainerPart) -> dict[str, Any]:
        """Return what a part that answers HTTP is handed besides."""
        return {
            **common(name, part),
            "gateway": gateway if part.routes else None,
            "routes": part.routes,
            "private_name": part.private_name,
            "migration": part.migration,
            "entry_token": entry_token(part),
        }

    return Running(
        services={name: ApiService(name, ApiServiceArgs(**web(name, part))) for name, part in stack.services.items()},
        rendered={name: Frontend(name, SsrArgs(**web(name, part))) for name, part in stack.rendered.items()},
        workers={
            name: Worker(name, WorkerArgs(**common(name, part)))
            for name, part in {**stack.workers, **stack.jobs}.items()
        },
    )
