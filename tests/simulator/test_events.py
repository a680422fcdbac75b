"""What EventBridge refuses and answers."""

import json
from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.builders import role
from tests.simulator.world import World

RULE = "aws:cloudwatch/eventRule:EventRule"
TARGET = "aws:cloudwatch/eventTarget:EventTarget"
CONNECTION = "aws:cloudwatch/eventConnection:EventConnection"
DESTINATION = "aws:cloudwatch/eventApiDestination:EventApiDestination"
LOGIN = {"authorizationType": "API_KEY", "authParameters": {"apiKey": {"key": "X-Key", "value": "v"}}}


def rule(world: World, pattern: Any = None) -> Record:
    return world.make(RULE, "rule", name="rule", eventPattern=json.dumps(pattern or {"source": ["aws.cloudwatch"]}))


def destination(world: World) -> Record:
    connection = world.make(CONNECTION, "connection", **LOGIN)
    return world.make(DESTINATION, "hook", **posts(connection))


def posts(connection: Record, address: str = "https://hooks.example.com/a") -> dict[str, Any]:
    return {
        "connectionArn": connection.properties["arn"],
        "httpMethod": "POST",
        "invocationEndpoint": address,
    }


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ({"source": "aws.cloudwatch"}, '"source" must be an object or an array'),
        ({"detail": {"alarmName": []}}, 'Empty arrays are not allowed at "alarmName"'),
        ({"detail": {"$or": [{"a": ["b"]}]}}, "$or must be an array of two or more"),
        ({"detail": {"$or": [{"a": ["b"]}, {"a": 1}]}}, '"a" must be an object or an array'),
    ],
)
def test_a_pattern_ends_in_lists(world: World, pattern: Any, words: str) -> None:
    refused = world.refused(RULE, eventPattern=json.dumps(pattern))
    assert refused == f"InvalidEventPatternException: Event pattern is not valid. Reason: {words}"


def test_a_pattern_has_an_end(world: World) -> None:
    pattern = {"detail": {"alarmName": ["x" * 90] * 45}}
    assert world.problems(RULE, eventPattern=json.dumps(pattern, indent=4)) == [
        "eventPattern: cannot be longer than 4096 characters; it has 4211"
    ]


def test_a_rule_with_a_target_stays(world: World) -> None:
    made, hook = rule(world), destination(world)
    assert made.properties["arn"] == "arn:aws:events:eu-central-1:123456789012:rule/rule"
    trusted = role(world, "events.amazonaws.com")
    target = world.make(
        TARGET, "t", rule="rule", arn=hook.properties["arn"], roleArn=trusted.properties["arn"], targetId="one"
    )
    assert target.id == "rule-one"
    assert world.remove_refused(made) == "ValidationException: Rule can't be deleted since it has targets."
    world.remove(target)
    world.remove(made)


def test_a_target_outside_needs_a_role_that_events_may_assume(world: World) -> None:
    rule(world)
    target = {"rule": "rule", "arn": destination(world).properties["arn"]}
    assert world.refused(TARGET, **target).startswith("ValidationException: RoleArn is required for target arn:")
    other = role(world, "ecs-tasks.amazonaws.com")
    refused = world.refused(TARGET, **target, roleArn=other.properties["arn"])
    assert "cannot be assumed by principal 'events.amazonaws.com'" in refused
    assert world.refused(TARGET, **{**target, "rule": "nope"}) == (
        "ResourceNotFoundException: Rule nope does not exist on EventBus default."
    )


def test_a_template_says_what_the_paths_know(world: World) -> None:
    rule(world)
    trusted = role(world, "events.amazonaws.com")
    target = {"rule": "rule", "arn": destination(world).properties["arn"], "roleArn": trusted.properties["arn"]}
    words = {"inputPaths": {"state": "$.detail.state"}, "inputTemplate": '{"text": "<state> <name>"}'}
    assert world.refused(TARGET, **target, inputTransformer=words) == (
        "ValidationException: Invalid InputTemplate for target: <name> is not in InputPathsMap."
    )
    world.make(TARGET, "t", **target, inputTransformer={**words, "inputTemplate": '{"text": "<state>"}'})


def test_a_rule_has_five_targets(world: World) -> None:
    rule(world)
    trusted = role(world, "events.amazonaws.com")
    target = {"rule": "rule", "arn": destination(world).properties["arn"], "roleArn": trusted.properties["arn"]}
    for number in range(5):
        world.make(TARGET, f"t{number}", **target, targetId=f"t{number}")
    assert world.refused(TARGET, **target, targetId="t5").startswith("LimitExceededException: ")


def test_a_connection_brings_its_login(world: World) -> None:
    basic = {"authorizationType": "BASIC", "authParameters": LOGIN["authParameters"]}
    assert world.problems(CONNECTION, **basic) == ["authParameters: BASIC needs basic"]
    made = world.make(CONNECTION, "c", **LOGIN, name="c")
    secret = made.properties["secretArn"]
    assert secret.startswith("arn:aws:secretsmanager:eu-central-1:123456789012:secret:events!connection/c/")


def test_an_address_is_https_and_its_refusal_keeps_it_secret(world: World) -> None:
    connection = world.make(CONNECTION, "c", **LOGIN)
    refused = world.refused(DESTINATION, **posts(connection, "http://hooks.example.com/secret"))
    assert refused == (
        "ValidationException: Parameter InvocationEndpoint is not valid. Reason: it must begin with https://"
    )
    made = world.make(DESTINATION, "d", **posts(connection), name="d")
    assert made.properties["arn"].startswith("arn:aws:events:eu-central-1:123456789012:api-destination/d/")
    missing = {**posts(connection), "connectionArn": connection.properties["arn"] + "0"}
    assert world.refused(DESTINATION, **missing).startswith("ResourceNotFoundException: Connection '")
