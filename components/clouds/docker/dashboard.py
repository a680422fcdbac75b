"""Where the figures of a Docker host are: with Prometheus, in stacks that are watched."""

import pulumi

from components.clouds.docker import monitor
from components.dashboard import DashboardArgs, DashboardOutputs


def create(name: str, args: DashboardArgs, opts: pulumi.ResourceOptions) -> DashboardOutputs:
    """Create what watches the stack; its page is known where the stack publishes it."""
    return DashboardOutputs(url=monitor.create(name, args, opts))
