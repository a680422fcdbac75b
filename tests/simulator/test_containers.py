"""What ECS and the scaling of services refuse and answer."""

from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.builders import (
    TASK,
    Network,
    balancer,
    listener,
    service_inputs,
    target_group,
    task_inputs,
)
from tests.simulator.world import World

SERVICE = "aws:ecs/service:Service"
PROVIDERS = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders"
TARGET = "aws:appautoscaling/target:Target"
POLICY = "aws:appautoscaling/policy:Policy"


def test_a_service_answers_its_arn(world: World, network: Network, cluster: Record) -> None:
    made = world.make(SERVICE, "s", **service_inputs(cluster, network, world.make(TASK, "t", **task_inputs())))
    assert made.id == "arn:aws:ecs:eu-central-1:123456789012:service/main/api"


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"cluster": "nope"}, "ClusterNotFoundException: Cluster not found: nope."),
        ({"taskDefinition": "nope"}, "ClientException: TaskDefinition not found: nope."),
        (
            {"networkConfiguration": None},
            "InvalidParameterException: Network Configuration must be provided when networkMode",
        ),
        (
            {"healthCheckGracePeriodSeconds": 30},
            (
                "InvalidParameterException: Health check grace period is only valid for services configured to use "
                "load "
                "balancers"
            ),
        ),
        (
            {"launchType": None, "capacityProviderStrategies": [{"capacityProvider": "FARGATE", "weight": 1}]},
            (
                "InvalidParameterException: The specified capacity provider 'FARGATE' is not associated with cluster "
                "main; it has"
            ),
        ),
    ],
)
def test_a_service_fits_its_cluster(
    world: World, network: Network, cluster: Record, inputs: dict[str, Any], words: str
) -> None:
    given = {**service_inputs(cluster, network, world.make(TASK, "t", **task_inputs())), **inputs}
    assert world.refused(SERVICE, **{key: value for key, value in given.items() if value is not None}).startswith(words)


def test_a_service_uses_the_clusters_capacity(world: World, network: Network, cluster: Record) -> None:
    assert world.refused(PROVIDERS, clusterName="main", capacityProviders=["SPARGATE"]).startswith(
        "InvalidParameterException: The specified capacity provider was not found: SPARGATE"
    )
    world.make(PROVIDERS, "p", clusterName="main", capacityProviders=["FARGATE"])
    given = service_inputs(cluster, network, world.make(TASK, "t", **task_inputs()))
    del given["launchType"]
    world.make(SERVICE, "s", **given, capacityProviderStrategies=[{"capacityProvider": "FARGATE", "weight": 1}])


def test_launch_type_and_capacity_exclude_each_other(world: World) -> None:
    strategies = [{"capacityProvider": "FARGATE", "weight": 1}]
    words = world.problems(
        SERVICE, name="a", taskDefinition="t", launchType="FARGATE", capacityProviderStrategies=strategies
    )
    assert words == ["launchType: cannot be given together with capacityProviderStrategies"]


def test_new_capacity_of_a_service_needs_a_new_deployment(world: World) -> None:
    old = {"capacityProviderStrategies": [{"capacityProvider": "FARGATE", "weight": 1}]}
    new = [{"capacityProvider": "FARGATE_SPOT", "weight": 1}]
    assert world.problems(SERVICE, old, name="a", taskDefinition="t", capacityProviderStrategies=new) == [
        "capacityProviderStrategies: a change of an existing service needs forceNewDeployment to be true"
    ]
    forced = {"capacityProviderStrategies": new, "forceNewDeployment": True}
    assert world.problems(SERVICE, old, name="a", taskDefinition="t", **forced) == []


def test_a_balanced_service_needs_a_listener_on_its_targets(world: World, network: Network, cluster: Record) -> None:
    group = target_group(world, network)
    task = world.make(TASK, "t", **task_inputs())
    balancers = [{"containerName": "api", "containerPort": 80, "targetGroupArn": group.id}]
    assert world.refused(SERVICE, **service_inputs(cluster, network, task, loadBalancers=balancers)) == (
        f"InvalidParameterException: The target group with targetGroupArn {group.id} does not have an associated load "
        "balancer."
    )
    listener(world, balancer(world, network), group)
    for change, words in (
        (
            {"containerName": "web"},
            "InvalidParameterException: The container web does not exist in the task definition.",
        ),
        (
            {"containerPort": 81},
            "InvalidParameterException: The container api did not have a container port 81 defined.",
        ),
    ):
        given = service_inputs(cluster, network, task, loadBalancers=[{**balancers[0], **change}])
        assert world.refused(SERVICE, **given) == words
    world.make(SERVICE, "s", **service_inputs(cluster, network, task, loadBalancers=balancers))


def test_targets_of_a_service_are_addresses(world: World, network: Network, cluster: Record) -> None:
    group = target_group(world, network, targetType="instance")
    listener(world, balancer(world, network), group)
    balancers = [{"containerName": "api", "containerPort": 80, "targetGroupArn": group.id}]
    given = service_inputs(cluster, network, world.make(TASK, "t", **task_inputs()), loadBalancers=balancers)
    assert "has target type instance, which is incompatible with the awsvpc network mode" in world.refused(
        SERVICE, **given
    )


def test_what_a_service_uses_stays(world: World, network: Network, cluster: Record) -> None:
    made = world.make(SERVICE, "s", **service_inputs(cluster, network, world.make(TASK, "t", **task_inputs())))
    assert world.remove_refused(cluster) == (
        f"ClusterContainsServicesException: The Cluster cannot be deleted while Services are active ({made.id})."
    )
    assert world.remove_refused(network.group).startswith("DependencyViolation")
    assert world.refused(SERVICE, **service_inputs(cluster, network, world.cloud.find(TASK)[0])).startswith(
        "InvalidParameterException: Creation of service was not idempotent: api"
    )


def test_scaling_needs_the_service_and_its_target(world: World, network: Network, cluster: Record) -> None:
    target = {
        "serviceNamespace": "ecs",
        "scalableDimension": "ecs:service:DesiredCount",
        "resourceId": "service/main/api",
    }
    assert world.refused(TARGET, **target, minCapacity=1, maxCapacity=2) == (
        "ValidationException: ECS service doesn't exist: service/main/api"
    )
    world.make(SERVICE, "s", **service_inputs(cluster, network, world.make(TASK, "t", **task_inputs())))
    assert world.refused(TARGET, **target, minCapacity=3, maxCapacity=2) == (
        "ValidationException: Minimum capacity 3 cannot be greater than maximum capacity 2"
    )
    tracking = {
        "targetValue": 70,
        "predefinedMetricSpecification": {"predefinedMetricType": "ECSServiceAverageCPUUtilization"},
    }
    scaling = {**target, "policyType": "TargetTrackingScaling", "targetTrackingScalingPolicyConfiguration": tracking}
    assert world.refused(POLICY, **scaling) == (
        "ObjectNotFoundException: No scalable target registered for service namespace: ecs, resource ID: "
        "service/main/api, "
        "scalable dimension: ecs:service:DesiredCount"
    )
    made = world.make(TARGET, "t", **target, minCapacity=1, maxCapacity=2)
    world.make(POLICY, "p", **scaling)
    world.remove(made)
    assert world.cloud.find(POLICY) == []
