"""What a Frontend is asked for and what it promises."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pulumi

from components.api_service import WebArgs
from components.container import Route, WebSpec
from components.gateway import Gateway, Limit
from components.names import LowerName
from components.platform import Platform
from components.spec import Cloud, Spec

BEHIND_CDN: frozenset[Cloud] = frozenset({"aws", "alicloud"})
"""Clouds with a content delivery network for plain files, which holds the host name; elsewhere the gateway does."""


class StaticSpec(Spec):
    """Plain files, behind a CDN where the cloud has one."""

    kind: Literal["static"]
    directory: str
    """Folder with the built files, relative to the project; `index.html` is its start."""
    single_page: bool = True
    """Unknown paths answer with `index.html`, for applications that route in the browser."""
    profile: LowerName | None = None
    """Runs only in stacks whose `groundwork:profiles` name this."""
    content_security_policy: str | None = None
    """Value of the Content-Security-Policy header."""


class SsrSpec(WebSpec):
    """Pages rendered by a server: a container behind the gateway."""

    kind: Literal["ssr"]


@dataclass(frozen=True, kw_only=True)
class StaticArgs:
    """Files, and what else the same host name answers for."""

    platform: Platform
    spec: StaticSpec
    directory: Path
    """The folder, absolute."""
    host: str | None
    """Host name that a CDN answers for, with a certificate; None: the CDN's own name, or no CDN."""
    alternative_hosts: Sequence[str] = ()
    """Further host names of the same files."""
    zone: str | None
    """DNS zone of the host names."""
    gateway: Gateway | None
    """Where `forwards` lead, or where `routes` come from."""
    gateway_port: int
    """443 where the gateway has a certificate, else 80."""
    forwards: Sequence[str]
    """Path prefixes that go on to the gateway, `/api` for example."""
    streaming: bool
    """Some of them stream."""
    routes: Sequence[Route] = ()
    """Requests that reach it through the gateway, where no CDN stands before it."""
    firewall: bool = False
    """A web application firewall stands before its CDN."""
    limits: Sequence[Limit] = ()
    """For what its CDN hands on to the gateway."""
    hsts_subdomains: bool = False
    """Browsers come over HTTPS to all names below its host names as well."""


@dataclass(frozen=True, kw_only=True)
class SsrArgs(WebArgs):
    """A server that renders pages."""

    spec: SsrSpec


FrontendArgs = StaticArgs | SsrArgs
"""What a Frontend can be made from."""


@dataclass(kw_only=True, eq=False)
class FrontendOutputs:
    """Where it is, and what operators need."""

    url: pulumi.Output[str] | None
    """Base address of a static frontend, without a trailing slash; an ssr frontend's is the gateway's."""
    bucket: pulumi.Output[str] | None
    """Bucket of the files; None for ssr."""
    service: pulumi.Output[str] | None
    """The cloud's name of the rendering server; None for static."""
    log_group: pulumi.Output[str] | None
    """Where the server's output is kept; None for static."""
    image: pulumi.Output[str] | None = None
    """What runs: the reference, by digest where that is known; None: as the spec says, or static."""
    servers: Sequence[pulumi.Output[str]] = ()
    """`name:port` of its containers, where the entry does not learn of them by itself."""
