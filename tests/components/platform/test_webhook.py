"""Alarms that reach a chat: exactly the stack's own, as Slack's form wants them."""

import json
from typing import Any

import pulumi

from components.clouds.aws import alarm
from components.clouds.aws.alarm import Metric, Rule
from components.platform import Platform
from deployment import notices
from tests.components.recorder import Recorder, run
from tests.components.stand import make_platform

ADDRESS = "https://hooks.slack.com/services/T0/B0/secret"
RULE = "aws:cloudwatch/eventRule:EventRule"
TARGET = "aws:cloudwatch/eventTarget:EventTarget"
CONNECTION = "aws:cloudwatch/eventConnection:EventConnection"
DESTINATION = "aws:cloudwatch/eventApiDestination:EventApiDestination"
CPU = Metric(namespace="AWS/ECS", name="CPUUtilization", statistic="Average")


def watched(platform: Platform, count: int) -> None:
    for number in range(1, count + 1):
        rule = Rule(description="busy", measure=CPU, threshold=80)
        alarm.create(f"api-alarm-{number}", "api", platform, pulumi.ResourceOptions(parent=platform), rule)


def deploy(count: int = 2, **changes: Any) -> None:
    def program() -> None:
        platform = make_platform(**{"webhook": pulumi.Output.secret(ADDRESS), **changes})
        watched(platform, count)
        notices.send(platform)

    run(program)


def names(recorder: Recorder, rule: str) -> list[str]:
    return json.loads(recorder.inputs(RULE, rule)["eventPattern"])["detail"]["alarmName"]


def test_exactly_the_stacks_alarms_are_heard_when_they_begin_or_end(recorder: Recorder) -> None:
    deploy()
    assert json.loads(recorder.inputs(RULE)["eventPattern"]) == {
        "source": ["aws.cloudwatch"],
        "detail-type": ["CloudWatch Alarm State Change"],
        "detail": {
            "alarmName": ["api-alarm-1-1234567", "api-alarm-2-1234567"],
            "$or": [
                {"state": {"value": ["ALARM"]}},
                {"state": {"value": ["OK"]}, "previousState": {"value": ["ALARM"]}},
            ],
        },
    }


def test_a_message_says_what_is_wrong_and_where(recorder: Recorder) -> None:
    deploy()
    target = recorder.inputs(TARGET)
    words = target["inputTransformer"]
    assert json.loads(words["inputTemplate"]) == {"text": "<state> in prod: <description> (<name>, <region>)"}
    assert words["inputPaths"] == {
        "state": "$.detail.state.value",
        "description": "$.detail.configuration.description",
        "name": "$.detail.alarmName",
        "region": "$.region",
    }
    assert target["rule"] == "webhook-rule-1234567"
    assert target["arn"] == "arn:aws:events:eu-central-1:123456789012:api-destination/webhook-destination-1234567"


def test_the_address_and_the_login_are_secret(recorder: Recorder) -> None:
    deploy()
    destination, connection = recorder.one(DESTINATION), recorder.one(CONNECTION)
    assert (destination.inputs["invocationEndpoint"], destination.inputs["httpMethod"]) == (ADDRESS, "POST")
    assert destination.inputs["invocationRateLimitPerSecond"] == 1
    assert "invocationEndpoint" in destination.secret_inputs
    assert "authParameters" in connection.secret_inputs
    assert connection.inputs["authParameters"] == {
        "apiKey": {"key": "X-Groundwork", "value": "webhook-key-1234567-value"}
    }


def test_what_posts_may_do_nothing_else(recorder: Recorder) -> None:
    deploy()
    policy = json.loads(recorder.inputs("aws:iam/rolePolicy:RolePolicy", "webhook-role-policy")["policy"])
    assert policy["Statement"] == [
        {
            "Effect": "Allow",
            "Action": ["events:InvokeApiDestination"],
            "Resource": ["arn:aws:events:eu-central-1:123456789012:api-destination/webhook-destination-1234567"],
        }
    ]
    trust = json.loads(recorder.inputs("aws:iam/role:Role", "webhook-role")["assumeRolePolicy"])["Statement"][0]
    assert trust["Principal"] == {"Service": "events.amazonaws.com"}
    assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": "123456789012"}}
    assert "webhook-role-policy" in recorder.one(TARGET).depends_on


def test_more_alarms_than_a_pattern_holds_have_more_rules(recorder: Recorder) -> None:
    deploy(41)
    assert recorder.names(RULE) == ["webhook-rule", "webhook-rule-2"]
    assert len(names(recorder, "webhook-rule")) == 40
    assert names(recorder, "webhook-rule-2") == ["api-alarm-41-1234567"]
    assert [item["rule"] for item in (recorder.inputs(TARGET, f"webhook-target{n}") for n in ("", "-2"))] == [
        "webhook-rule-1234567",
        "webhook-rule-2-1234567",
    ]


def test_without_an_address_or_an_alarm_there_is_nothing(recorder: Recorder) -> None:
    deploy(webhook=None)
    deploy(count=0)
    assert [recorder.names(type_) for type_ in (RULE, TARGET, CONNECTION, DESTINATION)] == [[], [], [], []]
