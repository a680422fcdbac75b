"""A Docker host has no console: `docker ps` and `docker stats` show how a stack is doing."""

import pulumi

from components.dashboard import DashboardArgs, DashboardOutputs


def create(_name: str, _args: DashboardArgs, _opts: pulumi.ResourceOptions) -> DashboardOutputs:
    """There is no page to create."""
    return DashboardOutputs(url=None)
