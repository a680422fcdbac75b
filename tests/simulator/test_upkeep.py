"""What monitoring, messages, backups and schedules refuse and answer."""

import json
from typing import Any

import pytest

from simulator.aws.schedules import problem
from tests.simulator.builders import CLUSTER, KEY, LOG_GROUP, TASK, Network, policy, role, task_inputs
from tests.simulator.world import World

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
TOPIC = "aws:sns/topic:Topic"
SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"
QUEUE = "aws:sqs/queue:Queue"
FLOW_LOG = "aws:ec2/flowLog:FlowLog"
PLAN = "aws:backup/plan:Plan"
VAULT = "aws:backup/vault:Vault"
SELECTION = "aws:backup/selection:Selection"
SCHEDULE = "aws:scheduler/schedule:Schedule"
WATCH = {
    "comparisonOperator": "GreaterThanThreshold",
    "evaluationPeriods": 1,
    "threshold": 1,
    "metricName": "m",
    "namespace": "n",
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cron(0 3 * * ? *)", None),
        ("cron(0/5 8-17 ? * MON-FRI *)", None),
        ("rate(1 hour)", None),
        ("rate(5 minutes)", None),
        ("at(2026-12-31T00:00:00)", None),
        ("0 3 * * *", "it must be rate(…), cron(…) or at(…)"),
        ("cron(0 3 * * *)", "cron needs six fields (minutes, hours, day of month, month, day of week, year), got 5"),
        ("cron(0 3 * * * *)", "exactly one of day of month and day of week must be ?"),
        ("cron(0 24 * * ? *)", "hours cannot be 24"),
        ("rate(1 hours)", "rate needs a number above 0, and the unit's plural unless it is 1"),
        ("rate(0 minutes)", "rate needs a number above 0, and the unit's plural unless it is 1"),
        ("at(tomorrow)", "at needs a time such as 2026-01-31T08:00:00"),
    ],
)
def test_schedules_are_written_as_aws_writes_them(text: str, words: str | None) -> None:
    assert problem(text) == words


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        (WATCH, ["statistic: exactly one of statistic and extendedStatistic must be given with metricName"]),
        (
            {
                **{key: value for key, value in WATCH.items() if key not in ("metricName", "namespace")},
                "metricQueries": [{"id": "a", "expression": "b", "returnData": False}],
            },
            ["metricQueries: exactly one query must have returnData true; got 0"],
        ),
        (
            {**WATCH, "statistic": "Sum", "period": 45},
            ["period: must be 10, 20, 30 or a multiple of 60 seconds; got 45"],
        ),
    ],
)
def test_an_alarm_watches_one_thing(world: World, inputs: dict[str, Any], words: list[str]) -> None:
    assert world.problems(ALARM, **inputs) == words


def test_a_composite_alarm_names_alarms_that_exist_and_keeps_them(world: World) -> None:
    assert world.refused(COMPOSITE, alarmName="all", alarmRule='ALARM("errors")') == (
        "ValidationError: AlarmRule must not contain an alarm that does not exist: errors"
    )
    alarm = world.make(ALARM, "a", name="errors", **WATCH, statistic="Sum")
    made = world.make(COMPOSITE, "c", alarmName="all", alarmRule='ALARM("errors") OR ALARM(errors)')
    assert world.remove_refused(alarm) == (
        "ValidationError: errors cannot be deleted: the composite alarm all depends on it"
    )
    world.remove(made)
    world.remove(alarm)


def test_a_log_group_answers_and_keeps_its_name(world: World) -> None:
    made = world.make(LOG_GROUP, "l", name="/app/api")
    assert made.properties["arn"] == "arn:aws:logs:eu-central-1:123456789012:log-group:/app/api"
    assert world.refused(LOG_GROUP, name="/app/api") == (
        "ResourceAlreadyExistsException: The specified log group already exists: /app/api"
    )
    kept = world.make(LOG_GROUP, "k", name="kept", deletionProtectionEnabled=True)
    assert world.remove_refused(kept).startswith("OperationAbortedException")


def test_a_metric_filter_needs_its_log_group(world: World) -> None:
    inputs = {"pattern": "ERROR", "metricTransformation": {"name": "errors", "namespace": "app", "value": "1"}}
    assert world.refused("aws:cloudwatch/logMetricFilter:LogMetricFilter", logGroupName="nope", **inputs) == (
        "ResourceNotFoundException: The specified log group does not exist: nope"
    )


