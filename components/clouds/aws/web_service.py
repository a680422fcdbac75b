"""A container that answers HTTP: an API or a rendering frontend."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.api_service.contract import WebArgs
from components.clouds.aws import discovery, routing, service, task
from components.clouds.aws.routing import Routing
from components.clouds.aws.scaling import Load
from components.clouds.aws.service import HEALTH_GRACE_SECONDS, MIGRATION_GRACE_SECONDS, Exposure
from components.clouds.aws.task import TaskSettings
from components.container import WebSpec


@dataclass(frozen=True, kw_only=True)
class WebService:
    """Names that operators need."""

    service: pulumi.Output[str]
    log_group: pulumi.Output[str]


def create(name: str, spec: WebSpec, args: WebArgs, opts: pulumi.ResourceOptions) -> WebService:
    """Run the part, lead its routes to it, and give it a private name where another part uses it."""
    routed = routing.create(name, spec, args, args.gateway, opts) if args.gateway and args.routes else None
    named = discovery.register(name, args, opts) if args.private_name else None
    definition = task.create(name, spec, args, TaskSettings(port=spec.port, migration=args.migration), opts)
    exposure = _exposure(name, spec, args, routed, named)
    running = service.create(name, spec, args, definition, exposure, opts)
    return WebService(service=running.name, log_group=definition.log_group.name)


def _exposure(
    name: str,
    spec: WebSpec,
    args: WebArgs,
    routed: Routing | None,
    named: aws.servicediscovery.Service | None,
) -> Exposure:
    inputs = {}
    if routed is not None:
        target = {"target_group_arn": routed.target_group.arn, "container_name": name, "container_port": spec.port}
        inputs["load_balancers"] = [target]
        inputs["health_check_grace_period_seconds"] = (
            MIGRATION_GRACE_SECONDS if args.migration else HEALTH_GRACE_SECONDS
        )
    if named is not None:
        inputs["service_registries"] = {"registry_arn": named.arn}
    load = Load(target_label=routed.label if routed else None)
    return Exposure(inputs=inputs, ready=tuple(routed.rules) if routed else (), load=load)
