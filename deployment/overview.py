"""What a person sees after `up`: addresses, names, where to look; nothing secret."""

from collections.abc import Mapping
from typing import Any

import pulumi

from components import operations
from components.api_service import ApiService
from components.container import InstanceSpec
from components.dashboard import Dashboard, DashboardArgs
from components.frontend import Frontend
from components.network import Network
from components.operations import Commands, Looked
from components.platform import Platform
from components.present import present
from components.worker import Worker
from deployment import health
from deployment.containers import Running
from deployment.entry import Entry
from deployment.stores import Stores
from settings.stack import Stack


def publish(stack: Stack, platform: Platform, network: Network, stores: Stores, entry: Entry, running: Running) -> None:
    """Create the dashboard and export the stack's outputs; what a stack does not have is left out."""
    parts = {**running.services, **running.rendered, **running.workers}
    services = {name: part.service for name, part in parts.items() if part.service is not None}
    dashboard = Dashboard(
        "dashboard",
        DashboardArgs(
            platform=platform,
            gateway=entry.gateway.metric_name if entry.gateway else None,
            services=services,
            database=stores.database.endpoint if stores.database else None,
            cache=stores.cache.endpoint if stores.cache else None,
            network=network,
            parts={name: part.spec for name, part in stack.containers.items()},
            database_watch=stores.database.watch if stores.database else None,
            cache_watch=stores.cache.watch if stores.cache else None,
        ),
    )
    looked = operations.commands(platform, _looked(stack, parts), health.addresses(stack, entry.urls))
    outputs = {
        "region": stack.region or None,
        "url": next((url for name, url in entry.urls.items() if not stack.addresses[name].path), None),
        "urls": dict(entry.urls),
        "buckets": {name: bucket.bucket for name, bucket in stores.buckets.items()},
        "cluster": platform.container_cluster_name,
        "services": services,
        "jobs": {name: part.start for name, part in running.workers.items() if part.start is not None},
        "log_groups": {name: part.log_group for name, part in parts.items()},
        "images": {name: part.image or stack.containers[name].spec.image for name, part in parts.items()},
        "commands": _commands(looked, stores),
        "recovery": _recovery(stack),
        "shell": platform.shell,
        "dashboard": dashboard.url,
        "certificate_authority": platform.authority.certificate if platform.authority else None,
    }
    for name, value in outputs.items():
        if value is not None and value != {}:
            pulumi.export(name, value)


def _looked(stack: Stack, parts: Mapping[str, ApiService | Frontend | Worker]) -> dict[str, Looked]:
    """Every part that runs containers, as its cloud calls it."""
    specs = {name: part.spec for name, part in stack.containers.items()}
    return {
        name: Looked(
            log_group=present(part.log_group, f"log_group of {name}"),
            service=part.service,
            scale=spec.scale if isinstance(spec := specs[name], InstanceSpec) else None,
        )
        for name, part in parts.items()
    }


def _commands(looked: Commands, stores: Stores) -> dict[str, Any]:
    """What to type, by purpose and then by part."""
    found = {
        "logs": dict(looked.logs),
        "restart": dict(looked.restart),
        "stop": looked.stop,
        "start": looked.start,
        "health": looked.health,
        "backup": stores.database.backup if stores.database else None,
        "restore": _restore(stores),
    }
    return {purpose: command for purpose, command in found.items() if command is not None and command != {}}


def _restore(stores: Stores) -> dict[str, pulumi.Output[str]]:
    """Store -> what brings a backup of it back, or what was deleted."""
    buckets = {name: bucket.restore for name, bucket in stores.buckets.items() if bucket.restore is not None}
    return {"database": stores.database.restore, **buckets} if stores.database else buckets


def _recovery(stack: Stack) -> dict[str, int]:
    """What the application promises of getting its data back, in minutes."""
    if stack.database is None:
        return {}
    promised = {
        "recovery_point_minutes": stack.database.recovery_point_minutes,
        "recovery_time_minutes": stack.database.recovery_time_minutes,
    }
    return {name: minutes for name, minutes in promised.items() if minutes is not None}
