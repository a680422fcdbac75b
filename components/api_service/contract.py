"""What an ApiService is asked for and what it promises."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from components.container import ContainerArgs, Migration, Route, WebSpec
from components.gateway import Gateway


class ServiceSpec(WebSpec):
    """A service that answers HTTP: an API."""


@dataclass(frozen=True, kw_only=True)
class WebArgs(ContainerArgs):
    """A container that answers HTTP, from the gateway, from other parts, or both."""

    gateway: Gateway | None
    """The entry, where the part has routes."""
    routes: Sequence[Route]
    """Requests that reach it from outside; none: reachable inside only."""
    private_name: bool
    """Other parts reach it as `<name>.<application>-<stack>.internal`."""
    migration: Migration | None = None
    """Runs in this part's image, once before each new version."""
    entry_token: pulumi.Input[str] | None = None
    """Value of the secret behind `spec.entry_token`, a secret Output."""


@dataclass(frozen=True, kw_only=True)
class ApiServiceArgs(WebArgs):
    """A service."""

    spec: ServiceSpec


@dataclass(kw_only=True, eq=False)
class ApiServiceOutputs:
    """What operators need."""

    service: pulumi.Output[str]
    """The cloud's name of the running service."""
    log_group: pulumi.Output[str]
    """Where its output is kept."""
    image: pulumi.Output[str] | None = None
    """What runs: the reference, by digest where that is known; None: as the spec says."""
    servers: Sequence[pulumi.Output[str]] = ()
    """`name:port` of its containers, where the entry does not learn of them by itself."""
