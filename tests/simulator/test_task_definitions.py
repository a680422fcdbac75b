"""What ECS refuses of a task definition."""

from typing import Any

import pytest

from tests.simulator.builders import LOGGING, TASK, container, execution, role, task_inputs
from tests.simulator.world import World


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"networkMode": "bridge"}, "ClientException: Fargate only supports network mode 'awsvpc'."),
        ({"memory": None}, "ClientException: Fargate requires that 'cpu' and 'memory' be defined at the task level"),
        (
            {"cpu": "300"},
            "ClientException: Invalid 'cpu' setting for task: 300; Fargate has 256, 512, 1024, 2048, 4096,",
        ),
        (
            {"memory": "4096"},
            (
                "ClientException: No Fargate configuration exists for given values: 256 CPU, 4096 memory; with it go "
                "512 "
                "to 2048"
            ),
        ),
    ],
)
def test_fargate_takes_certain_sizes(world: World, inputs: dict[str, Any], words: str) -> None:
    given = {key: value for key, value in task_inputs(**inputs).items() if value is not None}
    assert world.refused(TASK, **given).startswith(words)


@pytest.mark.parametrize(
    ("containers", "words"),
    [
        ([container(), container()], "ClientException: container.name should be unique: api"),
        ([container(image="")], "ClientException: Container.image should not be null or empty (api)."),
        ([container(essential=False)], "ClientException: Invalid 'essential' setting: at least one container must be"),
        (
            [container(dependsOn=[{"containerName": "migrate", "condition": "SUCCESS"}])],
            "ClientException: Invalid 'dependsOn' of container api: there is no other container migrate",
        ),
        (
            [container(dependsOn=[{"containerName": "migrate", "condition": "SUCCESS"}]), container(name="migrate")],
            "ClientException: A dependency on migrate with condition SUCCESS needs it not to be essential",
        ),
        (
            [container(healthCheck={"command": ["curl", "localhost"]})],
            "ClientException: the command of a health check must begin with CMD or CMD-SHELL and say what runs",
        ),
        (
            [container(healthCheck={"command": ["CMD", "true"], "interval": 4})],
            "ClientException: interval of a health check must be between 5 and 300; got 4 (container api).",
        ),
        (
            [container(healthCheck={"command": ["CMD", "true"], "retries": 11})],
            "ClientException: retries of a health check must be between 1 and 10; got 11 (container api).",
        ),
        (
            [container(portMappings=[{"containerPort": 80, "hostPort": 8080}])],
            "ClientException: When networkMode=awsvpc, the host ports and container ports in port mappings must match",
        ),
        ([container(stopTimeout=121)], "ClientException: stopTimeout of container api must be at most 120 seconds"),
        (
            [container(environment=[{"name": "A", "value": 1}])],
            "ClientException: the value of environment variable A of container api must be a string",
        ),
        (
            [container(environment=[{"name": "A", "value": "1"}, {"name": "A", "value": "2"}])],
            (
                "ClientException: The secret name must be unique and not shared with any new or existing environment "
                "variables"
            ),
        ),
    ],
)
def test_containers_fit_together(world: World, containers: list[dict[str, Any]], words: str) -> None:
    assert world.refused(TASK, **task_inputs(*containers)).startswith(words)


@pytest.mark.parametrize(
    "source", ["my-secret:key", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:a-AbCdEf:key"]
)
def test_secrets_are_named_by_arn_with_all_or_none_of_the_parts(world: World, source: str) -> None:
    secrets = [{"name": "PASSWORD", "valueFrom": source}]
    words = world.refused(TASK, **task_inputs(container(secrets=secrets), executionRoleArn=execution(world)))
    assert words.startswith("ClientException: Invalid valueFrom of secret PASSWORD of container api:")


def test_logs_and_secrets_need_an_execution_role(world: World) -> None:
    assert world.refused(TASK, **task_inputs(container(logConfiguration=LOGGING))) == (
        "ClientException: Fargate requires task definition to have execution role ARN to support log driver awslogs "
        "or secrets."
    )


def test_the_log_driver_needs_its_options(world: World) -> None:
    logging = {"logDriver": "awslogs", "options": {"awslogs-group": "api"}}
    words = world.refused(TASK, **task_inputs(container(logConfiguration=logging), executionRoleArn=execution(world)))
    assert words == "ClientException: Log driver awslogs requires options: awslogs-region, awslogs-stream-prefix (api)"


def test_a_tasks_roles_trust_ecs(world: World) -> None:
    arn = role(world, "lambda.amazonaws.com").properties["arn"]
    assert world.refused(TASK, **task_inputs(taskRoleArn=arn)) == (
        f"ClientException: ECS was unable to assume the role '{arn}' (its trust policy does not name "
        "ecs-tasks.amazonaws.com)"
    )


def test_text_that_holds_no_containers_is_refused_in_the_preview(world: World) -> None:
    for text in ("{}", "nonsense", '["a"]'):
        [words] = world.problems(TASK, family="a", containerDefinitions=text)
        assert words.startswith("containerDefinitions: must be ")


def test_revisions_count_up_and_are_never_used_again(world: World) -> None:
    first = world.make(TASK, "t", **task_inputs())
    assert first.properties["arn"] == "arn:aws:ecs:eu-central-1:123456789012:task-definition/api:1"
    world.remove(first)
    assert world.make(TASK, "t", **task_inputs()).properties["revision"] == 2
