"""What every part stands on: the platform and the network."""

from collections.abc import Mapping
from typing import Literal

import pulumi

from components.network import Network, NetworkArgs
from components.platform import Platform, PlatformArgs
from settings.stack import Stack


def platform(stack: Stack) -> Platform:
    """Create what all parts of the stack share."""
    containers = stack.containers.values()
    config, webhook, forward = pulumi.Config(), stack.alarms.webhook_secret, stack.logs.forward
    return Platform(
        "platform",
        PlatformArgs(
            cloud=stack.cloud,
            application=stack.application,
            stack=stack.name,
            environment=stack.environment,
            region=stack.region,
            cloud_settings=stack.cloud_settings,
            cloud_secrets={name: config.require_secret(name) for name in stack.cloud_settings.secrets},
            disposable=stack.disposable,
            replace=stack.replace,
            logs=stack.logs,
            forward_secret=config.require_secret(forward.secret) if forward and forward.secret else None,
            alarms=stack.alarms,
            webhook=config.require_secret(webhook) if webhook else None,
            budget=stack.budget,
            rotated=stack.rotate,
            private_names=any(part.private_name for part in containers),
            access_logs=stack.environment != "dev",
            access_log_sources=frozenset(name for name, there in _asked(stack).items() if there),
            containers=bool(containers),
        ),
    )


def _asked(stack: Stack) -> Mapping[Literal["entry", "buckets", "pages"], object]:
    """What answers requests that are worth a record."""
    return {"entry": stack.entry, "buckets": stack.buckets, "pages": stack.static}


def network(stack: Stack, platform: Platform) -> Network:
    """Create the private network with one security group per member and one rule per edge."""
    args = NetworkArgs(
        platform=platform,
        spec=stack.network,
        parts=stack.members,
        edges=stack.edges,
        buckets=bool(stack.buckets and stack.entry),
    )
    return Network("network", args)
