import json
from typing import Any

import pytest

from components.api_service import ApiService, ServiceSpec
from components.container import Migration, ScaleSpec
from components.health import HealthSpec
from tests.components.containers.parts import IMAGE, routed, service_args, stage
from tests.components.recorder import Recorder, run, without_tags

SERVICE = "aws:ecs/service:Service"


def deploy(spec: ServiceSpec, environment: str = "prod", paths: tuple[str, ...] = (), **changes: Any) -> None:
    def program() -> None:
        platform, network = stage(environment=environment, private_names=True)
        leading = routed(platform, network, *paths) if paths else {}
        ApiService("api", service_args(platform, network, spec, **leading, **changes))

    run(program)


def test_a_service_rolls_on_private_fargate_and_rolls_back_by_itself(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE, scale=ScaleSpec(min=2, max=2)))
    assert without_tags(recorder.inputs(SERVICE, "api-service")) == {
        "cluster": "arn:aws:ecs:eu-central-1:123456789012:cluster/platform-cluster-1234567",
        "taskDefinition": "arn:aws:ecs:eu-central-1:123456789012:notes-prod-api",
        "desiredCount": 2,
        "capacityProviderStrategies": [{"capacityProvider": "FARGATE", "weight": 1}],
        "forceNewDeployment": True,
        "platformVersion": "LATEST",
        "networkConfiguration": {
            "subnets": ["network-app-1-id", "network-app-2-id", "network-app-3-id"],
            "securityGroups": ["network-api-id"],
            "assignPublicIp": False,
        },
        "deploymentCircuitBreaker": {"enable": True, "rollback": True},
        "deploymentMinimumHealthyPercent": 100,
        "deploymentMaximumPercent": 200,
        "availabilityZoneRebalancing": "ENABLED",
        "enableEcsManagedTags": True,
        "propagateTags": "SERVICE",
        "enableExecuteCommand": False,
        "waitForSteadyState": True,
        "sigintRollback": True,
    }


def test_routed_services_are_checked_by_the_load_balancer(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE, port=3001), paths=("/api",))
    inputs = recorder.inputs(SERVICE, "api-service")
    assert inputs["loadBalancers"] == [
        {
            "targetGroupArn": "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/api-target-1234567",
            "containerName": "api",
            "containerPort": 3001,
        }
    ]
    assert inputs["healthCheckGracePeriodSeconds"] == 60


@pytest.mark.parametrize(("migration", "grace"), [(None, 20), (Migration(command=("migrate",)), 260)])
def test_start_and_migration_have_time_before_checks_count(
    recorder: Recorder, migration: Migration | None, grace: int
) -> None:
    health = HealthSpec(start_seconds=20)
    deploy(ServiceSpec(image=IMAGE, health=health), paths=("/api",), migration=migration)
    assert recorder.inputs(SERVICE, "api-service")["healthCheckGracePeriodSeconds"] == grace


def test_a_service_starts_with_its_roles_complete_a_way_out_and_every_route(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE, uses=["files"]), paths=("/api", "/events"))
    waits = recorder.one(SERVICE, "api-service").depends_on
    assert {"api-execution-policy", "api-role-policy", "api-route", "api-route-2"} <= waits
    assert {"network-app-1-internet", "network-app-2-internet", "network-app-3-internet"} <= waits


def test_a_service_without_a_route_has_no_target_group(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE))
    assert "loadBalancers" not in recorder.inputs(SERVICE, "api-service")
    assert recorder.names("aws:lb/targetGroup:TargetGroup") == []


def test_what_exceeds_the_minimum_runs_on_spare_capacity(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE, spot=True, scale=ScaleSpec(min=3, max=9)))
    assert recorder.inputs(SERVICE, "api-service")["capacityProviderStrategies"] == [
        {"capacityProvider": "FARGATE", "base": 3, "weight": 0},
        {"capacityProvider": "FARGATE_SPOT", "weight": 1},
    ]


def test_shells_are_for_dev_and_staging(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE), environment="staging")
    assert recorder.inputs(SERVICE, "api-service")["enableExecuteCommand"] is True


def test_a_part_that_others_use_has_a_name(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE), private_name=True)
    assert without_tags(recorder.inputs("aws:servicediscovery/service:Service")) == {
        "name": "api",
        "description": "Instances of api",
        "dnsConfig": {
            "namespaceId": "network-names-id",
            "routingPolicy": "MULTIVALUE",
            "dnsRecords": [{"type": "A", "ttl": 10}],
        },
        "healthCheckCustomConfig": {"failureThreshold": 1},
        "forceDestroy": True,
    }
    registry = {"registryArn": "arn:aws:servicediscovery:eu-central-1:123456789012:api"}
    assert recorder.inputs(SERVICE, "api-service")["serviceRegistries"] == registry


@pytest.mark.parametrize(
    ("health", "path"), [(HealthSpec(ready="/ready"), "/ready"), (HealthSpec(ready="/ready", alive="/alive"), "/alive")]
)
def test_ecs_asks_a_part_that_no_load_balancer_asks(recorder: Recorder, health: HealthSpec, path: str) -> None:
    deploy(ServiceSpec(image=IMAGE, health=health), private_name=True)
    assert asked(recorder) == [path]


def test_what_a_load_balancer_asks_ecs_does_not(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE, health=HealthSpec(ready="/ready")), paths=("/api",), private_name=True)
    assert asked(recorder) == []


def asked(recorder: Recorder) -> list[str]:
    """The paths that health checks of containers ask."""
    containers = json.loads(recorder.inputs("aws:ecs/taskDefinition:TaskDefinition")["containerDefinitions"])
    checks = [item["healthCheck"]["command"] for item in containers if "healthCheck" in item]
    return [next(word.rpartition("8000")[2] for word in command if "8000/" in word) for command in checks]


def test_every_resource_bears_the_parts_labels(recorder: Recorder) -> None:
    deploy(
        ServiceSpec(image=IMAGE, generate=["KEY"], scale=ScaleSpec(min=1, max=2)), paths=("/api",), private_name=True
    )
    labels = {
        "application": "notes",
        "stack": "prod",
        "environment": "prod",
        "part": "api",
        "managed-by": "groundwork",
    }
    untaggable = {
        "aws:iam/rolePolicy:RolePolicy",
        "aws:secretsmanager/secretVersion:SecretVersion",
        "aws:appautoscaling/policy:Policy",
        "random:index/randomPassword:RandomPassword",
    }
    for resource in recorder.children("api"):
        if resource.type not in untaggable:
            assert resource.inputs.get("tags", {}).items() >= labels.items(), resource.name
