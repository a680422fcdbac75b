"""ECS clusters and services, and the scaling of services."""

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.aws.blue_green import deploy, pairs_fit
from simulator.aws.find import by_arn, groups_outside, vpcs_of
from simulator.aws.load_balancing import TARGET_GROUP, balancer_of
from simulator.aws.task_definitions import containers, find_task
from simulator.aws.task_start import tasks_can_start
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.cloud import ACCOUNT, Record
from simulator.find import by

CLUSTER = "aws:ecs/cluster:Cluster"
PROVIDERS = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders"
SERVICE = "aws:ecs/service:Service"
FARGATE = ("FARGATE", "FARGATE_SPOT")


def service_rules(inputs: Mapping[str, Any], old: Mapping[str, Any]) -> Iterator[str]:
    """What the provider refuses in the preview."""
    if inputs.get("launchType") and inputs.get("capacityProviderStrategies"):
        yield "launchType: cannot be given together with capacityProviderStrategies"
    changed = old and inputs.get("capacityProviderStrategies") != old.get("capacityProviderStrategies")
    if changed and inputs.get("forceNewDeployment") is not True:
        yield "capacityProviderStrategies: a change of an existing service needs forceNewDeployment to be true"
    if inputs.get("sigintRollback") is True and inputs.get("waitForSteadyState") is not True:
        yield "sigintRollback: needs waitForSteadyState to be true"


def find_cluster(call: Call, name: Any) -> Record | None:
    """A cluster by its ARN or name."""
    return by_arn(call, CLUSTER, name) or by(call, CLUSTER, call.region, name=name)


def place_fits(call: Call) -> None:
    """A service's capacity is the cluster's, and its network is one."""
    cluster = find_cluster(call, call.get("cluster", "default"))
    if cluster is None:
        raise Refusal(f"ClusterNotFoundException: Cluster not found: {call.get('cluster', 'default')}.")
    providers = by(call, PROVIDERS, call.region, clusterName=cluster.properties["name"])
    known = providers.properties.get("capacityProviders") or [] if providers else []
    for strategy in call.inputs.get("capacityProviderStrategies") or ():
        if strategy["capacityProvider"] not in known:
            raise Refusal(
                f"InvalidParameterException: The specified capacity provider '{strategy['capacityProvider']}' is not "
                "associated with "
                f"cluster {cluster.properties['name']}; it has {', '.join(known) or 'none'}."
            )
    network = call.inputs.get("networkConfiguration") or {}
    vpcs = vpcs_of(call, network.get("subnets") or [])
    outside = groups_outside(call, network.get("securityGroups") or [], vpcs)
    if outside or len(vpcs) > 1:
        raise Refusal(
            "InvalidParameterException: The security groups and subnets of a service must be in one VPC: "
            f"{', '.join(outside) or ', '.join(sorted(vpcs))}"
        )


def task_fits(call: Call) -> None:
    """The task definition goes with how the service is launched and balanced."""
    task = find_task(call, call.inputs.get("taskDefinition"))
    if task is None:
        return
    definition = task.properties
    strategies = call.inputs.get("capacityProviderStrategies") or ()
    fargate = call.inputs.get("launchType") == "FARGATE" or any(
        each["capacityProvider"] in FARGATE for each in strategies
    )
    if fargate and "FARGATE" not in (definition.get("requiresCompatibilities") or ()):
        raise Refusal("InvalidParameterException: Task definition does not support launch_type FARGATE.")
    if definition.get("networkMode") == "awsvpc" and not call.inputs.get("networkConfiguration"):
        raise Refusal(
            "InvalidParameterException: Network Configuration must be provided when networkMode 'awsvpc' is specified."
        )
    named = {each.get("name"): each for each in containers(definition["containerDefinitions"])}
    for balancer in call.inputs.get("loadBalancers") or ():
        balancer_fits(call, balancer, named, definition)
    if call.inputs.get("healthCheckGracePeriodSeconds") and not call.inputs.get("loadBalancers"):
        raise Refusal(
            "InvalidParameterException: Health check grace period is only valid for services configured to use load "
            "balancers"
        )


def balancer_fits(
    call: Call, balancer: Mapping[str, Any], named: Mapping[Any, Any], definition: Mapping[str, Any]
) -> None:
    """One of a service's load balancers: container and port exist, and the target group is reached by a listener."""
    name, port, arn = balancer["containerName"], balancer["containerPort"], balancer.get("targetGroupArn")
    if name not in named:
        raise Refusal(f"InvalidParameterException: The container {name} does not exist in the task definition.")
    ports = [each.get("containerPort") for each in named[name].get("portMappings") or ()]
    if port not in ports:
        raise Refusal(f"InvalidParameterException: The container {name} did not have a container port {port} defined.")
    group = by_arn(call, TARGET_GROUP, arn)
    if group is None:
        return
    if definition.get("networkMode") == "awsvpc" and group.properties.get("targetType") != "ip":
        raise Refusal(
            f"InvalidParameterException: The provided target group {arn} has target type "
            f"{group.properties.get('targetType')}, which is incompatible with the awsvpc network mode specified in "
            "the task definition."
        )
    if balancer_of(call, str(arn)) is None:
        raise Refusal(
            f"InvalidParameterException: The target group with targetGroupArn {arn} does not have an associated load "
            "balancer."
        )


def service_answer(call: Call) -> Mapping[str, Any]:
    """A service's ARN, below its cluster's name."""
    cluster = find_cluster(call, call.get("cluster", "default"))
    if cluster is None or call.old:
        return {}
    arn = f"arn:{call.partition}:ecs:{call.region}:{ACCOUNT}:service/{cluster.properties['name']}/{call.inputs['name']}"
    strategies = call.inputs.get("capacityProviderStrategies")
    launch = {} if strategies else {"launchType": call.get("launchType", "EC2")}
    return {"arn": arn, "id": arn, "cluster": call.get("cluster", cluster.id), **launch}


def providers_known(call: Call) -> None:
    """A cluster's own capacity providers are those of Fargate, the default ones among them."""
    given = call.inputs.get("capacityProviders") or []
    unknown = [name for name in given if name not in FARGATE]
    if unknown:
        raise Refusal(
            f"InvalidParameterException: The specified capacity provider was not found: {', '.join(unknown)}; there "
            f"are {', '.join(FARGATE)}"
        )
    for strategy in call.inputs.get("defaultCapacityProviderStrategies") or ():
        if strategy["capacityProvider"] not in given:
            raise Refusal(
                f"InvalidParameterException: The default strategy names {strategy['capacityProvider']}, which is not "
                "among the cluster's capacity providers"
            )


always = (place_fits, task_fits, tasks_can_start, pairs_fit)
BEHAVIOURS = {
    PROVIDERS: Behaviour(create=(providers_known,), update=(providers_known,)),
    SERVICE: Behaviour(
        check=service_rules, create=always, update=(*always, deploy), answer=service_answer, made=deploy
    ),
}
