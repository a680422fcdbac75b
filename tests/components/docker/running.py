"""Parts that run containers on one host; call everything inside `run`."""

from pathlib import Path
from typing import Any

import pulumi

from components.api_service import ApiService, ApiServiceArgs, ServiceSpec
from components.connection import Connection, Facet, Template
from components.container import Migration, RegistryLogin, Route
from components.worker import JobSpec, Worker, WorkerArgs, WorkerSpec
from tests.components.docker.stand import gateway, network, platform

IMAGE = "ghcr.io/notes/api:1.0.0"
URL = "postgresql://app:x@db.internal/app"
VARIABLES = {
    "APP_ENV": Template(segments=("production",)),
    "DATABASE_URL": Template(segments=(Facet(part="database", key="url"),)),
}
ROUTES = (Route(path="/api", host="notes.example.com", priority=3),)


def connections() -> dict[str, Connection]:
    """To a database."""
    return {"database": Connection(values={"host": "db.internal"}, secrets={"url": pulumi.Output.secret(URL)})}


def cache_connections() -> dict[str, Connection]:
    """To a cache."""
    return {"cache": Connection(secrets={"url": pulumi.Output.secret("redis://:x@cache.internal:6379/0")})}


def _common(host: dict[str, Any] | None, changes: dict[str, Any]) -> dict[str, Any]:
    on = platform(host)
    parts = changes.pop("parts", None)
    usual: dict[str, Any] = {
        "platform": on,
        "network": network(on) if parts is None else network(on, parts),
        "connections": connections(),
        "variables": VARIABLES,
        "project": Path(),
    }
    return {**usual, **changes}


def service(
    spec: dict[str, Any] | None = None,
    *,
    host: dict[str, Any] | None = None,
    migration: Migration | None = None,
    **changes: Any,
) -> ApiService:
    """A service `api`, behind the entry."""
    common = _common(host, changes)
    settings = ServiceSpec.model_validate({"image": IMAGE, "uses": ["database"], **(spec or {})})
    args = ApiServiceArgs(
        **common,
        spec=settings,
        gateway=gateway(common["platform"], common["network"]),
        routes=ROUTES,
        private_name=False,
        migration=migration,
    )
    return ApiService("api", args)


COMMAND = Migration(command=("python", "-m", "migrate"))


def worker(spec: dict[str, Any] | None = None, *, host: dict[str, Any] | None = None, **changes: Any) -> Worker:
    """A worker `tasks`."""
    settings = WorkerSpec.model_validate({"image": IMAGE, "uses": ["database"], **(spec or {})})
    return Worker("tasks", WorkerArgs(**_common(host, changes), spec=settings))


def job(spec: dict[str, Any] | None = None, **changes: Any) -> Worker:
    """A job `cleanup`."""
    settings = JobSpec.model_validate({"image": IMAGE, "uses": ["database"], **(spec or {})})
    return Worker("cleanup", WorkerArgs(**_common(None, changes), spec=settings))


def login() -> RegistryLogin:
    """Of a private registry."""
    return RegistryLogin(username="deploy", password=pulumi.Output.secret("registry-password"))
