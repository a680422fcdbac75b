"""What Lambda refuses and answers, and CloudWatch Logs of those who are to be called."""

from typing import Any

import pytest
from pulumi.runtime import rpc

from simulator.cloud import ACCOUNT, Record
from tests.simulator.builders import LOG_GROUP, policy, role
from tests.simulator.world import REGION, World

FUNCTION = "aws:lambda/function:Function"
PERMISSION = "aws:lambda/permission:Permission"
RETRIES = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig"
SUBSCRIPTION = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter"
QUEUE = "aws:sqs/queue:Queue"
ARN = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:forward"
GROUP_ARN = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:api:*"
CODE = {
    rpc._special_sig_key: rpc._special_archive_sig,
    "assets": {"index.py": {rpc._special_sig_key: rpc._special_asset_sig, "text": "1", "hash": "a"}},
    "hash": "b",
}


def inputs(executor: Record, **more: Any) -> dict[str, Any]:
    asked = {"name": "forward", "role": executor.properties["arn"], "runtime": "python3.13", "handler": "index.handler"}
    return {**asked, "code": CODE, **more}


def function(world: World) -> Record:
    return world.make(FUNCTION, "forward", **inputs(role(world, "lambda.amazonaws.com")))


def permission(**more: Any) -> dict[str, Any]:
    asked = {"action": "lambda:InvokeFunction", "function": "forward", "principal": "logs.amazonaws.com"}
    return {**asked, "sourceArn": GROUP_ARN, "sourceAccount": ACCOUNT, **more}


def filtering(name: str = "api") -> dict[str, Any]:
    return {"name": name, "logGroup": "api", "destinationArn": ARN, "filterPattern": ""}


def test_a_function_answers_its_name(world: World) -> None:
    made = function(world)
    assert (made.id, made.properties["arn"]) == ("forward", ARN)
    assert "already exist" in world.refused(FUNCTION, **inputs(role(world, "lambda.amazonaws.com", "other")))


@pytest.mark.parametrize("missing", ["handler", "runtime"])
def test_a_zip_file_needs_to_be_told_what_runs_it(world: World, missing: str) -> None:
    asked = inputs(role(world, "lambda.amazonaws.com"))
    assert world.problems(FUNCTION, **{key: value for key, value in asked.items() if key != missing}) == [
        f"{missing}: is required for packageType Zip"
    ]


def test_its_role_is_one_that_lambda_may_assume(world: World) -> None:
    refused = world.refused(FUNCTION, **inputs(role(world, "ecs-tasks.amazonaws.com")))
    assert refused.startswith("InvalidParameterValueException: The role defined for the function cannot be assumed")


@pytest.mark.parametrize(
    ("variables", "words"),
    [({"AWS_REGION": "x"}, "contains reserved keys: AWS_REGION"), ({"A": "x" * 4096}, "exceeded the 4KB limit.")],
)
def test_variables_are_few_and_its_own(world: World, variables: dict[str, str], words: str) -> None:
    asked = inputs(role(world, "lambda.amazonaws.com"), environment={"variables": variables})
    assert world.refused(FUNCTION, **asked).endswith(words)


def test_failures_go_where_the_role_may_send(world: World) -> None:
    executor = role(world, "lambda.amazonaws.com")
    world.make(FUNCTION, "forward", **inputs(executor))
    queue = world.make(QUEUE, "left", name="left")
    asked = {
        "functionName": "forward",
        "destinationConfig": {"onFailure": {"destination": queue.properties["arn"]}},
    }
    assert world.refused(RETRIES, **asked) == (
        "InvalidParameterValueException: The function's execution role does not have permissions to call SendMessage "
        f"on {queue.properties['arn']}"
    )
    may = policy({"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": queue.properties["arn"]})
    world.make("aws:iam/rolePolicy:RolePolicy", "may", role=executor.id, policy=may)
    assert world.make(RETRIES, "retries", **asked).id == "forward"


@pytest.mark.parametrize(
    "more",
    [
        {"sourceArn": GROUP_ARN.replace("api", "other")},
        {"principal": "events.amazonaws.com"},
        {"sourceAccount": "210987654321"},
        {"action": "lambda:GetFunction"},
    ],
)
def test_a_log_group_calls_only_whom_it_may(world: World, more: dict[str, str]) -> None:
    function(world)
    world.make(LOG_GROUP, "api", name="api")
    words = "InvalidParameterException: Could not execute the lambda function. "
    assert world.refused(SUBSCRIPTION, **filtering()).startswith(words)
    world.make(PERMISSION, "may", **permission(**more))
    assert world.refused(SUBSCRIPTION, **filtering()).startswith(words)
    world.make(PERMISSION, "may-too", **permission())
    assert world.make(SUBSCRIPTION, "api", **filtering()).id.startswith("cwlsf-")


def test_a_log_group_has_two_filters_at_most(world: World) -> None:
    function(world)
    world.make(LOG_GROUP, "api", name="api")
    world.make(PERMISSION, "may", **permission())
    for name in ("one", "two"):
        world.make(SUBSCRIPTION, name, **filtering(name))
    assert world.refused(SUBSCRIPTION, **filtering("three")) == "LimitExceededException: Resource limit exceeded."


def test_what_is_called_is_there(world: World) -> None:
    assert world.refused(SUBSCRIPTION, **filtering()) == (
        "ResourceNotFoundException: The specified log group does not exist: api"
    )
    assert world.refused(PERMISSION, **permission()) == "ResourceNotFoundException: Function not found: forward"
