"""What a Gateway is asked for and what it promises."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from components.network import Network
from components.platform import Platform

HTTPS_PORT = 443
HTTP_PORT = 80

FIRST = 1
"""Place of the rule for the entry's own health: before those of all routes."""

CHALLENGE_PATH = "/.well-known/acme-challenge/"
"""RFC 8555, section 8.3."""

OWN_HEALTH = "/nginx-health"
"""Always answered by the entry of a Docker host."""


@dataclass(frozen=True, kw_only=True)
class Prefix:
    """A path of a host, and all below it."""

    path: str
    host: str | None
    """None: every host."""


@dataclass(frozen=True, kw_only=True)
class Limit:
    """How often one client may ask a part, counted where its requests come in."""

    part: str
    prefixes: Sequence[Prefix]
    """What it answers."""
    others: Sequence[Prefix]
    """What other parts answer; it counts for them also where it lies below one of `prefixes`."""
    requests_per_second: int
    """In the long run."""
    burst: int
    """Requests that may come at once beyond that."""


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
    firewall: bool = False
    """A web application firewall stands before it."""
    limits: Sequence[Limit] = ()
    """For requests that no CDN hands on: behind one, every client looks like the CDN."""
    health: str | None = None
    """Path that it answers by itself, with 200 and the text `OK`, on every host name; before all routes."""
    hsts_subdomains: bool = False
    """Browsers come over HTTPS to all names below its host names as well."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """A part that the entry hands requests to."""

    part: str
    servers: Sequence[pulumi.Input[str]]
    """`name:port` of its containers, or of the store of a bucket."""
    prefixes: Sequence[Prefix]
    health: str | None = None
    """Path that answers when a server may get requests; None: not asked."""
    streaming: bool = False
    requests_per_second: int | None = None
    burst: int = 0
    private_port: int | None = None
    """The port that other parts reach it on, by its private name."""
    private_ports: Sequence[int] = ()
    """Further ones, on which nobody looks into what is said."""
    refused: Sequence[Prefix] = ()
    """Answered with 404: what it shows there is not for the world."""
    token: pulumi.Input[str] | None = None
    """What requests from outside bring as X-Entry-Token, a secret Output; others are answered with 401."""
    uploads: bool = False
    """Bodies of any size, handed on as they come: a bucket."""


@dataclass(frozen=True, kw_only=True)
class RoutesArgs:
    """What the entry is to know, once every part is there."""

    gateway: GatewayArgs
    listener: pulumi.Input[str]
    """`GatewayOutputs.listener`: where the entry looks for routes."""
    targets: Sequence[Target]


@dataclass(kw_only=True, eq=False)
class RoutesOutputs:
    """When requests arrive."""

    version: pulumi.Output[str]
    """Told by the entry itself when it hands requests to these parts, and to no others."""


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
    """Where routing rules are added (listener ARN on AWS, volume on Docker)."""
    address: pulumi.Output[str]
    """Name that leads to the entry: its host name, or the cloud's own name for it."""
    url: pulumi.Output[str]
    """`https://<host>`, or `http://<the cloud's name>` without one; no trailing slash."""
    metric_name: pulumi.Output[str]
    """How metrics name it (ARN suffix on AWS)."""
    keeps_limits: bool = False
    """Requests of one client are counted, here or before a CDN, where a part has a `rate_limit`."""
