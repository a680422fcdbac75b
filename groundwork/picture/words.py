"""What the boxes of a picture say, in words that need no knowledge of a cloud."""

from collections.abc import Iterator

from components.container import InstanceSpec, WebSpec
from components.frontend import BEHIND_CDN, SsrSpec
from components.worker import JobSpec
from groundwork.clouds import NAMES
from groundwork.picture.box import Box
from settings.stack import ContainerPart, Stack

GATEWAY, WAYS_OUT = "gateway", "ways out"
ENGINES = {"postgresql": "PostgreSQL", "polardb": "PolarDB for PostgreSQL"}
WAYS = {"none": "private endpoints alone", "single": "one NAT gateway", "per_zone": "a NAT gateway per zone"}


def has_cdn(stack: Stack) -> bool:
    """Whether pages of plain files stand before the network, with a content delivery network."""
    return stack.cloud in BEHIND_CDN


def network(stack: Stack) -> tuple[str, ...]:
    """The frame around all that is private, in lines."""
    if stack.cloud == "docker":
        return (NAMES[stack.cloud],)
    return ("private network", stack.network.cidr, stack.region, NAMES[stack.cloud])


def zones(stack: Stack) -> int:
    """How many availability zones there are; 0 on one host."""
    return 0 if stack.cloud == "docker" else stack.network.zones


def tiers(stack: Stack) -> tuple[str, str, str]:
    """The rows inside the network, from the world to the data."""
    if stack.cloud == "docker":
        return ("network public", "network frontend", "network backend: leads nowhere")
    return ("public subnets", "app subnets: no public addresses", "data subnets: no way out")


def gateway(stack: Stack) -> Iterator[Box]:
    """The way in, where there is one."""
    if stack.entry is None:
        return
    kind = "nginx" if stack.cloud == "docker" else "load balancer"
    hosts = tuple(host for host in (stack.entry.host, *stack.entry.alternative_hosts) if host)
    closed = ("opened by the CDN alone",) if stack.entry.behind_cdn else ()
    lines = (kind, *hosts, *closed, *(("firewall",) if stack.firewall else ()))
    yield Box(key=GATEWAY, title="entry", lines=lines, public=not stack.entry.behind_cdn, zones=zones(stack))


def ways_out(stack: Stack) -> Iterator[Box]:
    """How containers reach the internet, on a cloud."""
    if stack.cloud == "docker":
        return
    ports = sorted({edge.port for edge in stack.edges if edge.target == "internet"})
    out = f"outward only: {', '.join(str(port) for port in ports)}"
    lines = (WAYS[stack.network.nat], *([out] if ports else []))
    yield Box(key=WAYS_OUT, title="way out", lines=lines, zones=1 if stack.network.nat == "single" else zones(stack))


def pages(stack: Stack, name: str) -> Box:
    """Plain files for browsers."""
    part = stack.static[name]
    hosts = tuple(host for host in (part.host, *part.alternative_hosts) if host)
    kind = "pages behind a CDN" if has_cdn(stack) else "pages from nginx"
    return Box(key=name, title=name, lines=(kind, *hosts), public=has_cdn(stack), inside=not has_cdn(stack))


def container(stack: Stack, name: str, part: ContainerPart) -> Box:
    """A part that runs a container: what it is, and how much of it runs."""
    spec = part.spec
    lines = [_kind(part), f"{spec.cpu:g} vCPU, {spec.memory / 1024:g} GiB"]
    if isinstance(spec, InstanceSpec):
        lines.append(_instances(stack, spec))
    if isinstance(spec, JobSpec):
        lines.append(f"cron {spec.schedule}" if spec.schedule else "on command")
    if part.migration is not None:
        lines.append("migrates the database first")
    lines += [f"volume {volume}" for volume in spec.volumes]
    return Box(key=name, title=name, lines=tuple(lines), zones=zones(stack))


def stores(stack: Stack) -> Iterator[Box]:
    """Database and cache."""
    if (database := stack.database) is not None:
        lines = (
            f"{ENGINES[database.engine]} {database.version}, {database.size}",
            f"{database.storage_gib} GiB, backups {database.backup_days} days",
            *_encrypted(stack),
        )
        yield Box(key="database", title="database", lines=lines, zones=min(1 + database.multi_zone, zones(stack)))
    if (cache := stack.cache) is not None:
        lines = (f"Redis {cache.version}, {cache.size}", *_encrypted(stack))
        yield Box(key="cache", title="cache", lines=lines, zones=min(1 + cache.replicas, zones(stack)))


def bucket(stack: Stack, name: str) -> Box:
    """A bucket: a service of the cloud, or a gateway on the host's disk."""
    spec = stack.buckets[name]
    versions = ("keeps versions",) if spec.versioned and stack.cloud != "docker" else ()
    expiry = (f"expires after {spec.expire_days} days",) if spec.expire_days else ()
    lines = ("files, by signed link", *versions, *expiry, *_encrypted(stack))
    return Box(key=name, title=name, lines=lines, inside=stack.cloud == "docker")


def _kind(part: ContainerPart) -> str:
    spec = part.spec
    if isinstance(spec, JobSpec):
        return "job"
    if isinstance(spec, SsrSpec):
        return "rendered pages"
    return "service" if isinstance(spec, WebSpec) else "worker"


def _instances(stack: Stack, spec: InstanceSpec) -> str:
    scale, host = spec.scale, stack.cloud == "docker"
    if scale.follows_load and not host:
        return f"{scale.min} to {scale.max} instances{', spot above' if spec.spot else ''}"
    count = scale.on_a_host if host else scale.min
    return f"{count} instance{'' if count == 1 else 's'}"


def _encrypted(stack: Stack) -> tuple[str, ...]:
    """One host encrypts only with its disk, which is not ours to see."""
    return () if stack.cloud == "docker" else ("encrypted, own key",)
