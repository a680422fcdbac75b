"""A container that answers HTTP: an API or a rendering frontend."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pulumi

from components import options
from components.api_service.contract import WebArgs
from components.clouds.docker import application, once, scripts, service
from components.clouds.docker.application import Application
from components.clouds.docker.container import Health, Whose
from components.container import WebSpec


@dataclass(frozen=True, kw_only=True)
class WebService:
    """Names that operators need, and where the entry finds it."""

    service: pulumi.Output[str]
    log_group: pulumi.Output[str]
    servers: Sequence[pulumi.Output[str]]


def create(name: str, spec: WebSpec, args: WebArgs, opts: pulumi.ResourceOptions) -> WebService:
    """Run the migration, then the part; its routes are opened when all parts are there."""
    made = application.create(name, spec, args, opts)
    migrated = _migration(f"{name}-migration", name, args, made, opts)
    url = f"http://127.0.0.1:{spec.port}{spec.check.ready}"
    health = Health(test=["CMD", "sh", "-c", scripts.text("probe.sh"), "probe", url])
    box = service.waiting(replace(made.box, health=health), migrated)
    running = service.create(name, spec, args, box, options.after(opts, *made.ready))
    return WebService(
        service=service.names(running),
        log_group=service.logs(running),
        servers=[pulumi.Output.concat(each.name, f":{spec.port}") for each in running],
    )


def _migration(
    name: str, part: str, args: WebArgs, made: Application, opts: pulumi.ResourceOptions
) -> pulumi.Output[str] | None:
    """Run it in the part's own image, once for each version of that; the old version goes on meanwhile."""
    if args.migration is None:
        return None
    box = replace(made.box, command=args.migration.command)
    ready = options.replaced_last(options.after(opts, *made.ready))
    return once.run(name, Whose(part=part, platform=args.platform), box, ready).done
