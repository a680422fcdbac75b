"""Worker on Alibaba Cloud: container instances without an inbound port, or one that is started on a schedule."""

import pulumi

from components.clouds.alicloud import instance, schedule, service
from components.clouds.alicloud.service import Exposure
from components.worker.contract import JobSpec, WorkerArgs, WorkerOutputs, WorkerSpec


def create(name: str, args: WorkerArgs, opts: pulumi.ResourceOptions) -> WorkerOutputs:
    """Create the worker or the job."""
    if isinstance(args.spec, JobSpec):
        return _job(name, args.spec, args, opts)
    return _daemon(name, args.spec, args, opts)


def _daemon(name: str, spec: WorkerSpec, args: WorkerArgs, opts: pulumi.ResourceOptions) -> WorkerOutputs:
    prepared = instance.prepare(name, spec, args, None, opts)
    running = service.create(name, spec, args, prepared, Exposure(), opts)
    return WorkerOutputs(
        service=running.service, task=running.service, start=None, log_group=running.log_group, image=running.image
    )


def _job(name: str, spec: JobSpec, args: WorkerArgs, opts: pulumi.ResourceOptions) -> WorkerOutputs:
    template, starts = schedule.create(name, spec, args, opts)
    region = args.platform.args.region
    command = f"aliyun ess ExecuteScalingRule --RegionId {region} --ScalingRuleAri "
    return WorkerOutputs(
        service=None,
        task=template.configuration.id,
        start=pulumi.Output.concat(command, starts.ari),
        log_group=template.log_store.name,
        image=template.image,
    )
