"""What a person sees after `up`: addresses, names, how to look inside; nothing secret."""

from collections.abc import Mapping

import pulumi

from components.object_store import ObjectStore
from components.platform import Platform
from deployment.containers import Running
from deployment.entry import Entry
from settings.stack import Stack


def publish(stack: Stack, platform: Platform, entry: Entry, buckets: Mapping[str, ObjectStore], running: Running) -> None:
    """Export the stack's outputs; what a stack does not have is left out."""
    parts = {**running.services, **running.rendered, **running.workers}
    outputs = {
        "region": stack.region,
        "url": next((url for name, url in entry.urls.items() if stack.addresses[name].path == ""), None),
        "urls": dict(entry.urls),
        "buckets": {name: bucket.bucket for name, bucket in buckets.items()},
        "cluster": platform.container_cluster_name,
        "services": {name: part.service for name, part in parts.items() if part.service is not None},
        "log_groups": {name: part.log_group for name, part in parts.items()},
        "tasks": {name: part.task for name, part in running.workers.items() if name in stack.jobs},
        "shell": platform.shell,
    }
    for name, value in outputs.items():
        if value is not None and value != {}:
            pulumi.export(name, value)
