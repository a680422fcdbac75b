"""What a Network is asked for and what it promises."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pulumi
from pydantic import Field

from components.network.addresses import Tiers
from components.platform import Platform
from components.spec import Spec

MANAGED = frozenset({"gateway", "database", "cache"})
"""Parts that the cloud runs itself; every other part with an address starts containers."""


class NetworkSpec(Spec):
    """The private network of a stack; every value has a default by preset."""

    cidr: str = Field("10.20.0.0/16", pattern=r"^\d+\.\d+\.\d+\.\d+/(16|17|18|19|20)$")
    """IPv4 range, /16 to /20."""
    zones: Literal[2, 3] = 3
    """Availability zones: 2 in dev and staging, 3 in prod."""
    nat: Literal["none", "single", "per_zone"] = "per_zone"
    """Ways out to the internet. `none`: private endpoints to the cloud's services only."""
    flow_logs: Literal["all", "rejected"] = "all"
    """Which flows are recorded."""


@dataclass(frozen=True, kw_only=True)
class Edge:
    """`source` may open TCP `port` of `target`; nothing else opens a port.

    `internet` and `cdn` (the content delivery network's own addresses) are no parts: a rule to or from them names
    addresses instead of a security group.
    """

    source: str
    target: str
    port: int


@dataclass(frozen=True, kw_only=True)
class NetworkArgs:
    """A network, the parts inside it, and who may talk to whom."""

    platform: Platform
    spec: NetworkSpec
    parts: Sequence[str]
    """Every part with an address in the network, `gateway` among them."""
    edges: Sequence[Edge]
    buckets: bool = False
    """Some bucket lies inside it, and the entry leads to it."""


@dataclass(kw_only=True, eq=False)
class NetworkOutputs:
    """Identifiers that other rooms place their resources with."""

    network_id: pulumi.Output[str]
    public_subnet_ids: Sequence[pulumi.Output[str]]
    app_subnet_ids: Sequence[pulumi.Output[str]]
    data_subnet_ids: Sequence[pulumi.Output[str]]
    zones: Sequence[pulumi.Output[str]]
    """Availability zones, in the order of the subnets of each tier."""
    security_group_ids: Mapping[str, pulumi.Output[str]]
    """Part -> its own security group."""
    outbound: Sequence[pulumi.Resource]
    """What must exist before a container can start: routes to the internet or endpoints."""
    namespace: pulumi.Output[str] | None
    """Private DNS namespace, where a part reaches another by name."""
    ranges: Tiers | None = None
    """IPv4 ranges of the subnets of each tier, where something outside a security group must name them."""
    storage: pulumi.Output[str] | None = None
    """What only the entry and the buckets are on, where buckets lie inside the network."""
