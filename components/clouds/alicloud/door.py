"""A way by which requests reach a part's instances, at the entry or inside the network."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pulumi

from components.clouds.alicloud.servers import Servers


@dataclass(frozen=True, kw_only=True)
class Door:
    """Server groups, and what leads requests to them once it is told to."""

    servers: Sequence[Servers]
    lead: Callable[[pulumi.ResourceOptions], Sequence[pulumi.Resource]]
    """Lets requests through; before a part's instances are there, or when all of a version's are well."""
    ready: Sequence[pulumi.Resource] = ()
    """What must exist before instances count as reachable."""


@dataclass(frozen=True, kw_only=True)
class Inside(Door):
    """A way inside the network."""

    address: pulumi.Output[str]
    """Name by which the cloud knows its balancer."""
