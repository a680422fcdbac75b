"""Parts that run containers, on Alibaba Cloud; call everything inside `run`."""

from pathlib import Path
from typing import Any

import pulumi

from components.api_service import ApiService, ApiServiceArgs, ServiceSpec
from components.connection import Connection, Facet, Statement, Template
from components.container import Migration, RegistryLogin, Route
from components.worker import JobSpec, Worker, WorkerArgs, WorkerSpec
from tests.components.alicloud.stand import gateway, network, platform

IMAGE = "ghcr.io/notes/api:1.0.0"
USE_BUCKET = Statement(actions=("oss:GetObject",), resources=("acs:oss:*:1234567890123456:files/*",))
VARIABLES = {
    "APP_ENV": Template(segments=("production",)),
    "DATABASE_URL": Template(segments=(Facet(part="database", key="url"),)),
}
ROUTES = (Route(path="/api", host="notes.example.com", priority=3), Route(path="/", host=None, priority=9))


def _connections() -> dict[str, Connection]:
    url = pulumi.Output.secret("postgresql://app:x@db.internal/app")
    return {
        "database": Connection(values={"host": "db.internal"}, secrets={"url": url}),
        "files": Connection(values={"bucket": "files"}, statements=(USE_BUCKET,)),
    }


def _common(**changes: Any) -> dict[str, Any]:
    on = changes.pop("platform", None) or platform(private_names=True)
    usual: dict[str, Any] = {
        "platform": on,
        "network": network(on),
        "connections": _connections(),
        "variables": VARIABLES,
        "project": Path(),
    }
    return {**usual, **changes}


def service(
    spec: dict[str, Any] | None = None,
    *,
    routed: bool = True,
    named: bool = False,
    migrates: bool = False,
    routes: tuple[Route, ...] = ROUTES,
    **changes: Any,
) -> ApiService:
    """A service `api`, behind the entry unless it is not."""
    common = _common(**changes)
    given = common.pop("entry", None)
    entry = given or (gateway(common["platform"], common["network"]) if routed else None)
    settings = ServiceSpec.model_validate({"image": IMAGE, "uses": ["database", "files"], **(spec or {})})
    migration = common.pop("migration", None) or (Migration(command=("python", "-m", "migrate")) if migrates else None)
    args = ApiServiceArgs(
        **common,
        spec=settings,
        gateway=entry,
        routes=routes if routed else (),
        private_name=named,
        migration=migration,
    )
    return ApiService("api", args)


def worker(spec: dict[str, Any] | None = None, **changes: Any) -> Worker:
    """A worker `tasks`."""
    settings = WorkerSpec.model_validate({"image": IMAGE, "uses": ["database"], **(spec or {})})
    return Worker("tasks", WorkerArgs(**_common(**changes), spec=settings))


def job(spec: dict[str, Any] | None = None, **changes: Any) -> Worker:
    """A job, called `tasks` too, since the network knows that name."""
    settings = JobSpec.model_validate({"image": IMAGE, "uses": ["database"], **(spec or {})})
    return Worker("tasks", WorkerArgs(**_common(**changes), spec=settings))


def login() -> RegistryLogin:
    """Of a private registry."""
    return RegistryLogin(address="ghcr.io/notes", username="deploy", password=pulumi.Output.secret("registry-password"))