def test_a_flow_log_has_somewhere_to_go_and_a_role(world: World, network: Network) -> None:
    group = world.make(LOG_GROUP, "l", name="flows")
    given = {"vpcId": network.vpc.id, "trafficType": "ALL", "logDestination": group.properties["arn"]}
    assert world.refused(FLOW_LOG, **given).startswith("InvalidParameter: DeliverLogsPermissionArn is required")
    wrong = role(world, "ecs-tasks.amazonaws.com").properties["arn"]
    assert world.refused(FLOW_LOG, **given, iamRoleArn=wrong).endswith("does not name vpc-flow-logs.amazonaws.com)")
    right = role(world, "vpc-flow-logs.amazonaws.com", "flows").properties["arn"]
    elsewhere = {**given, "logDestination": "arn:aws:logs:eu-central-1:123456789012:log-group:nope"}
    assert world.refused(FLOW_LOG, **elsewhere, iamRoleArn=right).endswith("log-group:nope does not exist")
    world.make(FLOW_LOG, "f", **given, iamRoleArn=right)


def test_a_topic_and_its_subscriptions(world: World) -> None:
    key = world.make(KEY, "k")
    topic = world.make(TOPIC, "t", name="alarms", kmsMasterKeyId=key.id)
    assert topic.id == "arn:aws:sns:eu-central-1:123456789012:alarms"
    made = world.make(SUBSCRIPTION, "s", topic=topic.id, protocol="email", endpoint="a@example.com")
    assert made.id.startswith(f"{topic.id}:")
    assert made.properties["pendingConfirmation"] is True
    assert world.refused(TOPIC, kmsMasterKeyId="nope").startswith("KMSNotFound")
    assert world.refused(SUBSCRIPTION, topic=topic.id + "x", protocol="email", endpoint="a@example.com") == (
        f"NotFound: Topic does not exist: {topic.id}x"
    )
    assert world.problems(TOPIC, name="a", contentBasedDeduplication=True) == [
        "contentBasedDeduplication: can only be given for FIFO"
    ]


def test_a_queue_and_its_dead_letters(world: World) -> None:
    dead = world.make(QUEUE, "d", name="dead")
    assert dead.id == dead.properties["url"] == "https://sqs.eu-central-1.amazonaws.com/123456789012/dead"
    redrive = {"deadLetterTargetArn": dead.properties["arn"], "maxReceiveCount": 3}
    world.make(QUEUE, "q", redrivePolicy=json.dumps(redrive))
    for change, words in (
        ({"maxReceiveCount": "3"}, "maxReceiveCount must be a number."),
        ({"deadLetterTargetArn": "nope"}, "Dead letter target does not exist: nope"),
    ):
        assert world.refused(QUEUE, redrivePolicy=json.dumps({**redrive, **change})).endswith(words)


def test_a_backup_plan_fits(world: World) -> None:
    world.make(VAULT, "v", name="main")
    rule = {"ruleName": "daily", "targetVaultName": "main", "schedule": "cron(0 3 * * ? *)"}
    assert world.refused(PLAN, rules=[{**rule, "targetVaultName": "nope"}]) == (
        "InvalidParameterValueException: Backup vault nope does not exist"
    )
    assert world.refused(PLAN, rules=[{**rule, "lifecycle": {"coldStorageAfter": 30, "deleteAfter": 60}}]) == (
        "InvalidParameterValueException: deleteAfter must be at least 90 days after coldStorageAfter; got 60 and 30 "
        "(daily)"
    )
    words = world.refused(PLAN, rules=[{**rule, "schedule": "0 3 * * *"}])
    assert words.startswith("ValidationException: Invalid Schedule Expression 0 3 * * *: ")
    plan = world.make(PLAN, "p", rules=[rule])
    arn = role(world, "backup.amazonaws.com").properties["arn"]
    world.make(SELECTION, "s", planId=plan.id, iamRoleArn=arn, resources=["*"])
    assert world.remove_refused(plan).startswith(
        "InvalidRequestException: Related backup plan selections must be deleted"
    )


def test_restore_tests_take_no_hyphen(world: World) -> None:
    inputs = {
        "scheduleExpression": "cron(0 3 ? * SUN *)",
        "recoveryPointSelection": {
            "algorithm": "LATEST_WITHIN_WINDOW",
            "includeVaults": ["*"],
            "recoveryPointTypes": ["SNAPSHOT"],
        },
    }
    token = "aws:backup/restoreTestingPlan:RestoreTestingPlan"
    [words] = world.problems(token, **inputs)
    assert words.startswith("name: must match ")
    assert world.problems(token, **inputs, name="monthly_drill") == []


