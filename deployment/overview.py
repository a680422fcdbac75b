"""What a person sees after `up`: addresses, names, where to look; nothing secret."""

import pulumi

from components.dashboard import Dashboard, DashboardArgs
from components.platform import Platform
from deployment.containers import Running
from deployment.entry import Entry
from deployment.stores import Stores
from settings.stack import Stack


def publish(stack: Stack, platform: Platform, stores: Stores, entry: Entry, running: Running) -> None:
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
        ),
    )
    outputs = {
        "region": stack.region or None,
        "url": next((url for name, url in entry.urls.items() if not stack.addresses[name].path), None),
        "urls": dict(entry.urls),
        "buckets": {name: bucket.bucket for name, bucket in stores.buckets.items()},
        "cluster": platform.container_cluster_name,
        "services": services,
        "jobs": {name: part.start for name, part in running.workers.items() if part.start is not None},
        "log_groups": {name: part.log_group for name, part in parts.items()},
        "shell": platform.shell,
        "dashboard": dashboard.url,
        "certificate_authority": platform.authority.certificate if platform.authority else None,
    }
    for name, value in outputs.items():
        if value is not None and value != {}:
            pulumi.export(name, value)
