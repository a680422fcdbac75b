"""What watches a stack on its host: a gate; an agent that measures, Prometheus that judges, Alertmanager that tells.

And a collector, which keeps what containers write by days: where a stack is watched, or hands its logs on.
"""

import pulumi

from components.clouds.docker.monitor import agent, alarms, collector, gate, networks, prometheus, telling
from components.clouds.docker.settings_of import monitored, settings
from components.dashboard import DashboardArgs

COLLECTED = ("logs",)
WATCHED = ("gate", "monitor", *COLLECTED)
"""Ways that are needed: see `networks.Paths`."""


def create(name: str, args: DashboardArgs, opts: pulumi.ResourceOptions) -> pulumi.Output[str] | None:
    """Create it where the stack is watched; return the address of Prometheus' page on the host, where it has one."""
    watched = monitored(args.platform)
    if not watched and args.platform.args.logs.forward is None:
        return None
    paths = networks.create(name, WATCHED if watched else COLLECTED, args, opts)
    gate.create(f"{name}-gate", args, paths, opts)
    collector.create(f"{name}-collector", args, paths, opts)
    if not watched:
        return None
    agent.create(f"{name}-agent", args, paths, opts)
    told = telling.create(f"{name}-alertmanager", args, paths, opts)
    prometheus.create(f"{name}-prometheus", args, paths, alarms.of(args), told=told, opts=opts)
    port = settings(args.platform).dashboard_port
    return pulumi.Output.from_input(f"http://{prometheus.ADDRESS}:{port}") if port else None
