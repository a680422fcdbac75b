"""Worker: containers without an inbound port, running on or ending."""

import pulumi

from components.component import Component
from components.worker.contract import JobSpec, WorkerArgs, WorkerOutputs, WorkerSpec

__all__ = ["JobSpec", "Worker", "WorkerArgs", "WorkerOutputs", "WorkerSpec"]


class Worker(Component, WorkerOutputs):
    """A daemon scaled by load or queue delay, or a job run on a schedule or on command."""

    def __init__(self, name: str, args: WorkerArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Create the worker on the platform's cloud."""
        super().__init__(name, opts)
        match args.platform.cloud:
            case "aws":
                from components.worker import aws as backend
            case "alicloud":
                from components.worker import alicloud as backend
            case "docker":
                from components.worker import docker as backend
        self.publish(backend.create(name, args, self.children()))