def test_a_schedule_runs_a_task_under_a_role(world: World) -> None:
    cluster = world.make(CLUSTER, "c", name="main")
    task = world.make(TASK, "t", **task_inputs())
    target = {
        "arn": cluster.properties["arn"],
        "roleArn": role(world, "scheduler.amazonaws.com").properties["arn"],
        "ecsParameters": {"taskDefinitionArn": task.properties["arn"]},
    }
    given = {"flexibleTimeWindow": {"mode": "OFF"}, "scheduleExpression": "cron(0 3 * * ? *)", "target": target}
    made = world.make(SCHEDULE, "s", name="cleanup", **given)
    assert made.id == "default/cleanup"
    cases: list[tuple[dict[str, Any], str]] = [
        (
            {"target": {**target, "arn": "arn:aws:ecs:eu-central-1:123456789012:cluster/nope"}},
            "does not exist: arn:aws:ecs",
        ),
        (
            {"target": {**target, "ecsParameters": None}},
            "EcsParameters must be given for a target that is an ECS cluster",
        ),
        ({"scheduleExpression": "0 3 * * *"}, "Invalid Schedule Expression 0 3 * * *"),
        (
            {"target": {**target, "roleArn": role(world, "events.amazonaws.com", "other").properties["arn"]}},
            "does not name scheduler.amazonaws.com",
        ),
        ({"name": "cleanup"}, "ConflictException: Schedule cleanup already exists."),
    ]
    for change, words in cases:
        inputs = {**given, "groupName": "default", **change}
        inputs["target"] = {key: value for key, value in inputs["target"].items() if value is not None}
        assert words in world.refused(SCHEDULE, **inputs)


def test_a_budget_reaches_somebody(world: World) -> None:
    notification = {
        "comparisonOperator": "GREATER_THAN",
        "notificationType": "ACTUAL",
        "threshold": 80,
        "thresholdType": "PERCENTAGE",
    }
    inputs = {"budgetType": "COST", "timeUnit": "MONTHLY", "limitAmount": "10", "limitUnit": "USD"}
    assert world.refused("aws:budgets/budget:Budget", **inputs, notifications=[notification]) == (
        "InvalidParameterException: Notification must have at least one subscriber"
    )


@pytest.mark.parametrize(("service", "made"), [("budgets", True), ("cloudwatch", False)])
def test_a_budget_publishes_to_a_topic_that_lets_it(world: World, service: str, made: bool) -> None:
    topic = world.make("aws:sns/topic:Topic", "t", name="t").properties["arn"]
    leave = {"Effect": "Allow", "Action": "sns:Publish", "Resource": topic}
    text = policy({**leave, "Principal": {"Service": f"{service}.amazonaws.com"}})
    world.make("aws:sns/topicPolicy:TopicPolicy", "p", arn=topic, policy=text)
    notification = {
        "comparisonOperator": "GREATER_THAN",
        "notificationType": "FORECASTED",
        "threshold": 80,
        "thresholdType": "PERCENTAGE",
        "subscriberSnsTopicArns": [topic],
    }
    inputs = {"budgetType": "COST", "timeUnit": "MONTHLY", "limitAmount": "10", "limitUnit": "USD"}
    given = {**inputs, "notifications": [notification]}
    if made:
        assert world.make("aws:budgets/budget:Budget", "b", name="b", **given).id == "123456789012:b"
    else:
        words = world.refused("aws:budgets/budget:Budget", **given)
        assert words == f"InvalidParameterException: AWS Budgets may not publish to the topic {topic}"


def test_a_registry_and_its_policy(world: World) -> None:
    made = world.make("aws:ecr/repository:Repository", "r", name="api")
    assert made.properties["repositoryUrl"] == "123456789012.dkr.ecr.eu-central-1.amazonaws.com/api"
    token = "aws:ecr/lifecyclePolicy:LifecyclePolicy"
    assert world.refused(token, repository="nope", policy="{}").startswith("RepositoryNotFoundException")
    assert world.refused(token, repository="api", policy='{"rules": []}').startswith("InvalidParameterException")


def test_service_discovery(world: World, network: Network) -> None:
    space = world.make(
        "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace", "n", name="app.local", vpc=network.vpc.id
    )
    records = {"namespaceId": space.id, "dnsRecords": [{"ttl": 10, "type": "A"}]}
    made = world.make("aws:servicediscovery/service:Service", "s", name="api", dnsConfig=records)
    assert space.id.startswith("ns-")
    assert made.properties["arn"] == f"arn:aws:servicediscovery:eu-central-1:123456789012:service/{made.id}"
    assert world.remove_refused(space).startswith("ResourceInUse: Namespace ")
