"""A container that answers HTTP: an API or a rendering frontend."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.api_service.contract import WebArgs
from components.clouds.aws import discovery, routing, service, task
from components.clouds.aws.routing import Routing
from components.clouds.aws.service import MIGRATION_SECONDS, Exposure
from components.clouds.aws.task import TaskSettings
from components.container import WebSpec
from components.health import HealthSpec


@dataclass(frozen=True, kw_only=True)
class WebService:
    """Names that operators need."""

    service: pulumi.Output[str]
    log_group: pulumi.Output[str]
    image: pulumi.Output[str]


def create(name: str, spec: WebSpec, args: WebArgs, opts: pulumi.ResourceOptions) -> WebService:
    """Run the part, lead its routes to it, and give it a private name where another part uses it."""
    routed = routing.create(name, spec, args, args.gateway, opts) if args.gateway and args.routes else None
    named = discovery.register(name, args, opts) if args.private_name else None
    definition = task.create(name, spec, args, _settings(spec, args), opts)
    exposure = _exposure(name, spec, args, routed, named)
    running = service.create(name, spec, args, definition, exposure, opts)
    return WebService(service=running.name, log_group=definition.log_group.name, image=definition.image)


def _settings(spec: WebSpec, args: WebArgs) -> TaskSettings:
    ports = tuple(dict.fromkeys((spec.port, *spec.private_ports.values())))
    return TaskSettings(ports=ports, check=_check(spec, args), migration=args.migration)


def _check(spec: WebSpec, args: WebArgs) -> HealthSpec:
    """ECS itself asks a part that no load balancer asks, because only others of the stack use it."""
    if args.gateway and args.routes:
        return spec.check
    return spec.check.model_copy(update={"alive": spec.check.alive or spec.check.ready})


def _exposure(
    name: str,
    spec: WebSpec,
    args: WebArgs,
    routed: Routing | None,
    named: aws.servicediscovery.Service | None,
) -> Exposure:
    named_as = {"service_registries": {"registry_arn": named.arn}} if named is not None else {}
    if routed is None:
        return Exposure(inputs=named_as)
    container = {"container_name": name, "container_port": spec.port}
    inputs = {
        "load_balancers": [{**balancer, **container} for balancer in routed.balancers],
        "health_check_grace_period_seconds": spec.check.start_seconds + (MIGRATION_SECONDS if args.migration else 0),
        **routed.deployment,
        **named_as,
    }
    return Exposure(inputs=inputs, ready=routed.ready, counted=routed.counted)
