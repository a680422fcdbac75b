"""A watched production stack on one Docker host; call everything inside `run`."""

from typing import Any

import pulumi

from components.api_service import ServiceSpec
from components.dashboard import Dashboard, DashboardArgs
from components.platform import AlarmsSpec, LogsSpec
from components.watch import Watch
from components.worker import JobSpec, WorkerSpec
from tests.components.docker.stand import network, platform

API: dict[str, Any] = {
    "image": "api:1",
    "cpu": 0.5,
    "scale": {"min": 2, "max": 4},
    "scrape": "/metrics",
    "measures": {
        "open_circuits": {"above": 0, "statistic": "maximum", "minutes": 1},
        "success_rate": {"below": 90},
        "answer_seconds": {"above": 2.5, "statistic": "p95", "minutes": 10},
        "recorded_only": {"statistic": "sum"},
    },
}
TASKS: dict[str, Any] = {
    "image": "tasks:1",
    "scale": {"min": 1, "max": 4, "queue_delay_seconds": 60, "running_tasks": 5},
    "scrape": ":9191/figures",
}
MAIL: dict[str, Any] = {"server": "smtp.example.com:587", "sender": "alarms@example.com"}
WEBHOOK = "https://hooks.example.com/services/T0/B0/secret"


def database_watch() -> Watch:
    """Of a database."""
    password = pulumi.Output.secret("watcher-of-database")
    return Watch(host="database.notes-prod.internal", port=5432, password=password, cpus=2, database="notes")


def cache_watch(*, encrypted: bool = False) -> Watch:
    """Of a cache."""
    password = pulumi.Output.secret("watcher-of-cache")
    return Watch(host="cache.notes-prod.internal", port=6379, password=password, cpus=1, encrypted=encrypted)


def watched(
    host: dict[str, Any] | None = None,
    alarms: dict[str, Any] | None = None,
    *,
    webhook: bool = True,
    logs: dict[str, Any] | None = None,
    forward_secret: str | None = None,
    disposable: bool = False,
    environment: str = "prod",
    **changes: Any,
) -> Dashboard:
    """What watches: an entry, a service of two, a worker, two jobs, a database, a cache."""
    on = platform(
        {"monitoring": True, **(host or {})},
        alarms=AlarmsSpec.model_validate(alarms or {}),
        webhook=pulumi.Output.secret(WEBHOOK) if webhook else None,
        disposable=disposable,
        environment=environment,
        logs=LogsSpec.model_validate({"days": 365, **(logs or {})}),
        forward_secret=pulumi.Output.secret(forward_secret) if forward_secret else None,
    )
    usual: dict[str, Any] = {
        "gateway": "gateway-server",
        "services": {},
        "database": "database.notes-prod.internal:5432",
        "cache": "cache.notes-prod.internal:6379",
        "network": network(on),
        "parts": {
            "api": ServiceSpec.model_validate(API),
            "tasks": WorkerSpec.model_validate(TASKS),
            "nightly": JobSpec(image="tasks:1", command=["tidy"], schedule="0 3 * * *"),
            "by-hand": JobSpec(image="tasks:1"),
        },
        "database_watch": database_watch(),
        "cache_watch": cache_watch(),
    }
    return Dashboard("dashboard", DashboardArgs(platform=on, **{**usual, **changes}))


NOTHING: dict[str, Any] = {
    "gateway": None,
    "database": None,
    "cache": None,
    "parts": {},
    "database_watch": None,
    "cache_watch": None,
}
"""A stack of pages only."""
