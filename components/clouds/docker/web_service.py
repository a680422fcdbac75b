"""A container that answers HTTP: an API or a rendering frontend."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pulumi

from components import options, scripts
from components.api_service.contract import WebArgs
from components.clouds.docker import application, migration, service
from components.clouds.docker.container import HEALTHY_WITHIN, Health
from components.container import WebSpec
from components.health import HealthSpec


@dataclass(frozen=True, kw_only=True)
class WebService:
    """Names that operators need, and where the entry finds it."""

    service: pulumi.Output[str]
    log_group: pulumi.Output[str]
    image: pulumi.Output[str]
    servers: Sequence[pulumi.Output[str]]


def create(name: str, spec: WebSpec, args: WebArgs, opts: pulumi.ResourceOptions) -> WebService:
    """Run the migration, then the part; its routes are opened when all parts are there."""
    made = application.create(name, spec, args, opts)
    migrated = migration.create(f"{name}-migration", name, args, made, opts)
    box = service.waiting(replace(made.box, health=_health(spec)), migrated)
    running = service.create(name, spec, args, box, options.after(opts, *made.ready))
    return WebService(
        service=service.names(running),
        log_group=service.logs(running),
        image=made.image,
        servers=[pulumi.Output.concat(each.name, f":{spec.port}") for each in running],
    )


def _health(spec: WebSpec) -> Health:
    """How the daemon asks; where only a path is given, more often than a cloud does: the sooner a start is over.

    It has one question: whether it is alive and whether it is ready are asked as one, and the entry passes over a
    container that is not well.
    """
    check = spec.check
    paths = tuple(dict.fromkeys((check.alive or check.ready, check.ready)))
    test = scripts.probes(spec.port, paths, check.timeout_seconds)
    if not isinstance(spec.health, HealthSpec):
        return Health(test=test)
    needed = check.start_seconds + check.tries * (check.interval_seconds + check.timeout_seconds)
    return Health(
        test=test,
        interval_seconds=check.interval_seconds,
        timeout_seconds=check.timeout_seconds,
        retries=check.tries,
        start_seconds=check.start_seconds,
        within_seconds=max(needed, HEALTHY_WITHIN),
    )
