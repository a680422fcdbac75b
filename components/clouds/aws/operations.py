"""Commands of the AWS command line for what runs on ECS."""

from collections.abc import Mapping

import pulumi

from components.container import ScaleSpec
from components.operations import Commands, Looked, answering, health, running, sequence
from components.platform import Platform
from components.present import present

SCALING = "aws application-autoscaling register-scalable-target --service-namespace ecs"
DIMENSION = "ecs:service:DesiredCount"


def commands(platform: Platform, parts: Mapping[str, Looked], addresses: Mapping[str, pulumi.Input[str]]) -> Commands:
    """Follow logs, deploy again, and set the number of tasks; scaling is told first, or it would undo that."""
    region, services = platform.args.region, running(parts)
    restart = {
        name: pulumi.Output.concat(_update(platform, service), " --force-new-deployment")
        for name, (service, _) in services.items()
    }
    stop = [_number(platform, service, scale, (0, 0)) for service, scale in services.values()]
    start = [_number(platform, service, scale, (scale.min, scale.max)) for service, scale in services.values()]
    return Commands(
        logs={
            name: pulumi.Output.concat(f"aws logs tail --follow --region {region} ", part.log_group)
            for name, part in parts.items()
        },
        restart=restart,
        stop=sequence(stop),
        start=sequence(start),
        health=health({**answering(addresses), **_enough(platform, services)}),
    )


def _enough(
    platform: Platform, services: Mapping[str, tuple[pulumi.Output[str], ScaleSpec]]
) -> dict[str, pulumi.Output[str]]:
    """As many tasks run as the service wants, and as the stack wants at least: one that was stopped is not well."""
    ask = f'[ "$(aws ecs describe-services --region {platform.args.region} --cluster '
    return {
        f"{name} runs": pulumi.Output.concat(
            ask,
            _cluster(platform),
            " --services ",
            service,
            f" --query 'length(services[?runningCount>=desiredCount && runningCount>=`{scale.min}`])'",
            ' --output text)" = 1 ]',
        )
        for name, (service, scale) in services.items()
    }


def _update(platform: Platform, service: pulumi.Output[str]) -> pulumi.Output[str]:
    start = f"aws ecs update-service --region {platform.args.region} --cluster "
    return pulumi.Output.concat(start, _cluster(platform), " --service ", service)


def _number(
    platform: Platform, service: pulumi.Output[str], scale: ScaleSpec, limits: tuple[int, int]
) -> pulumi.Output[str]:
    least, most = limits
    update = pulumi.Output.concat(_update(platform, service), f" --desired-count {least}")
    if not scale.follows_load:
        return update
    start = f"{SCALING} --region {platform.args.region} --scalable-dimension {DIMENSION} --resource-id service/"
    between = f" --min-capacity {least} --max-capacity {most} && "
    return pulumi.Output.concat(start, _cluster(platform), "/", service, between, update)


def _cluster(platform: Platform) -> pulumi.Output[str]:
    return present(platform.container_cluster_name, "container_cluster_name")
