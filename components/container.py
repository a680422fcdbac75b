"""What every part that runs a container shares: its spec, and what it is handed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

import pulumi
from pydantic import AfterValidator, Field, WithJsonSchema

from components.connection import Connection, Template
from components.health import HealthSpec
from components.measures import MeasureSpec
from components.names import Folder, LowerName, Port, VariableName
from components.network import Network
from components.platform import Platform
from components.spec import Spec

CPUS = (0.25, 0.5, 1, 2, 4, 8)
"""Sizes that every cloud has, in vCPU."""


def _offered(cpu: float) -> float:
    if cpu not in CPUS:
        raise ValueError(f"{cpu:g} is not one of {', '.join(f'{size:g}' for size in CPUS)}")
    return cpu


Cpu = Annotated[float, AfterValidator(_offered), WithJsonSchema({"enum": list(CPUS)})]
"""vCPU of one instance."""


class BuildSpec(Spec):
    """How an image is made, where it is not given ready-made."""

    context: str = "."
    """Folder handed to the build, relative to the project."""
    dockerfile: str | None = None
    """Path of the Dockerfile, relative to the project; `Dockerfile` in the context by default."""
    target: str | None = None
    """Stage of a multi-stage Dockerfile."""
    arguments: dict[VariableName, str] = {}
    """Build arguments, for example what a frontend's bundle must know."""


class ScaleSpec(Spec):
    """How many instances run, and what makes them more."""

    min: int = Field(2, ge=0, le=1000)
    """Instances that always run; by preset 1 in dev and staging, 2 in prod."""
    max: int = Field(4, ge=1, le=1000)
    """Instances that never are exceeded: the limit of the bill."""
    cpu_percent: int | None = Field(None, ge=10, le=95)
    """Scale so that average CPU use stays near this, in percent; 70 where nothing else is said and max exceeds min."""
    requests_per_instance: int | None = Field(None, ge=1)
    """Scale so that each instance answers about this many requests a minute (services and ssr frontends)."""
    queue_delay_seconds: int | None = Field(None, ge=1)
    """Scale so that a task waits about this many seconds (workers); the worker logs `{"queue_delay_seconds": n}`."""
    running_tasks: int | None = Field(None, ge=1)
    """Scale so that each instance works on about this many tasks at once; it logs `{"running_tasks": n}`."""

    @property
    def follows_load(self) -> bool:
        """Whether the number of instances follows the load; else it is always `min`."""
        return self.max > self.min

    @property
    def on_a_host(self) -> int:
        """Instances where nothing counts load: `min`, and at least one."""
        return max(self.min, 1)


class ContainerSpec(Spec):
    """A part that runs a container."""

    image: str | None = None
    """Image by tag or digest, without a host when `registry` says it; a digest is kept as given. Or `build`."""
    build: BuildSpec | None = None
    """Build the image here and push it: to the stack's own registry on AWS, to `registry` on Alibaba Cloud."""
    command: list[str] | None = None
    """Replaces the image's command."""
    uses: list[str] = []
    """Parts it uses: the only thing that opens a port or grants a permission."""
    variables: dict[VariableName, str] = {}
    """Environment variables; `{part.facet}`, for example `{cache.url/1}`, is filled in; `\\{a.b}` is plain text."""
    secrets: list[VariableName] = []
    """Variables whose values the operator sets: `pulumi config set --secret NAME`. All are required."""
    optional_secrets: list[VariableName] = []
    """As `secrets`, left out when nobody has set them."""
    generate: list[VariableName] = []
    """Variables with a random value, made once and kept in the cloud's secret store."""
    cpu: Cpu = 0.5
    """vCPU of one instance."""
    memory: int = Field(1024, ge=512, le=61440)
    """Memory of one instance in MiB; 2 to 8 times the vCPU, in steps of 1024 (512 with 0.25 vCPU)."""
    architecture: Literal["x86_64", "arm64"] = "x86_64"
    """Processor of the image; arm64 costs about a fifth less on AWS."""
    user: str | None = "1000"
    """User (and group) the process runs as, `1000` or `1000:1000`; null keeps the image's own."""
    read_only: bool = True
    """The root file system cannot be written; `writable` folders can."""
    writable: list[str] = ["/tmp"]
    """Folders of scratch that die with the instance; on AWS in memory, each up to a quarter of `memory`."""
    stop_seconds: int = Field(30, ge=2, le=120)
    """Time between the polite and the hard stop."""
    outbound_ports: list[Port] = [443]
    """TCP ports it may reach on the internet; 443 is always among them, for image, secrets and logs."""
    profile: LowerName | None = None
    """Runs only in stacks whose `groundwork:profiles` name this; what others say of it is then left out."""
    required: list[VariableName] = []
    """Variables that it must be given, from wherever; a stack in which one is missing or empty is refused."""
    volumes: dict[LowerName, Folder] = {}
    """Name -> folder that outlives the container; all instances of the part share it."""
    measures: dict[VariableName, MeasureSpec] = {}
    """Numbers it logs as JSON (`{"sse_connections": 12}`): recorded, and told to somebody past a limit."""
    scrape: str | None = Field(None, pattern=r"^(:\d+)?/\S*$", examples=["/metrics", ":9191/metrics"])
    """Where it shows metrics in Prometheus's text form, on its `port` or another; never to be seen from outside."""

    @property
    def scraped(self) -> tuple[int | None, str] | None:
        """Port and path of `scrape`; no port means the one that answers HTTP."""
        if self.scrape is None:
            return None
        port, slash, path = self.scrape.removeprefix(":").partition("/")
        return int(port) if port else None, f"{slash}{path}"


