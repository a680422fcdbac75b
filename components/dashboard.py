"""Dashboard: how a stack is doing, on one page."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pulumi

from components.component import Component
from components.container import ContainerSpec
from components.network import Network
from components.platform import Platform
from components.watch import Watch


@dataclass(frozen=True, kw_only=True)
class DashboardArgs:
    """Whose measurements are shown; what a stack does not have is left out."""

    platform: Platform
    gateway: pulumi.Input[str] | None
    """How metrics name the entry: `Gateway.metric_name`."""
    services: Mapping[str, pulumi.Input[str]]
    """Part -> the cloud's name of its running service."""
    database: pulumi.Input[str] | None
    """`Database.endpoint`."""
    cache: pulumi.Input[str] | None
    """`Cache.endpoint`."""
    network: Network | None = None
    """Where the parts are: what watches a stack without a cloud's own monitoring is a part of it."""
    parts: Mapping[str, ContainerSpec] = field(default_factory=dict)
    """Every part that runs a container."""
    database_watch: Watch | None = None
    """`Database.watch`."""
    cache_watch: Watch | None = None
    """`Cache.watch`."""


@dataclass(kw_only=True, eq=False)
class DashboardOutputs:
    """Where to look."""

    url: pulumi.Output[str] | None
    """Address of the page in the cloud's console; None where there is no console."""


class Dashboard(Component, DashboardOutputs):
    """One page with requests, errors, latency, containers, database and cache."""

    def __init__(self, name: str, args: DashboardArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create the page on the platform's cloud."""
        super().__init__(name, opts)
        match args.platform.cloud:
            case "aws":
                from components.clouds.aws import dashboard as backend
            case "alicloud":
                from components.clouds.alicloud import dashboard as backend
            case "docker":
                from components.clouds.docker import dashboard as backend
        self.publish(backend.create(name, args, self.children()))
