"""The Redis server: one container on one volume; what is written survives it."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_docker as docker

from components import options
from components.cache.contract import PORT, CacheArgs
from components.clouds.docker import certificate, container, images, labels, published
from components.clouds.docker.certificate import Certificate
from components.clouds.docker.container import Attachment, Box, File, Health, Volume, Whose
from components.clouds.docker.settings_of import settings
from components.present import present
from components.spec import Size

OWNER = "999"
"""User and group `redis` of the official image."""

FILES = "/etc/groundwork"
DATA = "/data"

MEBIBYTES: Mapping[Size, int] = {"small": 256, "medium": 1024, "large": 4096}
CPUS: Mapping[Size, float] = {"small": 0.5, "medium": 1, "large": 2}

FOR_DATA = 0.75
"""Share of the memory that data may take; the rest is for clients and for rewriting the append-only file."""

CLIENTS = 10000
"""Connections that it takes at once, Redis's own figure: said here, so that it is nobody's but this stack's."""


@dataclass(frozen=True, kw_only=True)
class Login:
    """How the server is reached."""

    host: str
    password: pulumi.Output[str]
    further: pulumi.Output[str]
    """Lines of redis.conf that let others in; secret."""


def create(name: str, args: CacheArgs, login: Login, opts: pulumi.ResourceOptions) -> docker.Container:
    """Create the volume and the server on it."""
    platform, host = args.platform, login.host
    protected = options.protected(opts, platform.protects(name))
    data = docker.Volume(f"{name}-data", labels=labels.of(name, platform), opts=protected)
    shown = (
        certificate.issue(f"{name}-certificate", present(platform.authority, "authority"), [host, "localhost"], opts)
        if settings(platform).cache_tls
        else None
    )
    box = Box(
        image=images.pull(f"{name}-image", images.REDIS, opts),
        user=f"{OWNER}:{OWNER}",
        networks=[
            *(Attachment(network=network, aliases=[host]) for network in args.network.data_subnet_ids),
            *published.ways(name, args.network, platform),
        ],
        ports=published.ports(name, PORT, platform),
        command=["redis-server", f"{FILES}/redis.conf"],
        files=[
            File(path=f"{FILES}/redis.conf", content=_configuration(args, login, shown), owner=OWNER, mode="0400"),
            File(path=f"{FILES}/password", content=login.password, owner=OWNER, mode="0400"),
            *(_certificate(shown) if shown else ()),
        ],
        volumes=[Volume(path=DATA, name=data.name)],
        health=Health(test=["CMD-SHELL", _ping(tls=shown is not None)]),
        memory=MEBIBYTES[args.spec.size],
        cpus=CPUS[args.spec.size],
    )
    return container.create(f"{name}-server", Whose(part=name, platform=platform), box, opts)


def _configuration(args: CacheArgs, login: Login, shown: Certificate | None) -> pulumi.Output[str]:
    limit = int(MEBIBYTES[args.spec.size] * FOR_DATA)
    lines = [
        f"dir {DATA}",
        "appendonly yes",
        f"maxmemory {limit}mb",
        f"maxmemory-policy {args.spec.eviction}",
        f"maxclients {CLIENTS}",
        *(_encrypted() if shown else (f"port {PORT}",)),
    ]
    return pulumi.Output.concat("\n".join(lines), "\nrequirepass ", login.password, "\n", login.further)


def _encrypted() -> tuple[str, ...]:
    return (
        "port 0",
        f"tls-port {PORT}",
        f"tls-cert-file {FILES}/server.crt",
        f"tls-key-file {FILES}/server.key",
        f"tls-ca-cert-file {FILES}/server.crt",
        "tls-auth-clients no",
        'tls-protocols "TLSv1.2 TLSv1.3"',
    )


def _certificate(shown: Certificate) -> tuple[File, File]:
    return (
        File(path=f"{FILES}/server.crt", content=shown.chain),
        File(path=f"{FILES}/server.key", content=shown.key, owner=OWNER, mode="0400"),
    )


def _ping(*, tls: bool) -> str:
    """`redis-cli ping` that says PONG; the password is read from its file, and so stands in no list of processes."""
    over_tls = f" --tls --cacert {FILES}/server.crt -h localhost" if tls else ""
    return f'REDISCLI_AUTH="$(cat {FILES}/password)" redis-cli{over_tls} ping | grep -q PONG'
