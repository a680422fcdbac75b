"""What watches a stack on its host: a gate, an agent that measures, Prometheus that judges, Alertmanager that tells."""

import pulumi

from components.clouds.docker.monitor import agent, alarms, gate, networks, prometheus, telling
from components.clouds.docker.settings_of import monitored, settings
from components.dashboard import DashboardArgs


def create(name: str, args: DashboardArgs, opts: pulumi.ResourceOptions) -> pulumi.Output[str] | None:
    """Create it where the stack is watched; return the address of Prometheus' page on the host, where it has one."""
    if not monitored(args.platform):
        return None
    paths = networks.create(name, args, opts)
    gate.create(f"{name}-gate", args, paths, opts)
    agent.create(f"{name}-agent", args, paths, opts)
    told = telling.create(f"{name}-alertmanager", args, paths, opts)
    prometheus.create(f"{name}-prometheus", args, paths, alarms.of(args), told=told, opts=opts)
    port = settings(args.platform).dashboard_port
    return pulumi.Output.from_input(f"http://{prometheus.ADDRESS}:{port}") if port else None
