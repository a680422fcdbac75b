"""What every part stands on: the platform and the network."""

from components.network import Network, NetworkArgs
from components.platform import Platform, PlatformArgs
from settings.stack import Stack


def platform(stack: Stack) -> Platform:
    """Create what all parts of the stack share."""
    containers = stack.containers.values()
    return Platform(
        "platform",
        PlatformArgs(
            cloud=stack.cloud,
            application=stack.application,
            stack=stack.name,
            environment=stack.environment,
            region=stack.region,
            cloud_settings=stack.cloud_settings,
            disposable=stack.disposable,
            replace=stack.replace,
            logs=stack.logs,
            alarms=stack.alarms,
            private_names=any(part.private_name for part in containers),
            access_logs=stack.environment != "dev",
            containers=bool(containers),
        ),
    )


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
