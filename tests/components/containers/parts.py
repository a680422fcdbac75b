"""Args for container parts: the smallest that make sense, changed by what a test is about."""

from pathlib import Path
from typing import Any

import pulumi

from components.api_service import ApiServiceArgs, ServiceSpec
from components.connection import Connection, Facet, Statement, Template
from components.container import Route
from components.network import Network
from components.platform import Platform
from components.worker import JobSpec, WorkerArgs, WorkerSpec
from tests.components.stand import make_gateway, make_network, make_platform

IMAGE = "ghcr.io/notes/api:1.0.0"

SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:database-Ab12Cd"

READ_DATABASE_SECRET = Statement(actions=("secretsmanager:GetSecretValue",), resources=(SECRET,))

USE_BUCKET = Statement(actions=("s3:GetObject", "s3:PutObject"), resources=("arn:aws:s3:::files/*",))

CONNECTIONS = {
    "database": Connection(
        values={"host": "db.internal", "port": "5432"},
        secrets={"url": f"{SECRET}:url::1"},
        execution_statements=(READ_DATABASE_SECRET,),
    ),
    "files": Connection(values={"bucket": "files-1234567"}, statements=(USE_BUCKET,)),
}

VARIABLES = {
    "APP_ENV": Template(segments=("production",)),
    "DATABASE_URL": Template(segments=(Facet(part="database", key="url"),)),
    "DATABASE_HOST": Template(segments=("tcp://", Facet(part="database", key="host"), ":5432")),
}


def stage(**changes: Any) -> tuple[Platform, Network]:
    """Platform and network; call it inside `run`."""
    platform = make_platform(**changes)
    return platform, make_network(platform, ("gateway", "api", "tasks", "cleanup", "web"))


def _common(platform: Platform, network: Network, changes: dict[str, Any]) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "platform": platform,
        "network": network,
        "connections": CONNECTIONS,
        "variables": {},
        "project": Path.cwd(),
    }
    return {**usual, **changes}


def service_args(platform: Platform, network: Network, spec: ServiceSpec, **changes: Any) -> ApiServiceArgs:
    """A service without a route, but for what `changes` says."""
    web = {"gateway": None, "routes": (), "private_name": False, **changes}
    return ApiServiceArgs(spec=spec, **_common(platform, network, web))


def worker_args(platform: Platform, network: Network, spec: WorkerSpec | JobSpec, **changes: Any) -> WorkerArgs:
    """A worker or job, but for what `changes` says."""
    return WorkerArgs(spec=spec, **_common(platform, network, changes))


def routed(platform: Platform, network: Network, *paths: str) -> dict[str, Any]:
    """What leads these paths to a service."""
    routes = tuple(Route(path=path, host=None, priority=number) for number, path in enumerate(paths, start=1))
    return {"gateway": make_gateway(platform, network), "routes": routes}


def secret(text: str) -> pulumi.Output[str]:
    """An operator's secret."""
    return pulumi.Output.secret(text)


def hardened(number: str, user: str = "") -> dict[str, Any]:
    """What every container's definition says of its rights: a plain user, scratch in memory, and nothing more."""
    scratch = ["nosuid", "nodev", "mode=1777", f"uid={number}", f"gid={number}"]
    return {
        "readonlyRootFilesystem": True,
        "user": user or number,
        "linuxParameters": {
            "initProcessEnabled": True,
            "capabilities": {"drop": ["ALL"]},
            "tmpfs": [{"containerPath": "/tmp", "size": 256, "mountOptions": scratch}],
        },
        "stopTimeout": 30,
    }


def logged(group: str) -> dict[str, Any]:
    """What the definition of a container of `api` says of its output."""
    options = {"awslogs-group": group, "awslogs-region": "eu-central-1", "awslogs-stream-prefix": "api"}
    return {"logConfiguration": {"logDriver": "awslogs", "options": options}}
