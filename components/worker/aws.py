"""Worker on AWS: a Fargate service without an inbound port, or a task that is started on a schedule."""

import pulumi

from components.clouds.aws import schedule, service, task
from components.clouds.aws.service import Exposure
from components.clouds.aws.task import Task, TaskSettings
from components.present import present
from components.worker.contract import JobSpec, WorkerArgs, WorkerOutputs, WorkerSpec


def create(name: str, args: WorkerArgs, opts: pulumi.ResourceOptions) -> WorkerOutputs:
    """Create the worker or the job."""
    if isinstance(args.spec, JobSpec):
        return _job(name, args.spec, args, opts)
    return _daemon(name, args.spec, args, opts)


def _daemon(name: str, spec: WorkerSpec, args: WorkerArgs, opts: pulumi.ResourceOptions) -> WorkerOutputs:
    definition = task.create(name, spec, args, TaskSettings(), opts)
    running = service.create(name, spec, args, definition, Exposure(), opts)
    logs, image = definition.log_group.name, definition.image
    return WorkerOutputs(service=running.name, task=definition.arn, start=None, log_group=logs, image=image)


def _job(name: str, spec: JobSpec, args: WorkerArgs, opts: pulumi.ResourceOptions) -> WorkerOutputs:
    definition = task.create(name, spec, args, TaskSettings(serves=False), opts)
    if spec.schedule is not None:
        schedule.create(name, spec.schedule, args, definition, opts)
    by_hand = _start(name, args, definition)
    logs, image = definition.log_group.name, definition.image
    return WorkerOutputs(service=None, task=definition.arn, start=by_hand, log_group=logs, image=image)


def _start(name: str, args: WorkerArgs, definition: Task) -> pulumi.Output[str]:
    """Return the command that runs the job once, in its own subnets and with its own security group."""
    network, platform = args.network, args.platform
    subnets = pulumi.Output.all(*network.app_subnet_ids).apply(",".join)
    return pulumi.Output.concat(
        f"aws ecs run-task --region {platform.args.region} --launch-type FARGATE --cluster ",
        present(platform.container_cluster_name, "container_cluster_name"),
        f" --task-definition {definition.family} --network-configuration 'awsvpcConfiguration={{subnets=[",
        subnets,
        "],securityGroups=[",
        network.security_group_ids[name],
        "]}'",
    )