class InstanceSpec(ContainerSpec):
    """A container that keeps running, in one or more instances."""

    scale: ScaleSpec = ScaleSpec(min=2, max=4)
    """How many instances, and by what."""
    spot: bool = False
    """Run what exceeds `scale.min` on spare capacity, which may be taken away with two minutes' notice."""


class RateLimitSpec(Spec):
    """How many requests one client may send."""

    requests_per_second: int = Field(ge=1, le=10000)
    """Requests a second of one address, in the long run."""
    burst: int = Field(20, ge=0, le=10000)
    """Requests that may come at once beyond that; what exceeds it is answered with 429."""


class WebSpec(InstanceSpec):
    """A container that answers HTTP."""

    port: Port = 8000
    """The port it listens on, handed to it as `PORT`."""
    health: Annotated[str, Field(pattern=r"^/")] | HealthSpec = "/healthz"
    """Path that answers 200 to 399 when the instance is ready for traffic; or that and how it is asked."""
    protocol: Literal["http", "grpc"] = "http"
    """What it speaks on `port`."""
    private_ports: dict[LowerName, Port] = {}
    """Name -> further TCP port, which parts that use it reach and nobody else: `{part.port/name}`."""
    rollout: Literal["rolling", "blue_green"] = "rolling"
    """`blue_green`: all requests move to the new version at once, when all of it is well; the old one stays a while."""
    entry_token: VariableName | None = None
    """The operator's secret that requests from outside must bring as `X-Entry-Token`; others are answered 401."""
    streaming: bool = False
    """SSE or WebSocket: long idle time-outs, no buffering. Heartbeats on AWS: hourly; behind a CDN, every minute."""
    rate_limit: RateLimitSpec | None = None
    """What the entry lets through; where it cannot count requests, docs/parity.md says so."""

    @property
    def check(self) -> HealthSpec:
        """`health` in its long form."""
        return HealthSpec(ready=self.health) if isinstance(self.health, str) else self.health


@dataclass(frozen=True, kw_only=True)
class Route:
    """Requests of a host and path that go to a part."""

    path: str
    """Path prefix, `/` or `/api`; it matches the path itself and all below it."""
    host: str | None
    """Host name, or None for every host."""
    priority: int
    """Place in the order of rules, 1 first; unique in a stack."""
    refused: bool = False
    """Answered with 404 by the entry itself: what a part shows on this path is not for the world."""
    guard_priority: int | None = None
    """Place, after `priority`, of what answers 401 without the part's `entry_token`; None: it asks for none."""
    candidate_priority: int | None = None
    """Place, after `priority`, of what leads to a new version before requests move to it; None: one by one."""


@dataclass(frozen=True, kw_only=True)
class Migration:
    """What must succeed before a new version takes traffic: a command in the part's image, or SQL files in order."""

    command: tuple[str, ...] = ()
    files: Path | None = None
    """Folder of SQL files, instead of a command; `components/sql_files` says how they are run."""
    version: str = ""
    """With `files`: major version of the database, and so of the client that runs them."""
    extensions: tuple[str, ...] = ()
    """With `files`: extensions of the database, created before the first file."""


@dataclass(frozen=True, kw_only=True)
class RegistryLogin:
    """How a private registry is asked for images."""

    username: pulumi.Input[str]
    password: pulumi.Input[str]
    """A secret Output."""
    address: str = ""
    """Where images are that name no host: `ghcr.io/example`."""


@dataclass(frozen=True, kw_only=True)
class ContainerArgs:
    """What every container part is handed besides its spec."""

    platform: Platform
    network: Network
    connections: Mapping[str, Connection] = field(default_factory=dict)
    """Part -> connection, for every part whose facets occur in `variables` or that it uses."""
    variables: Mapping[str, Template] = field(default_factory=dict)
    """Every environment variable that is not a secret of its own, in the end form: common ones and those of `uses`."""
    secret_values: Mapping[str, pulumi.Input[str]] = field(default_factory=dict)
    """Operator's secret -> value, a secret Output."""
    registry: RegistryLogin | None = None
    """Login of the registry that `spec.image` comes from, where it is private."""
    own_registry: RegistryLogin | None = None
    """The application's registry, where it has a login: what is made here is pushed to it on a cloud without one."""
    project: Path
    """Folder of the project; build contexts are relative to it."""
