"""The PostgreSQL server: one container on one volume, TLS only."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
import pulumi_docker as docker

from components import options
from components.clouds.docker import certificate, container, labels, published
from components.clouds.docker.container import Attachment, Box, File, Health, Volume, Whose
from components.database.contract import PORT, DatabaseArgs, DatabaseSpec
from components.present import present
from components.spec import Size

OWNER = "999"
"""User and group `postgres` of the official images."""

FILES = "/etc/groundwork"
DATA = "/var/lib/postgresql/data"

MEBIBYTES: Mapping[Size, int] = {"small": 512, "medium": 2048, "large": 8192}
CPUS: Mapping[Size, float] = {"small": 1, "medium": 2, "large": 4}

ADMISSIONS = """local all all scram-sha-256
hostssl all all all scram-sha-256
"""
"""pg_hba.conf: with a password only, and over the network with TLS only."""

PRELOADED = frozenset({"pg_stat_statements"})
"""Extensions that work only in a server that loads them at its start."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """How the server is found, and what it runs."""

    host: str
    image: pulumi.Output[str]


def create(
    name: str, args: DatabaseArgs, place: Place, superuser: pulumi.Output[str], opts: pulumi.ResourceOptions
) -> docker.Container:
    """Create the volume and the server on it; two servers never share a volume."""
    spec, platform = args.spec, args.platform
    protected = options.protected(opts, platform.protects(name))
    data = docker.Volume(f"{name}-data", labels=labels.of(name, platform), opts=protected)
    shown = certificate.issue(f"{name}-certificate", present(platform.authority, "authority"), [place.host], opts)
    box = Box(
        image=place.image,
        user=f"{OWNER}:{OWNER}",
        networks=[
            *(Attachment(network=network, aliases=[place.host]) for network in args.network.data_subnet_ids),
            *published.ways(name, args.network, platform),
        ],
        ports=published.ports(name, PORT, platform),
        command=["postgres", *_settings(spec)],
        variables={"POSTGRES_PASSWORD_FILE": f"{FILES}/superuser"},
        files=[
            File(path=f"{FILES}/superuser", content=superuser, owner=OWNER, mode="0400"),
            File(path=f"{FILES}/server.crt", content=shown.chain),
            File(path=f"{FILES}/server.key", content=shown.key, owner=OWNER, mode="0400"),
            File(path=f"{FILES}/pg_hba.conf", content=ADMISSIONS),
        ],
        volumes=[Volume(path=DATA, name=data.name)],
        health=_health(spec),
        memory=MEBIBYTES[spec.size],
        cpus=CPUS[spec.size],
        shared_memory=MEBIBYTES[spec.size] // 4,
        stop_seconds=60,
    )
    return container.create(f"{name}-server", Whose(part=name, platform=platform), box, opts)


def _health(spec: DatabaseSpec) -> Health:
    """Over TCP: while the server is being set up it listens on its socket only."""
    test = ["CMD", "pg_isready", "-q", "-h", "127.0.0.1", "-U", spec.user, "-d", spec.name]
    return Health(test=test, interval_seconds=10, retries=5, start_seconds=10)


def _settings(spec: DatabaseSpec) -> list[str]:
    memory = MEBIBYTES[spec.size]
    preloaded = sorted(PRELOADED & set(spec.extensions))
    settings = {
        "ssl": "on",
        "ssl_cert_file": f"{FILES}/server.crt",
        "ssl_key_file": f"{FILES}/server.key",
        "ssl_min_protocol_version": "TLSv1.2",
        "hba_file": f"{FILES}/pg_hba.conf",
        "password_encryption": "scram-sha-256",
        "shared_buffers": f"{memory // 4}MB",
        "effective_cache_size": f"{memory * 3 // 4}MB",
        "log_min_duration_statement": str(spec.slow_query_milliseconds),
        **({"shared_preload_libraries": ",".join(preloaded)} if preloaded else {}),
    }
    return [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
