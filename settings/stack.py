"""What one stack is: `app.yaml`, the stack's own settings and its preset, merged, checked and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from components.api_service import ServiceSpec
from components.cache import CacheSpec
from components.connection import Template
from components.container import Migration, Route, WebSpec
from components.database import DatabaseSpec
from components.frontend import SsrSpec, StaticSpec
from components.network import Edge, NetworkSpec
from components.object_store import ObjectStoreSpec
from components.platform import AlarmsSpec, BudgetSpec, LogsSpec
from components.spec import Cloud, CloudSettings
from components.worker import JobSpec, WorkerSpec

ContainerPartSpec = ServiceSpec | SsrSpec | WorkerSpec | JobSpec


@dataclass(frozen=True, kw_only=True)
class ContainerPart:
    """A part that runs a container: its spec and everything that follows from the rest of the application."""

    spec: ContainerPartSpec
    """`image` with the registry's address put in front where it named no host."""
    variables: Mapping[str, Template]
    """All variables: common ones, those that `uses` brings (`DATABASE_URL`, …), `PORT`, and its own; own ones win."""
    secrets: tuple[str, ...]
    """Operator's secrets that are handed to it: required ones, and optional ones that are set."""
    told_secrets: Mapping[str, str] = field(default_factory=dict)
    """Variable -> operator's secret of another name that it holds."""
    connections: tuple[str, ...]
    """Parts whose connection it is handed: those in `uses` and those its variables name."""
    routes: tuple[Route, ...] = ()
    """Requests that reach it through the gateway."""
    private_name: bool = False
    """Some other part uses it and finds it by name."""
    migration: Migration | None = None
    private_image: bool = False
    """The image lies in the registry that has a login."""


@dataclass(frozen=True, kw_only=True)
class StaticPart:
    """A static frontend and what else its host name answers for."""

    spec: StaticSpec
    directory: Path
    host: str | None
    """Host name that a CDN answers for: that of the first route to it."""
    alternative_hosts: tuple[str, ...]
    """Further host names of the same CDN."""
    forwards: tuple[str, ...]
    """Paths that the CDN hands on to the gateway."""
    routes: tuple[Route, ...]
    """Requests that reach it through the gateway, where no CDN stands before it."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """The gateway: there when some route leads through it."""

    host: str | None
    """`domain`, `origin.<domain>` behind a CDN, or None without a domain."""
    alternative_hosts: tuple[str, ...]
    address: str | None
    """`https://<host>`, or None where only the cloud knows the name (no domain)."""
    behind_cdn: bool
    """A static frontend holds the host name; the gateway admits the CDN's addresses only."""
    streaming: bool
    health: str | None = None
    """Path that it answers by itself, on every host name."""


@dataclass(frozen=True, kw_only=True)
class Registry:
    """A private registry's login: the password is the operator's secret of that name."""

    address: str
    username: str
    password_secret: str


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where browsers find a part."""

    base: str | None
    """`https://<host>`, or None when only the cloud knows the name (no domain)."""
    path: str
    """`` or `/api`; never a trailing slash."""
    entry: str
    """Who knows the base then: `gateway`, or the name of the static frontend."""


@dataclass(frozen=True, kw_only=True)
class Stack:
    """Everything the program needs to know; it decides nothing more."""

    application: str
    name: str
    cloud: Cloud
    environment: str
    region: str
    cloud_settings: CloudSettings
    """What only this cloud asks for: `AwsSpec`, `AlicloudSpec` or `DockerSpec`."""
    project: Path
    """Folder of Pulumi.yaml."""
    disposable: bool
    replace: frozenset[str]
    transform: Mapping[str, Mapping[str, Mapping[str, Any]]]
    """Part -> resource type -> inputs."""
    zone: str | None
    """DNS zone of every host name."""
    registry: Registry | None
    logs: LogsSpec
    alarms: AlarmsSpec
    budget: BudgetSpec | None
    firewall: bool
    hsts_subdomains: bool
    rotate: Mapping[str, str]
    """Secret that is made -> any text; another text makes another secret."""
    network: NetworkSpec
    members: tuple[str, ...]
    """Every part with an address in the network, `gateway` among them."""
    edges: tuple[Edge, ...]
    entry: Entry | None
    database: DatabaseSpec | None
    cache: CacheSpec | None
    buckets: Mapping[str, ObjectStoreSpec]
    services: Mapping[str, ContainerPart]
    workers: Mapping[str, ContainerPart]
    jobs: Mapping[str, ContainerPart]
    rendered: Mapping[str, ContainerPart]
    """Frontends of kind ssr."""
    static: Mapping[str, StaticPart]
    addresses: Mapping[str, Address]
    """Part with a route -> where browsers find it."""
    warnings: tuple[str, ...]
    """What will be wrong one day, each by file and path."""
    facets: Mapping[str, tuple[str, ...]]
    """Part -> secret facets that some container reads (`database`: `url`, `url+asyncpg`; `cache`: `url`, `url/1`)."""

    @property
    def containers(self) -> Mapping[str, ContainerPart]:
        """Every part that runs a container."""
        return {**self.services, **self.rendered, **self.workers, **self.jobs}

    @property
    def web(self) -> Mapping[str, WebSpec]:
        """Every part that answers HTTP."""
        return {name: part.spec for name, part in self.containers.items() if isinstance(part.spec, WebSpec)}
