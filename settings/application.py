"""What app.yaml may say."""

from typing import Annotated

from pydantic import Field

from components.api_service import ServiceSpec
from components.cache import CacheSpec
from components.database import DatabaseSpec
from components.frontend import SsrSpec, StaticSpec
from components.names import ADDRESS, VariableName
from components.network import NetworkSpec
from components.object_store import ObjectStoreSpec
from components.platform import AlarmsSpec, BudgetSpec, LogsSpec
from components.spec import Spec
from components.traces import TracesSpec
from components.worker import JobSpec, WorkerSpec
from settings.names import ApplicationName, HostName, PartName

FrontendSpec = Annotated[StaticSpec | SsrSpec, Field(discriminator="kind")]
"""Plain files, or a server that renders pages."""


class RegistrySpec(Spec):
    """Where images come from."""

    address: str = Field(pattern=r"^[a-z0-9.-]+(:\d+)?(/[a-z0-9._-]+)*$", examples=["ghcr.io/example"])
    """Put in front of every image that names no host itself."""
    username: str | None = None
    """Login of a private registry; together with `password_secret`."""
    password_secret: VariableName | None = None
    """The operator's secret that holds the password: `pulumi config set --secret NAME`."""


class Application(Spec):
    """A web application: what runs, and what it needs. Sizes and protections come from the stack's preset."""

    name: ApplicationName
    """Name of the application, on every resource as a tag."""
    domain: HostName | None = None
    """Host name that browsers open; staging and prod need one, usually given in the stack's overrides."""
    registry: RegistrySpec | None = None
    """Where images come from that name no host."""
    variables: dict[VariableName, str] = {}
    """Environment variables of every container; a part's own value wins."""
    database: DatabaseSpec | None = None
    """A private PostgreSQL database; `{}` is enough."""
    cache: CacheSpec | None = None
    """A private Redis; `{}` is enough."""
    buckets: dict[PartName, ObjectStoreSpec] = {}
    """Private buckets by name; `files: {}` is enough."""
    services: dict[PartName, ServiceSpec] = {}
    """Containers that answer HTTP."""
    workers: dict[PartName, WorkerSpec] = {}
    """Containers without an inbound port that keep running."""
    jobs: dict[PartName, JobSpec] = {}
    """Containers that run to their end, on a schedule or on command."""
    frontends: dict[PartName, FrontendSpec] = {}
    """What browsers load: `kind: static` (files) or `kind: ssr` (a server)."""
    routes: dict[str, str] = {}
    """`/path` (of the domain) or `host/path` -> part. `{domain}` in a host stands for the domain: `api.{domain}/`."""
    logs: LogsSpec = LogsSpec(days=365)
    """How long logs are kept, and where they go on to."""
    traces: Annotated[str, Field(pattern=ADDRESS, examples=["https://otlp.example.com"])] | TracesSpec | None = None
    """Where traces go: the address of a collector that speaks OTLP, or that and a secret; `variables` can say more."""
    alarms: AlarmsSpec = AlarmsSpec()
    """Who is told, and when."""
    firewall: bool = False
    """A web application firewall before every public entry: common attacks and known bad clients are turned away."""
    entry_health: str | None = Field(None, pattern=r"^(/[A-Za-z0-9._~-]+)+$", examples=["/health-fe"])
    """Path that the entry answers by itself, with 200 and the text OK, on every host name; no part is asked."""
    hsts_subdomains: bool = False
    """Browsers that came once over HTTPS come without it to no name below the application's host names either."""
    budget: BudgetSpec | None = None
    """What the stack may cost; `alarms.email` are told at 80 % and at 100 %."""
    network: NetworkSpec = NetworkSpec()
    """The private network; every value has a default by preset."""

    @property
    def tracing(self) -> TracesSpec | None:
        """`traces` in its long form."""
        return TracesSpec(endpoint=self.traces) if isinstance(self.traces, str) else self.traces
