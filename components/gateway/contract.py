"""What a Gateway is asked for and what it promises."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from components.network import Network
from components.platform import Platform

HTTPS_PORT = 443
HTTP_PORT = 80


@dataclass(frozen=True, kw_only=True)
class GatewayArgs:
    """The one public entry to containers."""

    platform: Platform
    network: Network
    host: str | None
    """Host name it answers for, with a certificate; None: plain HTTP on the cloud's own name (dev only)."""
    alternative_hosts: Sequence[str]
    """Further host names on the same certificate."""
    zone: str | None
    """DNS zone of the host names, already there in the account."""
    streaming: bool
    """Some service behind it streams: the idle time-out is as long as the cloud allows."""


@dataclass(frozen=True, kw_only=True)
class Front:
    """The listener that routes are added to, and the name that leads to it."""

    listener: pulumi.Output[str]
    address: pulumi.Output[str]
    scheme: str


@dataclass(kw_only=True, eq=False)
class GatewayOutputs:
    """What services behind the entry, and a CDN before it, need."""

    listener: pulumi.Output[str]
    """Where a service adds its routing rules (listener ARN on AWS)."""
    address: pulumi.Output[str]
    """Name that leads to the entry: its host name, or the cloud's own name for it."""
    url: pulumi.Output[str]
    """`https://<host>`, or `http://<the cloud's name>` without one; no trailing slash."""
    metric_name: pulumi.Output[str]
    """How metrics name it (ARN suffix on AWS)."""
