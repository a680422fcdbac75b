"""Commands of Docker for what runs on a host; `./server` has verbs for the same."""

from collections.abc import Mapping

import pulumi

from components.clouds.docker import labels
from components.operations import Commands, Looked, running
from components.platform import Platform

WELL = "{ill += !/ Up / || /unhealthy|starting/; print} END {exit (ill > 0 || NR == 0)}"
"""Judges a line of name and status for each container; none at all is no stack that runs."""


def commands(platform: Platform, parts: Mapping[str, Looked], _addresses: Mapping[str, pulumi.Input[str]]) -> Commands:
    """Follow logs, restart a part's containers, stop and start all that the stack has, tell how all of it is."""
    filters = (
        f"--filter label={labels.COMPOSE}project={labels.project(platform.args)} "
        f"--filter label={labels.COMPOSE}oneoff=False"
    )
    return Commands(
        logs={name: part.log_group for name, part in parts.items()},
        restart={
            name: pulumi.Output.concat("docker restart ", containers)
            for name, (containers, _) in running(parts).items()
        },
        stop=pulumi.Output.from_input(f"docker stop $(docker ps --quiet {filters})"),
        start=pulumi.Output.from_input(f"docker start $(docker ps --all --quiet {filters})"),
        health=pulumi.Output.from_input(
            f"docker ps --all {filters} --format '{{{{.Names}}}} {{{{.Status}}}}' | awk '{WELL}'"
        ),
    )
