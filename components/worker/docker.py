"""Worker on a Docker host: containers without an inbound port, or a job that the clock or a person starts."""

import shlex
from dataclasses import replace

import pulumi

from components import options
from components.clouds.docker import application, clock, container, scripts, service
from components.clouds.docker.application import Application
from components.clouds.docker.container import Whose
from components.worker.contract import JobSpec, WorkerArgs, WorkerOutputs


def create(name: str, args: WorkerArgs, opts: pulumi.ResourceOptions) -> WorkerOutputs:
    """Create the worker or the job."""
    made = application.create(name, args.spec, args, opts)
    ready = options.after(opts, *made.ready)
    if not isinstance(args.spec, JobSpec):
        running = service.create(name, args.spec, args, made.box, ready)
        return WorkerOutputs(
            service=service.names(running),
            task=running[0].id,
            start=None,
            log_group=service.logs(running),
            image=made.image,
        )
    if args.spec.schedule is None:
        return _by_hand(name, args, made, ready)
    return _on_schedule(name, args.spec.schedule, args, made, ready)


def _by_hand(name: str, args: WorkerArgs, made: Application, opts: pulumi.ResourceOptions) -> WorkerOutputs:
    """A container that is made and not started."""
    whose = Whose(part=name, platform=args.platform)
    job = container.create(f"{name}-job", whose, made.box, opts, must_run=False, start=False)
    start = pulumi.Output.concat("docker start --attach ", job.name)
    return WorkerOutputs(service=None, task=job.id, start=start, log_group=service.logs([job]), image=made.image)


def _on_schedule(
    name: str, schedule: str, args: WorkerArgs, made: Application, opts: pulumi.ResourceOptions
) -> WorkerOutputs:
    """A container that looks at the clock and runs the command in itself, without the image's entrypoint."""
    command = list(args.spec.command or [])
    box = replace(
        made.box,
        entrypoint=["sh", "-c", scripts.text("cron.sh"), "cron"],
        command=command,
        variables={**made.box.variables, **clock.variables(schedule)},
    )
    job = container.create(f"{name}-job", Whose(part=name, platform=args.platform), box, opts)
    start = pulumi.Output.concat("docker exec ", job.name, " ", shlex.join(command))
    return WorkerOutputs(service=None, task=job.id, start=start, log_group=service.logs([job]), image=made.image)
