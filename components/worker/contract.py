"""What a Worker is asked for and what it promises."""

from dataclasses import dataclass

import pulumi
from pydantic import Field

from components.container import ContainerArgs, ContainerSpec, InstanceSpec


class WorkerSpec(InstanceSpec):
    """A container without an inbound port that keeps running."""


class JobSpec(ContainerSpec):
    """A container that runs to its end: on a schedule, or on command."""

    schedule: str | None = Field(None, pattern=r"^\S+ \S+ \S+ \S+ \S+$", examples=["0 3 * * *"])
    """Five cron fields in UTC: minute, hour, day of month, month, day of week (0 or 7 is Sunday); null: on command."""


@dataclass(frozen=True, kw_only=True)
class WorkerArgs(ContainerArgs):
    """A worker that keeps running, or a job that ends."""

    spec: WorkerSpec | JobSpec


@dataclass(kw_only=True, eq=False)
class WorkerOutputs:
    """What operators need."""

    service: pulumi.Output[str] | None
    """The cloud's name of the running service; None for a job."""
    task: pulumi.Output[str]
    """What is run (task definition ARN on AWS)."""
    start: pulumi.Output[str] | None
    """The command that starts a job by hand; None for a worker."""
    log_group: pulumi.Output[str]
    """Where its output is kept."""
    image: pulumi.Output[str] | None = None
    """What runs: the reference, by digest where that is known; None: as the spec says."""
