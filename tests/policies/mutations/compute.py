"""The one change in an example that each rule about containers and services must notice, on AWS."""

from policies.pack.resource import Resource
from tests.policies.building import GONE, Stack
from tests.policies.mutation import Mutation, otherwise

CLUSTER = "aws:ecs/cluster:Cluster"
SERVICE = "aws:ecs/service:Service"
TASK = "aws:ecs/taskDefinition:TaskDefinition"
EVERY_CONTAINER = "containerDefinitions{}[]"


def of_container(rule: str, path: str, value: object, *also: str) -> Mutation:
    return otherwise(rule, TASK, f"{EVERY_CONTAINER}.{path}", value, *also)


def of_service(rule: str, path: str, value: object, *also: str) -> Mutation:
    return otherwise(rule, SERVICE, path, value, *also)


def _has_file_system(_stack: Stack, task: Resource) -> bool:
    return "efsVolumeConfiguration" in str(task.properties.get("volumes"))


def _asked_by_nobody_else(stack: Stack, task: Resource) -> bool:
    users = [each for each in stack.values() if task.urn in each.depends_on.get("taskDefinition", ())]
    listens = "portMappings" in str(task.properties["containerDefinitions"])
    alone = [user for user in users if user.type == SERVICE and not user.properties.get("loadBalancers")]
    return listens and bool(alone)


MUTATIONS = (
    of_service("EC-01", "networkConfiguration.assignPublicIp", True),
    of_container("EC-02", "privileged", True),
    of_container("EC-03", "readonlyRootFilesystem", False),
    of_container("EC-04", "user", GONE),
    of_container("EC-04", "user", "0:0"),
    otherwise("EC-05", TASK, "networkMode", "host"),
    of_container("EC-06", "environment", lambda old: [*old, {"name": "API_TOKEN", "value": "hunter2hunter2"}]),
    of_container("EC-07", "logConfiguration", GONE),
    otherwise("EC-08", CLUSTER, "settings[].value", "disabled"),
    of_service("EC-09", "platformVersion", "1.3.0"),
    of_service("EC-10", "enableExecuteCommand", True),
    otherwise("EC-10", CLUSTER, "configuration.executeCommandConfiguration.logging", "NONE"),
    Mutation(
        rule="EC-11",
        cloud="aws",
        type=TASK,
        path="volumes[].efsVolumeConfiguration.transitEncryption",
        value="DISABLED",
        where=_has_file_system,
    ),
    otherwise("EC-12", TASK, "taskRoleArn"),
    of_container("EC-13", "image", "nginx:latest"),
    of_container("EC-14", "linuxParameters.capabilities.drop", []),
    otherwise("EC-14", TASK, "memory"),
    Mutation(rule="EC-14", cloud="aws", type=TASK, path=f"{EVERY_CONTAINER}.healthCheck", where=_asked_by_nobody_else),
    of_service("EC-15", "networkConfiguration.subnets", lambda old: old[:1]),
    of_service("EC-16", "deploymentCircuitBreaker.rollback", False),
)
